package in.suchi.session;

import in.suchi.config.InvalidValue;
import in.suchi.time.DomainClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One session as the plan wants it.
 *
 * @param sessionId stands in file names, so letters, digits, dot, hyphen and underscore only
 * @param districtSlug of the site's district
 * @param categories who may come; empty: everyone
 * @param origin {@code rule}, {@code list} or {@code console}
 */
public record PlannedSession(
        String sessionId,
        String siteCode,
        String districtSlug,
        LocalDate date,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        int slotMinutes,
        List<String> categories,
        boolean cancelled,
        String origin) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HHmm");

    public PlannedSession {
        if (!ID.matcher(sessionId).matches()) {
            throw new InvalidValue(
                    "session_id", sessionId, "use at most 64 letters, digits, dots, hyphens and underscores");
        }
        if (!endsAt.isAfter(startsAt)) {
            throw new InvalidValue("end", endsAt, "write a time later than start");
        }
        SessionRule.capacity("capacity", capacity);
        SessionRule.slotMinutes("slot_minutes", slotMinutes);
        categories = List.copyOf(categories);
    }

    /** The id of a session that has none of its own: {@code BR230-001-20210116-0900}. */
    static String idOf(String siteCode, LocalDate date, LocalTime start) {
        return siteCode + "-" + DAY.format(date) + "-" + HOUR.format(start);
    }

    static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(DomainClock.ZONE).toInstant();
    }

    /** Whether two plans of the session agree; by whom it was planned does not matter. */
    boolean sameAs(PlannedSession other) {
        return withOrigin("").equals(other.withOrigin(""));
    }

    PlannedSession withOrigin(String by) {
        return new PlannedSession(
                sessionId,
                siteCode,
                districtSlug,
                date,
                startsAt,
                endsAt,
                capacity,
                slotMinutes,
                categories,
                cancelled,
                by);
    }
}
