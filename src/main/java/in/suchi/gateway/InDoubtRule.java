package in.suchi.gateway;

import java.time.Duration;

/**
 * What may be done about an attempt whose outcome is not known, when no receipt tells.
 *
 * @param tryAgainAfter real time before the same reference is submitted once more (and counted as possibly sent twice)
 * @param failOverAfter real time before another gateway may get the notice; null for never
 */
public record InDoubtRule(Duration tryAgainAfter, Duration failOverAfter) {
    public InDoubtRule {
        Durations.positive("try-again-after", tryAgainAfter);
        if (failOverAfter != null) {
            Durations.positive("fail-over-after", failOverAfter);
        }
    }
}
