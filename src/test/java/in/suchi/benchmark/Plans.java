package in.suchi.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The shipped plan with another capacity. */
final class Plans {

    private Plans() {}

    static Path withCapacity(Path folder, int capacity) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode plan = yaml.readTree(Path.of("config/sessions.yaml").toFile());
        plan.path("rules").forEach(rule -> ((ObjectNode) rule).put("capacity", capacity));
        Path file = folder.resolve("sessions.yaml");
        yaml.writeValue(file.toFile(), plan);
        return file;
    }
}
