package in.suchi.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing slow: after some failed logins of one user from one address, each further one must wait, twice as long each time.
 * Kept in memory and bounded; others are not held up by somebody's guessing.
 */
final class LoginThrottle {

    private static final int MOST_REMEMBERED = 10_000;

    private record Failures(int count, Instant until) {}

    private final AccessSettings settings;
    private final InstantSource time;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    LoginThrottle(AccessSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    /** How long this user must still wait at this address; zero: not at all. */
    synchronized Duration wait(String user, String address) {
        Failures known = failures.get(key(user, address));
        Instant now = time.instant();
        return known == null || !known.until().isAfter(now) ? Duration.ZERO : Duration.between(now, known.until());
    }

    synchronized void failed(String user, String address) {
        Failures known = failures.getOrDefault(key(user, address), new Failures(0, Instant.MIN));
        int count = known.count() + 1;
        int beyond = count - settings.failuresBeforeDelay();
        Instant until = beyond < 0 ? Instant.MIN : time.instant().plus(delay(beyond));
        failures.put(key(user, address), new Failures(count, until));
    }

    synchronized void succeeded(String user, String address) {
        failures.remove(key(user, address));
    }

    private Duration delay(int beyond) {
        Duration delay = settings.firstDelay().multipliedBy(1L << Math.min(beyond, 20));
        return delay.compareTo(settings.longestDelay()) > 0 ? settings.longestDelay() : delay;
    }

    private static String key(String user, String address) {
        String name = user == null ? "" : user.length() > 80 ? user.substring(0, 80) : user;
        return name + "\n" + address;
    }
}
