package in.suchi.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import in.suchi.config.InvalidValue;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a profile's table of answers; the first that fits decides.
 *
 * @param status HTTP status codes it is for ({@code 403}, {@code 5xx}); empty for any
 * @param body the whole body, spaces around it left aside; null for any
 * @param bodyMatches a regular expression found in the body; null for any
 * @param reason a word for tables and counts; needed wherever somebody must act
 * @param withoutId for an accepted message to which the gateway gives no id, although it usually does: nothing more is heard of it
 */
record AnswerRule(
        List<String> status, String body, Pattern bodyMatches, Meaning means, String reason, boolean withoutId) {
    enum Meaning {
        ACCEPTED("accepted", false),
        THROTTLED("throttled", false),
        TEMPORARY("temporary", false),
        IN_DOUBT("in-doubt", false),
        PERMANENT("permanent", true),
        PAUSE_GATEWAY("pause-gateway", true),
        PAUSE_BATCH("pause-batch", true);

        private final String wireName;
        private final boolean needsReason;

        Meaning(String wireName, boolean needsReason) {
            this.wireName = wireName;
            this.needsReason = needsReason;
        }

        @JsonCreator
        static Meaning read(String wireName) {
            return Stream.of(values())
                    .filter(m -> m.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValue(
                            "means",
                            wireName,
                            "write accepted, throttled, temporary, in-doubt, permanent, pause-gateway or pause-batch"));
        }
    }

    private static final Pattern STATUS = Pattern.compile("[1-5]([0-9]{2}|xx)");
    private static final Pattern REASON = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    AnswerRule {
        status = status == null ? List.of() : List.copyOf(status);
        for (String code : status) {
            if (!STATUS.matcher(code).matches()) {
                throw new InvalidValue("status", code, "write an HTTP status such as 403, or 4xx for all of a kind");
            }
        }
        InvalidValue.present("means", means, "say what this answer means, such as accepted or temporary");
        if (status.isEmpty() && body == null && bodyMatches == null) {
            throw new InvalidValue("status", null, "say which answers the rule is for: status, body or body-matches");
        }
        if (means == Meaning.ACCEPTED && status.stream().anyMatch(s -> !s.startsWith("2"))) {
            throw new InvalidValue("status", status, "only a 2xx can be accepted: the hub never invents success");
        }
        if (reason == null && means.needsReason) {
            throw new InvalidValue("reason", null, "write a word for it, such as credentials-refused");
        }
        reason = reason == null ? means.wireName : reason;
        if (!REASON.matcher(reason).matches()) {
            throw new InvalidValue("reason", reason, "write small letters, digits and hyphens");
        }
    }

    boolean fits(int code, String answer) {
        return fitsStatus(code)
                && (body == null || body.strip().equals(answer.strip()))
                && (bodyMatches == null || bodyMatches.matcher(answer).find());
    }

    private boolean fitsStatus(int code) {
        String written = String.valueOf(code);
        return status.isEmpty()
                || status.stream()
                        .anyMatch(s -> s.equals(written) || (s.endsWith("xx") && s.charAt(0) == written.charAt(0)));
    }
}
