package in.suchi.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import in.suchi.support.HubTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What watches the hub asks for metrics that the hub has. */
class ProductionFilesTest extends HubTest {

    private static final Path FOLDER = Path.of("config/production");
    private static final Pattern METRIC = Pattern.compile("\\b((?:suchi|camel|hikaricp|jvm|disk|http)_[a-z_]+)");

    @Autowired
    MeterRegistry meters;

    @Test
    void everyMetricOfTheAlertsIsTheHubs() throws IOException {
        List<String> asked = new ArrayList<>();
        JsonNode rules = new YAMLMapper()
                .readTree(FOLDER.resolve("prometheus-alerts.yaml").toFile())
                .at("/groups/0/rules");
        assertThat(rules).isNotEmpty();
        for (JsonNode rule : rules) {
            assertThat(rule.at("/annotations/remedy").asText())
                    .as("%s says what to do", rule.path("alert"))
                    .isNotBlank();
            asked.add(rule.path("expr").asText());
        }
        assertKnown(asked);
    }

    @Test
    void everyMetricOfTheDashboardIsTheHubs() throws IOException {
        List<String> asked = new ArrayList<>();
        JsonNode panels = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile())
                .path("panels");
        assertThat(panels).isNotEmpty();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> asked.add(target.path("expr").asText())));
        assertKnown(asked);
    }

    private void assertKnown(List<String> expressions) {
        Set<String> known = meters.getMeters().stream()
                .map(meter -> meter.getId().getName().replace('.', '_'))
                .collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        for (String expression : expressions) {
            Matcher metric = METRIC.matcher(expression);
            while (metric.find()) {
                asked.add(metric.group(1).replaceAll("_(total|bytes|seconds)$", ""));
            }
        }
        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(known)
                .anyMatch(meter -> meter.equals(name) || meter.equals(name + "_total")));
    }
}
