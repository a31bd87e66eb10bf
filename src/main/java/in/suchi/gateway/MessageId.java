package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the gateway's own id stands in the answer to an accepted submit. Where a profile says so and there is none, the
 * answer is not what it looks like, and the attempt is in doubt.
 *
 * @param json a JSON pointer into the body ({@code /id})
 * @param matches a regular expression whose first group in the body is the id
 */
record MessageId(String json, Pattern matches) {
    MessageId {
        if ((json == null) == (matches == null)) {
            throw new InvalidValue("json", json, "write either json (a pointer such as /id) or matches");
        }
        if (json != null && !json.startsWith("/")) {
            throw new InvalidValue("json", json, "write a JSON pointer such as /id");
        }
    }

    Optional<String> find(String body, JsonNode tree) {
        return json != null
                ? new Place(json, null).find(Map.of(), tree)
                : new Place("body", matches).find(Map.of("body", body), null);
    }
}
