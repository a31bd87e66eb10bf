package in.suchi.gateway;

import in.suchi.config.ConfigurationProblem;
import in.suchi.config.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All gateways of config/gateways, by name. */
public final class GatewayProfiles {
    private final Map<String, GatewayProfile> byName;

    private GatewayProfiles(Map<String, GatewayProfile> byName) {
        this.byName = byName;
    }

    /**
     * Reads {@code *.yaml} of the folder.
     *
     * @param placeholders the value of {@code ${name}} (address, credentials, sandbox times), null where there is none
     * @throws ConfigurationProblem for a profile that cannot be used, with file, key, value and remedy
     */
    public static GatewayProfiles load(Path folder, Function<String, String> placeholders) {
        return load(folder, placeholders, problem -> {
            throw problem;
        });
    }

    /** As {@link #load(Path, Function)}, but each profile that cannot be used is handed over, and left out. */
    static GatewayProfiles load(
            Path folder, Function<String, String> placeholders, Consumer<ConfigurationProblem> problems) {
        Map<String, GatewayProfile> byName = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                try {
                    named(file, placeholders).ifPresent(profile -> byName.put(profile.name(), profile));
                } catch (ConfigurationProblem problem) {
                    problems.accept(problem);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: the folder with the gateways is missing", e);
        }
        return new GatewayProfiles(byName);
    }

    private static Optional<GatewayProfile> named(Path file, Function<String, String> placeholders) {
        String fileName = String.valueOf(file.getFileName());
        if (fileName.endsWith(".yml")) {
            throw new ConfigurationProblem(file, "the file's name", fileName, "let it end in .yaml");
        }
        if (!fileName.endsWith(".yaml")) {
            return Optional.empty();
        }
        GatewayProfile profile = read(file, placeholders);
        if (!fileName.equals(profile.name() + ".yaml")) {
            throw ConfigurationProblem.inYaml(
                    file, "name", profile.name(), "let name and file name agree, without .yaml");
        }
        return Optional.of(profile);
    }

    /** A profile that is not in use needs no login: its placeholders may be without a value. */
    private static GatewayProfile read(Path file, Function<String, String> placeholders) {
        try {
            return StrictYaml.read(file, GatewayProfile.class, placeholders);
        } catch (ConfigurationProblem problem) {
            GatewayProfile unresolved;
            try {
                unresolved = StrictYaml.readUnresolved(file, GatewayProfile.class, placeholders);
            } catch (ConfigurationProblem further) {
                throw problem;
            }
            if (unresolved.active()) {
                throw problem;
            }
            return unresolved;
        }
    }

    public Optional<GatewayProfile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<GatewayProfile> all() {
        return List.copyOf(byName.values());
    }

    /** Those in use, by their order and then by name. */
    public List<GatewayProfile> active() {
        return byName.values().stream()
                .filter(GatewayProfile::active)
                .sorted(Comparator.comparing(GatewayProfile::order).thenComparing(GatewayProfile::name))
                .toList();
    }
}
