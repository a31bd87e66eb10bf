package in.suchi.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The names that a setting may have: those that the hub, Spring and Camel describe in the metadata that come with their
 * code, and those that a route or another file of the configuration refers to.
 */
final class KnownSettings {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String FURTHER = "META-INF/additional-spring-configuration-metadata.json";
    /** {@code {{name}}} or {@code {{?name}}} in routes, {@code ${name}} in the other files. */
    private static final Pattern REFERENCE = Pattern.compile("(?:\\{\\{\\??|\\$\\{)([A-Za-z][\\w.-]*)");

    private static final int ALIKE = 3;

    private final Set<ConfigurationPropertyName> names = new HashSet<>();
    private final Set<ConfigurationPropertyName> open = new HashSet<>();
    private final Set<String> variables = new HashSet<>();

    private KnownSettings() {}

    /** What comes with the code never changes while it runs, and lies in some sixty libraries. */
    private static final class Described {
        private static final KnownSettings IN_THE_CODE = read();

        private static KnownSettings read() {
            KnownSettings described = new KnownSettings();
            try {
                ClassLoader loader = KnownSettings.class.getClassLoader();
                for (String name : List.of(METADATA, FURTHER)) {
                    for (URL found : Collections.list(loader.getResources(name))) {
                        described.describe(found);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the names of the settings cannot be read", e);
            }
            return described;
        }
    }

    static KnownSettings of(Path... folders) {
        KnownSettings known = new KnownSettings();
        known.names.addAll(Described.IN_THE_CODE.names);
        known.open.addAll(Described.IN_THE_CODE.open);
        known.variables.addAll(Described.IN_THE_CODE.variables);
        try {
            for (Path folder : folders) {
                known.references(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the names that files refer to cannot be read", e);
        }
        return known;
    }

    private void describe(URL metadata) throws IOException {
        try (InputStream in = metadata.openStream()) {
            for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                ConfigurationPropertyName name =
                        ConfigurationPropertyName.adapt(property.path("name").asText(), '.');
                String type = property.path("type").asText();
                names.add(name);
                variables.add(variable(name.toString()));
                if (type.startsWith("java.util.Map") || type.startsWith("java.util.Properties")) {
                    open.add(name);
                }
            }
        }
    }

    private void references(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Matcher reference = REFERENCE.matcher(Files.readString(file));
                while (reference.find()) {
                    names.add(ConfigurationPropertyName.adapt(reference.group(1), '.'));
                    variables.add(variable(reference.group(1)));
                }
            }
        }
    }

    /** Whether a setting of that name is read by anybody; entries of lists and of open maps are. */
    boolean knows(String setting) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(setting.replaceAll("\\[\\d+]", ""), '.');
        return names.contains(name) || open.stream().anyMatch(map -> map.isAncestorOf(name));
    }

    /** Whether an environment variable stands for a setting or a reference. */
    boolean knowsVariable(String variable) {
        return variables.contains(flat(variable))
                || open.stream().anyMatch(map -> flat(variable).startsWith(variable(map.toString())));
    }

    /** The known name that was probably meant. */
    Optional<String> alike(String setting) {
        LevenshteinDistance distance = new LevenshteinDistance(ALIKE);
        TreeMap<String, Integer> near = new TreeMap<>();
        names.forEach(name -> {
            int differs = distance.apply(name.toString(), setting);
            if (differs >= 0) {
                near.put(name.toString(), differs);
            }
        });
        return near.entrySet().stream()
                .min(Comparator.comparing(java.util.Map.Entry::getValue))
                .map(java.util.Map.Entry::getKey);
    }

    private static String variable(String setting) {
        return flat(setting);
    }

    private static String flat(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(java.util.Locale.ROOT);
    }
}
