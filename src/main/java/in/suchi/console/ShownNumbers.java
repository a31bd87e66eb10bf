package in.suchi.console;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * For which call sheets an officer has asked to see the numbers. Kept with their login, for a while of real time; each asking is in
 * the audit trail.
 */
final class ShownNumbers {

    private static final Duration FOR = Duration.ofMinutes(20);
    private static final String NAME = ShownNumbers.class.getName();

    private ShownNumbers() {}

    static void show(HttpSession login, String sessionId) {
        Map<String, Instant> shown = new HashMap<>(shown(login));
        shown.values().removeIf(until -> until.isBefore(Instant.now()));
        shown.put(sessionId, Instant.now().plus(FOR));
        login.setAttribute(NAME, shown);
    }

    static boolean are(HttpSession login, String sessionId) {
        Instant until = shown(login).get(sessionId);
        return until != null && until.isAfter(Instant.now());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Instant> shown(HttpSession login) {
        Object shown = login.getAttribute(NAME);
        return shown == null ? Map.of() : (Map<String, Instant>) shown;
    }
}
