package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How several notices go in one submit, where the provider has that. The parameters are those of a single submit, with these over
 * them; one that is empty here is left out.
 *
 * @param most notices in one submit; each counts in what is under way
 * @param separator between the numbers of {@code {to}}, where all get the same text; null where {@code repeat} is used
 * @param repeat the name of a list in the JSON body whose only element is written once a notice, with its own values
 */
record Bulk(
        int most,
        String separator,
        String repeat,
        Map<String, JsonNode> parameters,
        Map<String, JsonNode> whenUcs2,
        Map<String, JsonNode> whenGsm7) {
    Bulk {
        if (most < 2 || most > Limits.MOST_UNDER_WAY) {
            throw new InvalidValue("most", most, "write a number from 2 to " + Limits.MOST_UNDER_WAY);
        }
        if ((separator == null) == (repeat == null)) {
            throw new InvalidValue(
                    "separator",
                    separator,
                    "write either separator (between the numbers) or repeat (the list in the JSON body)");
        }
        parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
        whenUcs2 = whenUcs2 == null ? Map.of() : new LinkedHashMap<>(whenUcs2);
        whenGsm7 = whenGsm7 == null ? Map.of() : new LinkedHashMap<>(whenGsm7);
    }

    boolean sharesText() {
        return repeat == null;
    }
}
