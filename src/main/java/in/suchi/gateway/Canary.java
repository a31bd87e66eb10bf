package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.time.Duration;

/**
 * The first notices of a template go out alone, and the rest when receipts show that they arrive.
 *
 * @param count how many go out alone; 0 for no canary
 * @param share of them that must be delivered, 0 to 1
 * @param within real time in which the receipts must have come
 */
public record Canary(int count, double share, Duration within) {
    public static final Canary NONE = new Canary(0, 0, Duration.ofMinutes(10));

    public Canary {
        if (count < 0 || count > 1000) {
            throw new InvalidValue("count", count, "write a number from 0 (no canary) to 1000");
        }
        if (!(share >= 0) || share > 1) {
            throw new InvalidValue("share", share, "write a number from 0 to 1, such as 0.8");
        }
        Durations.positive("within", within);
    }

    /** Whether a batch of this many notices has a canary: smaller ones than the canary itself have none. */
    public boolean appliesTo(int notices) {
        return count > 0 && notices >= count;
    }

    /** How many receipts must say "delivered". */
    public int needed() {
        return (int) Math.ceil(count * share);
    }
}
