package in.suchi.check;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/** The names in {@code application.yaml}, of all its profiles, and files that nobody reads. */
@Component
class SettingsCheck implements ConfigurationCheck {

    private static final Set<String> READ = Set.of(
            "application.yaml",
            "districts.yaml",
            "districts.csv",
            "pincodes.csv",
            "sites.csv",
            "sessions.yaml",
            "sessions.csv",
            "extract-columns.yaml",
            "gateways",
            "sms",
            "sandbox",
            "production");

    @Override
    public void check(CheckRun run) {
        Path file = run.config("application.yaml");
        String routes = run.property("suchi.routes");
        KnownSettings known = KnownSettings.of(run.config(), Path.of(routes == null ? "routes" : routes));
        if (Files.exists(file)) {
            names(run, file, known);
        } else {
            run.error(file, null, "the file", null, "restore it from the distribution: it holds every setting");
        }
        Path overlay = run.config("production/overlay.yaml");
        if (Files.exists(overlay)) {
            names(run, overlay, known);
        }
        variables(run, known);
        files(run);
    }

    private static void names(CheckRun run, Path file, KnownSettings known) {
        List<PropertySource<?>> documents;
        try {
            documents = new YamlPropertySourceLoader().load("application", new FileSystemResource(file));
        } catch (IOException | RuntimeException e) {
            run.error(
                    file,
                    null,
                    "what the YAML reader says",
                    String.valueOf(e.getMessage()),
                    "see the line, and those above it: indentation, colons, quotes, a key that stands twice");
            return;
        }
        for (PropertySource<?> document : documents) {
            if (document instanceof EnumerablePropertySource<?> settings) {
                for (String name : settings.getPropertyNames()) {
                    if (!known.knows(name)) {
                        run.error(
                                file,
                                line(document, name),
                                name,
                                null, // a misspelt name may be that of a secret
                                "no such setting: nobody would read it"
                                        + known.alike(name)
                                                .map(other -> "; probably " + other)
                                                .orElse("; remove it, or correct its spelling"));
                    }
                }
            }
        }
    }

    private static Integer line(PropertySource<?> document, String name) {
        Origin origin = OriginLookup.getOrigin(document, name);
        return origin instanceof TextResourceOrigin text && text.getLocation() != null
                ? text.getLocation().getLine() + 1
                : null;
    }

    /** A misspelt SUCHI_… variable is a login that is missing. Their values are not looked at. */
    private static void variables(CheckRun run, KnownSettings known) {
        Map<String, String> environment = System.getenv();
        new TreeSet<>(environment.keySet())
                .stream()
                        .filter(name -> name.startsWith("SUCHI_") && !known.knowsVariable(name))
                        .forEach(name -> run.warning(
                                Path.of("environment"),
                                null,
                                name,
                                null,
                                "no setting and no file refers to it: correct its name, or unset it"));
    }

    private static void files(CheckRun run) {
        try (Stream<Path> files = Files.list(run.config())) {
            files.filter(file -> !READ.contains(String.valueOf(file.getFileName()))
                            && !String.valueOf(file.getFileName()).matches("\\..*|application-.*\\.ya?ml|README.*"))
                    .sorted()
                    .forEach(file -> run.warning(
                            file,
                            null,
                            "the file's name",
                            String.valueOf(file.getFileName()),
                            "nobody reads this file: correct its name, or take it away"));
        } catch (IOException e) {
            run.error(run.config(), null, "the folder", null, "it cannot be read: name it with --config");
        }
    }
}
