package in.suchi.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses keys that a record does not have, before anything else is looked at: a misspelt key would otherwise be
 * reported as the missing of the right one.
 */
final class UnknownKeys {
    private UnknownKeys() {}

    static void refuse(Path file, JsonNode tree, Type type) {
        refuse(file, tree, type, "");
    }

    private static void refuse(Path file, JsonNode node, Type type, String place) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            Type value = of[of.length - 1];
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    refuse(file, node.get(i), value, place + "[" + (i + 1) + "]");
                }
            } else if (generic.getRawType() == Map.class) {
                node.properties().forEach(e -> refuse(file, e.getValue(), value, joined(place, e.getKey())));
            } else {
                refuse(file, node, value, place);
            }
        } else if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
            refuseInRecord(file, node, record, place);
        }
    }

    private static void refuseInRecord(Path file, JsonNode node, Class<?> record, String place) {
        Map<String, Type> known = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            known.put(written(component.getName()), component.getGenericType());
        }
        node.properties().forEach(e -> {
            if (!known.containsKey(e.getKey())) {
                throw ConfigurationProblem.inYaml(
                        file,
                        joined(place, e.getKey()),
                        e.getValue().isValueNode() ? e.getValue().asText() : "…",
                        "no such key: remove it or correct its spelling; known here: "
                                + String.join(", ", known.keySet()));
            }
            refuse(file, e.getValue(), known.get(e.getKey()), joined(place, e.getKey()));
        });
    }

    private static String written(String component) {
        return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.KEBAB_CASE).translate(component);
    }

    private static String joined(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }
}
