package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the single receipts in a JSON body of lists; an element also has the plain values of what it stands in. */
final class ReceiptElements {
    private static final String EACH = "*";

    private ReceiptElements() {}

    /** One for each element; empty ones where the path leads to no list. */
    static List<Optional<JsonNode>> of(JsonNode tree, String path) {
        List<String> steps = new ArrayList<>(Arrays.asList(path.substring(1).split("/")));
        if (!steps.get(steps.size() - 1).equals(EACH)) {
            steps.add(EACH);
        }
        List<Optional<JsonNode>> found = new ArrayList<>();
        walk(tree, steps, JsonNodeFactory.instance.objectNode(), found);
        return found;
    }

    private static void walk(JsonNode node, List<String> steps, ObjectNode around, List<Optional<JsonNode>> found) {
        if (steps.isEmpty()) {
            found.add(Optional.of(node.isObject() ? with(around, node) : node));
            return;
        }
        List<String> rest = steps.subList(1, steps.size());
        if (!steps.get(0).equals(EACH)) {
            walk(node.path(steps.get(0)), rest, with(around, node), found);
        } else if (node.isArray()) {
            node.forEach(element -> walk(element, rest, around, found));
        } else {
            found.add(Optional.empty());
        }
    }

    private static ObjectNode with(ObjectNode around, JsonNode node) {
        ObjectNode all = around.deepCopy();
        if (node.isObject()) {
            node.properties().stream()
                    .filter(property -> property.getValue().isValueNode())
                    .forEach(property -> all.set(property.getKey(), property.getValue()));
        }
        return all;
    }
}
