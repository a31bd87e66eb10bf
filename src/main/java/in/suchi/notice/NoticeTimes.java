package in.suchi.notice;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * The times of one notice.
 *
 * @param due from here on it is sent as soon as the quiet hours and the gateway's rate allow
 * @param sendBy from here on the person is on the call sheet as well, if not delivered
 * @param expires from here on it is not sent any more
 * @param quietLifted whether an officer lifted the quiet hours for the session
 * @param quiet the quiet hours that hold where they are not lifted
 */
public record NoticeTimes(Instant due, Instant sendBy, Instant expires, boolean quietLifted, QuietHours quiet) {

    /** By the default rule ({@link NoticeTimeRules#DEFAULT}). */
    public static NoticeTimes of(Instant sessionStart, Instant madeAt, boolean quietLifted) {
        return NoticeTimeRules.DEFAULT.times(sessionStart, madeAt, quietLifted);
    }

    /** Whether it may be sent at this moment: due, not expired, and outside the quiet hours unless they are lifted. */
    public boolean mayBeSentAt(Instant instant) {
        return !instant.isBefore(due) && !isExpiredAt(instant) && !isQuietAt(instant);
    }

    public boolean isExpiredAt(Instant instant) {
        return !instant.isBefore(expires);
    }

    /** Whether the person belongs on the call sheet already, although the SMS may still go out. */
    public boolean isLateAt(Instant instant) {
        return !instant.isBefore(sendBy);
    }

    /** The first moment it may be sent: its due time, or the end of the quiet hours it falls into; may be too late. */
    public Instant firstSendable() {
        if (!isQuietAt(due)) {
            return due;
        }
        ZonedDateTime local = due.atZone(NoticeTimeRules.ZONE);
        ZonedDateTime end = local.with(quiet.to());
        return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
    }

    /** Whether no moment is left at which it may be sent: it will expire. */
    public boolean isHopeless() {
        return isExpiredAt(firstSendable());
    }

    private boolean isQuietAt(Instant instant) {
        return !quietLifted
                && quiet.contains(instant.atZone(NoticeTimeRules.ZONE).toLocalTime());
    }
}
