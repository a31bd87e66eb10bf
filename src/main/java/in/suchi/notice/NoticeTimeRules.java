package in.suchi.notice;

import in.suchi.config.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a notice is due, must be sent by, and is too late: the numbers of the rule, all of them settings.
 *
 * @param lead how long before the session's start a notice is due
 * @param room how long before its send-by it is due at the latest, and how many sending hours a notice due in the quiet
 *     hours gets before they begin
 * @param sendByLead the send-by is at least this long before the start …
 * @param sendByTime … and not after this time on the day before
 * @param expiry how long before the start nothing is sent any more
 */
public record NoticeTimeRules(
        Duration lead, Duration room, Duration sendByLead, LocalTime sendByTime, Duration expiry, QuietHours quiet) {
    /** Where the sessions are; all times of the rule are of this zone. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    public static final NoticeTimeRules DEFAULT = new NoticeTimeRules(
            Duration.ofHours(24),
            Duration.ofHours(3),
            Duration.ofHours(12),
            LocalTime.of(18, 0),
            Duration.ofHours(2),
            QuietHours.DEFAULT);

    public NoticeTimeRules {
        notNegative("lead", lead);
        notNegative("room", room);
        notNegative("send-by-lead", sendByLead);
        notNegative("expiry", expiry);
        if (expiry.compareTo(sendByLead) > 0) {
            throw new InvalidValue("expiry", expiry, "make it no longer than send-by-lead (" + sendByLead + ")");
        }
    }

    /**
     * The times of a notice that tells of an appointment.
     *
     * @param madeAt when the appointment (its version) was made; one made late is due at once
     * @param quietLifted whether an officer lifted the quiet hours for this session
     */
    public NoticeTimes times(Instant sessionStart, Instant madeAt, boolean quietLifted) {
        ZonedDateTime start = sessionStart.atZone(ZONE);
        ZonedDateTime sendBy = sendBy(start);
        ZonedDateTime due = earlier(start.minus(lead), sendBy.minus(room));
        if (!quietLifted) {
            due = outOfQuietHours(due);
        }
        Instant dueOrMade = madeAt.isAfter(due.toInstant()) ? madeAt : due.toInstant();
        return new NoticeTimes(dueOrMade, sendBy.toInstant(), sessionStart.minus(expiry), quietLifted, quiet);
    }

    /**
     * The times of a notice that corrects what a person was told already (changed, cancelled): due at once, however far
     * away the session is, since until then the person believes the wrong thing.
     *
     * @param sessionStart the earliest start the person may act upon: of the session told before or of the new one
     */
    public NoticeTimes correction(Instant sessionStart, Instant madeAt, boolean quietLifted) {
        Instant sendBy = sendBy(sessionStart.atZone(ZONE)).toInstant();
        return new NoticeTimes(madeAt, sendBy, sessionStart.minus(expiry), quietLifted, quiet);
    }

    private ZonedDateTime sendBy(ZonedDateTime start) {
        return earlier(start.minus(sendByLead), start.minusDays(1).with(sendByTime));
    }

    /**
     * A time inside the quiet hours moves back to before they begin, by as much as leaves {@code room} of sending
     * hours; where one day has fewer of them, the rest is taken from the day before.
     */
    private ZonedDateTime outOfQuietHours(ZonedDateTime due) {
        if (!quiet.contains(due.toLocalTime())) {
            return due;
        }
        ZonedDateTime quietBegins = lastBefore(due, quiet.from());
        Duration missing = room;
        while (true) {
            ZonedDateTime sendingBegins = lastBefore(quietBegins.minusNanos(1), quiet.to());
            Duration sendingHours = Duration.between(sendingBegins, quietBegins);
            if (missing.compareTo(sendingHours) <= 0) {
                return quietBegins.minus(missing);
            }
            missing = missing.minus(sendingHours);
            quietBegins = lastBefore(sendingBegins, quiet.from());
        }
    }

    /** The last time of day {@code time} at or before the moment. */
    private static ZonedDateTime lastBefore(ZonedDateTime moment, LocalTime time) {
        ZonedDateTime sameDay = moment.with(time);
        return sameDay.isAfter(moment) ? sameDay.minusDays(1) : sameDay;
    }

    private static ZonedDateTime earlier(ZonedDateTime a, ZonedDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    private static void notNegative(String key, Duration value) {
        if (value == null || value.isNegative()) {
            throw new InvalidValue(key, value, "write a duration such as 3h");
        }
    }
}
