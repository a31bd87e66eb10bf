package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.time.Duration;

/**
 * How temporary failures are tried again; retries end.
 *
 * @param tries submits of one attempt altogether, the first included
 * @param firstWait real time between the first try and the second; each further wait is {@code factor} times longer
 * @param longestWait no wait is longer, whatever a Retry-After says
 */
public record Retry(int tries, Duration firstWait, double factor, Duration longestWait) {
    public Retry {
        if (tries < 1 || tries > 100) {
            throw new InvalidValue("tries", tries, "write a number from 1 to 100");
        }
        if (!(factor >= 1) || factor > 10) {
            throw new InvalidValue("factor", factor, "write a number from 1 to 10");
        }
        Durations.positive("first-wait", firstWait);
        Durations.positive("longest-wait", longestWait);
        if (longestWait.compareTo(firstWait) < 0) {
            throw new InvalidValue("longest-wait", longestWait, "make it no shorter than first-wait");
        }
    }

    /** Whether another try is left after this many. */
    public boolean isLeftAfter(int triesMade) {
        return triesMade < tries;
    }

    /** The wait after this many tries (1 or more). */
    public Duration waitAfter(int triesMade) {
        double millis = firstWait.toMillis() * Math.pow(factor, Math.max(0, triesMade - 1));
        return millis >= longestWait.toMillis() ? longestWait : Duration.ofMillis((long) millis);
    }

    /** As {@link #waitAfter(int)}, but no shorter than the gateway asked for and no longer than the longest wait. */
    public Duration waitAfter(int triesMade, Duration retryAfter) {
        Duration own = waitAfter(triesMade);
        Duration wanted = retryAfter.compareTo(own) > 0 ? retryAfter : own;
        return wanted.compareTo(longestWait) > 0 ? longestWait : wanted;
    }
}
