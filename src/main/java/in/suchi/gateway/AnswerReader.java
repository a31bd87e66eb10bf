package in.suchi.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.peer.RetryAfter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the answer to a submit by the profile's table; what is not in the table is in doubt. */
final class AnswerReader {
    private static final int LONGEST_BODY = 16_384;
    private static final int SHOWN = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6,}(?=[0-9]{4})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerReader() {}

    static GatewayAnswer read(GatewayProfile profile, int status, String body, Map<String, String> headers) {
        String text = body == null ? "" : body.substring(0, Math.min(body.length(), LONGEST_BODY));
        String detail = detail(status, text);
        for (AnswerRule rule : profile.answers()) {
            if (rule.fits(status, text)) {
                return answer(profile, rule, text, detail, RetryAfter.in(headers));
            }
        }
        return new GatewayAnswer.InDoubt("answer-not-understood", detail);
    }

    private static GatewayAnswer answer(
            GatewayProfile profile, AnswerRule rule, String body, String detail, Optional<Duration> retryAfter) {
        String reason = rule.reason();
        return switch (rule.means()) {
            case ACCEPTED ->
                rule.withoutId()
                        ? new GatewayAnswer.Accepted(Optional.empty(), reason, detail)
                        : accepted(profile, reason, body, detail);
            case THROTTLED -> new GatewayAnswer.Throttled(retryAfter, reason, detail);
            case TEMPORARY -> new GatewayAnswer.Temporary(retryAfter, reason, detail);
            case IN_DOUBT -> new GatewayAnswer.InDoubt(reason, detail);
            case PERMANENT -> new GatewayAnswer.Permanent(reason, detail);
            case PAUSE_GATEWAY -> new GatewayAnswer.PauseGateway(reason, detail);
            case PAUSE_BATCH -> new GatewayAnswer.PauseBatch(reason, detail);
        };
    }

    private static GatewayAnswer accepted(GatewayProfile profile, String reason, String body, String detail) {
        if (profile.id() == null) {
            return new GatewayAnswer.Accepted(Optional.empty(), reason, detail);
        }
        Optional<String> id = profile.id().find(body, tree(body));
        return id.isPresent()
                ? new GatewayAnswer.Accepted(id, reason, detail)
                : new GatewayAnswer.InDoubt("answer-without-id", detail);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String detail(int status, String body) {
        String oneLine = body.replaceAll("[\\s\\p{Cc}]+", " ").strip();
        String masked = NUMBER.matcher(oneLine).replaceAll("******");
        String shown = masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…";
        return shown.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + shown;
    }
}
