package in.suchi.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where something stands in a receipt or an answer.
 *
 * @param where a parameter's name, or a JSON pointer into the body ({@code /status})
 * @param matches a regular expression found in it, whose first group that matched is the value; null for all of it
 */
record Place(String where, Pattern matches) {
    Place {
        InvalidValue.required("where", where, "write a parameter's name, or a JSON pointer such as /status");
        pointer("where", where);
    }

    Optional<String> find(Map<String, String> parameters, JsonNode body) {
        String value = where.startsWith("/") ? text(body) : parameters.get(where);
        if (value == null) {
            return Optional.empty();
        }
        if (matches == null) {
            return Optional.of(value).filter(v -> !v.isBlank()).map(String::strip);
        }
        Matcher matcher = matches.matcher(value);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(g -> g != null && !g.isBlank())
                .findFirst()
                .or(() -> Optional.of(matcher.group()));
    }

    private String text(JsonNode body) {
        JsonNode node = body == null ? null : body.at(pointer("where", where));
        return node == null || !node.isValueNode() || node.isNull() ? null : node.asText();
    }

    static JsonPointer pointer(String key, String where) {
        try {
            return where.startsWith("/") ? JsonPointer.compile(where) : JsonPointer.empty();
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(key, where, "write a JSON pointer such as /status");
        }
    }
}
