package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How receipts are asked for at a gateway that does not call. All durations are real time.
 *
 * @param parameters of the query; {@code {id}} is the gateway's id
 * @param row what one row of a plain text looks like; its groups get the names of {@code columns}. Null for a JSON body
 * @param first how long after a submit it is asked for the first time
 * @param every … and again, until all is known
 * @param giveUp after which nothing more is asked: the notice stays submitted
 * @param perSecond most questions a second
 */
record ReportForm(
        String url,
        Map<String, JsonNode> parameters,
        Map<String, String> headers,
        Pattern row,
        List<String> columns,
        Duration first,
        Duration every,
        Duration giveUp,
        Integer perSecond) {
    private static final int USUAL_PER_SECOND = 10;

    ReportForm {
        InvalidValue.required("url", url, "write the address of the report");
        parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
        headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
        columns = columns == null ? List.of() : List.copyOf(columns);
        if (row != null && row.matcher("").groupCount() != columns.size()) {
            throw new InvalidValue(
                    "columns",
                    columns,
                    "name each of the %d groups of row"
                            .formatted(row.matcher("").groupCount()));
        }
        Durations.positive("first", first);
        Durations.positive("every", every);
        Durations.positive("give-up", giveUp);
        perSecond = perSecond == null ? USUAL_PER_SECOND : perSecond;
        if (perSecond < 1 || perSecond > 1000) {
            throw new InvalidValue("per-second", perSecond, "write a number from 1 to 1000");
        }
        if (!url.contains("{id}") && !parameters.toString().contains("{id}")) {
            throw new InvalidValue("parameters", parameters.keySet(), "let one parameter hold {id}, the gateway's id");
        }
    }

    @Override
    public String toString() {
        return "ReportForm[" + columns + "]";
    }
}
