package in.suchi.gateway;

import in.suchi.config.InvalidValue;

/**
 * How much a gateway is given.
 *
 * @param perSecond the agreed rate; may be a fraction (200 a minute: 3.33)
 * @param perDay submits in a calendar day of India; null for no such limit
 * @param underWay submits whose answers are outstanding at one time; it bounds what can be in doubt after a crash
 */
public record Limits(double perSecond, Long perDay, int underWay) {
    /** No more than this may be in doubt at once per gateway. */
    public static final int MOST_UNDER_WAY = 100;

    public Limits {
        if (!(perSecond > 0) || perSecond > 100_000) {
            throw new InvalidValue("per-second", perSecond, "write the agreed submits per second, more than 0");
        }
        if (perDay != null && perDay < 1) {
            throw new InvalidValue("per-day", perDay, "write a number from 1, or leave the key out for no limit");
        }
        if (underWay < 1 || underWay > MOST_UNDER_WAY) {
            throw new InvalidValue("under-way", underWay, "write a number from 1 to " + MOST_UNDER_WAY);
        }
    }
}
