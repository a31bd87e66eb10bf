package in.suchi.peer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header {@code Retry-After} of an HTTP answer. */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * Seconds, or a date set against the answer's own {@code Date}, so that no clock of ours comes in.
     *
     * @param headers of the answer, in any case
     * @return empty where there is none or it cannot be read; never negative
     */
    public static Optional<Duration> in(Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        String value = anyCase.getOrDefault("Retry-After", "").strip();
        try {
            if (value.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            if (!value.isEmpty() && anyCase.containsKey("Date")) {
                Duration wait = Duration.between(httpDate(anyCase.get("Date")), httpDate(value));
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static ZonedDateTime httpDate(String value) {
        return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
