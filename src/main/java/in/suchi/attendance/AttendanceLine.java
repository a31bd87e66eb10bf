package in.suchi.attendance;

import in.suchi.time.DomainClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** One row of a report as far as it can be read by itself, or why it cannot be used. */
sealed interface AttendanceLine {

    /** The line of the file on which the row begins; the header is line 1. */
    int line();

    /** @param remark may be null */
    record Usable(int line, String sessionId, String registrationId, AttendanceStatus status, Instant at, String remark)
            implements AttendanceLine {
        Rejected rejected(Reason reason) {
            String value =
                    switch (reason.column()) {
                        case "session_id" -> sessionId;
                        case "registration_id" -> registrationId;
                        default ->
                            at.atZone(DomainClock.ZONE).toOffsetDateTime().toString();
                    };
            return new Rejected(line, reason, reason.column(), value);
        }
    }

    /** @param value what stands in the column */
    record Rejected(int line, Reason reason, String column, String value) implements AttendanceLine {}

    /** Why a row goes back to whoever sent it. */
    enum Reason {
        MISSING(null, "This field is empty: fill it in and send the row again."),
        STATUS_UNKNOWN("status", "The status is arrived, vaccinated, absent, deferred or refused."),
        TIME_UNREADABLE("at", "Write the time as 2021-01-16T10:30:00+05:30 or 2021-01-16 10:30."),
        TIME_IN_THE_FUTURE("at", "This time has not come yet: correct it."),
        TIME_BEFORE_SESSION("at", "This is before the day of the session: correct the time or the session."),
        SESSION_UNKNOWN("session_id", "The hub has no such session: copy it from the roster."),
        SESSION_OF_OTHERS("session_id", "This session is not of your district or site: leave the row to its own."),
        PERSON_UNKNOWN("registration_id", "Nobody is registered under this id: copy it from the roster."),
        NOT_ON_SESSION(
                "registration_id",
                "This person was never on the list of this session: correct the id, or have an officer move the person."),
        PERSON_AMBIGUOUS(
                "registration_id", "Two persons of this session have this id: tell an officer which one is meant.");

        private final String column;
        private final String message;

        Reason(String column, String message) {
            this.column = column;
            this.message = message;
        }

        /** The column that is wrong; null: the one that is missing. */
        String column() {
            return column;
        }

        /** What to do, for whoever sent the row; without a name or number. */
        String message() {
            return message;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Clocks at sites may be ahead of the hub's by so much. */
    Duration TOLERANCE = Duration.ofMinutes(15);

    DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** @param now domain time */
    static AttendanceLine read(
            int line, String session, String person, String status, String at, String remark, Instant now) {
        String[][] mandatory = {{"session_id", session}, {"registration_id", person}, {"status", status}, {"at", at}};
        for (String[] field : mandatory) {
            if (field[1].isBlank()) {
                return new Rejected(line, Reason.MISSING, field[0], "");
            }
        }
        Optional<AttendanceStatus> known = AttendanceStatus.of(status);
        if (known.isEmpty()) {
            return new Rejected(line, Reason.STATUS_UNKNOWN, "status", status);
        }
        Optional<Instant> time = time(at.strip());
        if (time.isEmpty()) {
            return new Rejected(line, Reason.TIME_UNREADABLE, "at", at);
        }
        if (time.get().isAfter(now.plus(TOLERANCE))) {
            return new Rejected(line, Reason.TIME_IN_THE_FUTURE, "at", at);
        }
        return new Usable(
                line,
                session.strip(),
                person.strip(),
                known.get(),
                time.get(),
                remark.isBlank() ? null : remark.strip());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noOffset) {
            try {
                return Optional.of(LocalDateTime.parse(text, LOCAL)
                        .atZone(DomainClock.ZONE)
                        .toInstant());
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        }
    }
}
