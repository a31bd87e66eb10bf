package in.suchi.deadletter;

import java.util.Map;
import java.util.TreeMap;

/** Which dead letters are meant; null means any. */
public record DeadLetterFilter(String queue, String district, String reason, String state) {

    public static final DeadLetterFilter OPEN = new DeadLetterFilter(null, null, null, "open");

    /** The same filter narrowed to one district, where the officer sees only that one; null: not narrowed. */
    public DeadLetterFilter within(String onlyDistrict) {
        return onlyDistrict == null ? this : new DeadLetterFilter(queue, onlyDistrict, reason, state);
    }

    /** True where asking for one district and being allowed another leaves nothing. */
    public boolean excludes(String onlyDistrict) {
        return onlyDistrict != null && district != null && !district.equals(onlyDistrict);
    }

    String where() {
        StringBuilder where = new StringBuilder("true");
        values().keySet()
                .forEach(column ->
                        where.append(" and ").append(column).append(" = :").append(column));
        return where.toString();
    }

    /** Column names are our own; only the values come from outside and are bound. */
    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        put(values, "queue", queue);
        put(values, "district", district);
        put(values, "reason", reason);
        put(values, "state", state);
        return values;
    }

    private static void put(Map<String, Object> values, String column, String value) {
        if (value != null && !value.isBlank()) {
            values.put(column, value);
        }
    }
}
