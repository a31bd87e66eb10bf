package in.suchi.config;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** One run of {@code check}: what it looks at, and what it has found so far. Used by one thread. */
public final class CheckRun {

    private final Path config;
    private final Function<String, String> properties;
    private final boolean peers;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Class<?>, Optional<?>> read = new HashMap<>();
    private Long people;

    /**
     * @param config the folder
     * @param properties the value of a setting or variable; null where it has none
     * @param peers whether other systems may be asked
     * @param clock the time for which the plan is looked at
     */
    public CheckRun(Path config, Function<String, String> properties, boolean peers, Clock clock) {
        this.config = config;
        this.properties = properties;
        this.peers = peers;
        this.clock = clock;
    }

    public Path config() {
        return config;
    }

    public Path config(String file) {
        return config.resolve(file);
    }

    /** The file in which a setting stands: the profile's overlay where it has it, else {@code application.yaml}. */
    public Path settingsFile(String key) {
        Path overlay = config("production/overlay.yaml");
        boolean production = String.valueOf(property("spring.profiles.active")).contains("production");
        return production && YamlLines.holds(overlay, key) ? overlay : config("application.yaml");
    }

    /** The value of a setting or variable; null where it has none. */
    public String property(String name) {
        return properties.apply(name);
    }

    public Function<String, String> properties() {
        return properties;
    }

    public boolean mayAskPeers() {
        return peers;
    }

    /** The domain time for which the plan is looked at. */
    public Instant now() {
        return clock.instant();
    }

    /** How many people there are to be seated, as far as anybody said. */
    public OptionalLong people() {
        return people == null ? OptionalLong.empty() : OptionalLong.of(people);
    }

    /** The first who knows says it. */
    public void knowPeople(long number) {
        if (people == null) {
            people = number;
        }
    }

    public void error(Path file, Integer line, String key, String value, String remedy) {
        note(Finding.Severity.ERROR, file, line, key, value, remedy);
    }

    public void warning(Path file, Integer line, String key, String value, String remedy) {
        note(Finding.Severity.WARNING, file, line, key, value, remedy);
    }

    /** As {@link #error}, with the line of the key in a YAML file. */
    public void yamlError(Path file, String key, String value, String remedy) {
        error(file, YamlLines.lineOf(file, key), key, value, remedy);
    }

    /** As {@link #warning}, with the line of the key in a YAML file. */
    public void yamlWarning(Path file, String key, String value, String remedy) {
        warning(file, YamlLines.lineOf(file, key), key, value, remedy);
    }

    public void problem(ConfigurationProblem problem) {
        findings.add(Finding.error(problem));
    }

    private void note(Finding.Severity severity, Path file, Integer line, String key, String value, String remedy) {
        findings.add(new Finding(severity, file.toString(), line, key, ConfigurationProblem.shown(key, value), remedy));
    }

    /** What the reader reads, once a run; empty, and an error noted, when it cannot. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> reading(Class<T> type, Supplier<T> reader) {
        Optional<?> known = read.get(type);
        if (known == null) {
            known = attempt(reader);
            read.put(type, known);
        }
        return (Optional<T>) known;
    }

    /** As {@link #reading}, not remembered. */
    public <T> Optional<T> attempt(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (ConfigurationProblem problem) {
            problem(problem);
        } catch (UncheckedIOException unreadable) {
            error(config, null, "the file", null, unreadable.getMessage());
        }
        return Optional.empty();
    }

    /** Errors first, within them by file and line. */
    public List<Finding> findings() {
        return findings.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::file)
                        .thenComparing(f -> f.line() == null ? 0 : f.line()))
                .toList();
    }
}
