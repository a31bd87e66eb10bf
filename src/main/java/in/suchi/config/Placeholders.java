package in.suchi.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.commons.text.StringSubstitutor;

/** Replaces {@code ${name}} and {@code ${name:default}} in the texts of a tree; what replaces them is not looked into. */
final class Placeholders {
    private final Path file;
    private final StringSubstitutor substitutor;

    Placeholders(Path file, Function<String, String> values, boolean allNeeded) {
        this.file = file;
        this.substitutor = new StringSubstitutor(values::apply)
                .setValueDelimiter(":")
                .setDisableSubstitutionInValues(true)
                .setEnableUndefinedVariableException(allNeeded);
    }

    JsonNode resolve(JsonNode tree) {
        return resolve(tree, "");
    }

    private JsonNode resolve(JsonNode node, String place) {
        if (node.isObject()) {
            ObjectNode resolved = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(e -> resolved.set(
                            e.getKey(),
                            resolve(e.getValue(), place.isEmpty() ? e.getKey() : place + "." + e.getKey())));
            return resolved;
        }
        if (node.isArray()) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                resolved.add(resolve(node.get(i), place + "[" + (i + 1) + "]"));
            }
            return resolved;
        }
        if (!node.isTextual() || !node.textValue().contains("${")) {
            return node;
        }
        try {
            return JsonNodeFactory.instance.textNode(substitutor.replace(node.textValue()));
        } catch (IllegalArgumentException e) {
            throw ConfigurationProblem.inYaml(
                    file,
                    place,
                    node.textValue(),
                    "give the property (or environment variable) of this placeholder a value, or a default with"
                            + " ${name:default}");
        }
    }
}
