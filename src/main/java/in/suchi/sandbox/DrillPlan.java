package in.suchi.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The plan of a drill: that of config/sessions.yaml, cut to fewer days or smaller sessions where the drill is asked to. */
final class DrillPlan {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String FILE = "sessions.yaml";

    private DrillPlan() {}

    /** Writes the drill's rules into its folder. */
    static Path write(SandboxFolders folders, Path config, DrillOptions options) {
        Path file = folders.root().resolve(FILE);
        try {
            JsonNode plan = YAML.readTree(config.resolve(FILE).toFile());
            for (JsonNode rule : plan.path("rules")) {
                ObjectNode changed = (ObjectNode) rule;
                if (options.capacity() > 0) {
                    changed.put("capacity", options.capacity());
                }
                if (options.days() > 0) {
                    List<LocalDate> days = days(rule);
                    changed.put(
                            "to",
                            days.get(Math.min(options.days(), days.size()) - 1).toString());
                }
            }
            YAML.writeValue(file.toFile(), plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Seats a site has on each session day of the drill in this folder, by the smallest of its rules. */
    static List<Day> read(SandboxFolders folders) {
        List<Day> days = new ArrayList<>();
        try {
            for (JsonNode rule :
                    YAML.readTree(folders.root().resolve(FILE).toFile()).path("rules")) {
                int capacity = rule.path("capacity").asInt();
                days(rule).forEach(day -> days.add(new Day(day, capacity)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return days;
    }

    record Day(LocalDate date, int capacity) {}

    private static List<LocalDate> days(JsonNode rule) {
        Set<String> weekdays = new HashSet<>();
        rule.path("weekdays").forEach(day -> weekdays.add(day.asText().toUpperCase(Locale.ROOT)));
        return LocalDate.parse(rule.path("from").asText())
                .datesUntil(LocalDate.parse(rule.path("to").asText()).plusDays(1))
                .filter(day -> weekdays.isEmpty()
                        || weekdays.contains(day.getDayOfWeek().name()))
                .toList();
    }
}
