package in.suchi.deadletter;

import in.suchi.time.DomainClock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The message by which a dead letter is visible on {@code DLQ.<queue>}: ids and reasons as properties, the ids again as body.
 */
final class ShadowMessage {

    static final String DEAD_LETTER_ID = "deadLetterId";

    private ShadowMessage() {}

    static Map<String, Object> properties(DeadLetter letter) {
        Map<String, Object> properties = new LinkedHashMap<>();
        // A string, since a selector's IN works on strings only.
        properties.put(DEAD_LETTER_ID, Long.toString(letter.id()));
        properties.put("hubKind", letter.kind());
        properties.put("hubId", letter.subject());
        if (letter.district() != null) {
            properties.put("district", letter.district());
        }
        properties.put("reason", letter.reason());
        properties.put("attempts", letter.attempts());
        properties.put(
                "firstFailedAt",
                text(letter.firstFailedAt().atZone(DomainClock.ZONE).toOffsetDateTime()));
        properties.put("lastError", letter.lastError());
        return properties;
    }

    static String body(DeadLetter letter) {
        return letter.subject();
    }

    private static String text(OffsetDateTime at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.withNano(0));
    }
}
