package in.suchi.notice;

import java.time.LocalTime;

/**
 * The hours of each night in which no notice is sent, from (inclusive) to (exclusive), in Indian time. Equal ends mean
 * none at all.
 */
public record QuietHours(LocalTime from, LocalTime to) {
    public static final QuietHours DEFAULT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public boolean contains(LocalTime time) {
        if (from.equals(to)) {
            return false;
        }
        boolean overMidnight = from.isAfter(to);
        return overMidnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
    }
}
