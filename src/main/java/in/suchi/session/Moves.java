package in.suchi.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts one person on a session at an officer's wish; in the caller's transaction, under the writer lock. */
final class Moves {

    private final JdbcTemplate jdbc;
    private final SessionSettings settings;
    private final Telling telling;

    private record Target(Instant startsAt, Instant endsAt, int capacity, int slotMinutes, String status) {}

    private record Where(String state, String sessionId) {}

    Moves(JdbcTemplate jdbc, SessionSettings settings, Telling telling) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.telling = telling;
    }

    MoveOutcome move(long personId, String sessionId, String officer, Instant now) {
        List<Target> found = jdbc.query(
                "select starts_at, ends_at, capacity, slot_minutes, status from session where session_id = ?",
                (row, n) -> new Target(
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getInt("capacity"),
                        row.getInt("slot_minutes"),
                        row.getString("status")),
                sessionId);
        Where where = where(personId);
        String obstacle = obstacle(found, where, sessionId, now);
        if (obstacle != null) {
            return new MoveOutcome.NotMoved(obstacle);
        }
        Target target = found.get(0);
        // People who are not fixed make room in the next filling, unless the session is closed to filling already.
        boolean closed = target.startsAt().isBefore(now.plus(settings.closesBefore()));
        Map<Instant, Integer> kept = new HashMap<>();
        jdbc.query(
                "select slot_at, count(*) as people from appointment where session_id = ? and (? or fixed_at is not null) group by slot_at",
                row -> {
                    kept.put(row.getTimestamp("slot_at").toInstant(), row.getInt("people"));
                },
                sessionId,
                closed);
        SessionRoom room = new SessionRoom(
                sessionId,
                Set.of(),
                target.capacity(),
                Slots.of(target.startsAt(), target.endsAt(), target.capacity(), target.slotMinutes()),
                kept,
                lastSerial(sessionId, closed));
        if (!room.hasRoom()) {
            return new MoveOutcome.NotMoved("Session " + sessionId + " is full (" + target.capacity()
                    + " people are promised a place): choose another session or raise its capacity.");
        }
        return write(personId, where, room.take(), officer, now);
    }

    private static String obstacle(List<Target> found, Where where, String sessionId, Instant now) {
        if (found.isEmpty()) {
            return "There is no session " + sessionId + ": choose one of the plan.";
        }
        if (!found.get(0).status().equals("planned")) {
            return "Session " + sessionId + " is cancelled: choose another.";
        }
        if (!found.get(0).endsAt().isAfter(now)) {
            return "Session " + sessionId + " is over: choose a later one.";
        }
        return switch (where.state()) {
            case "appointment" ->
                sessionId.equals(where.sessionId()) ? "The person is on session " + sessionId + " already." : null;
            case "waiting" -> null;
            case "held" -> "The person is held: decide on a site first.";
            case "withdrawn" -> "The person is withdrawn.";
            case "finished" -> "The person is finished: nothing more is owed.";
            default -> "There is no such person.";
        };
    }

    private Where where(long personId) {
        return jdbc
                .query(
                        """
                        select 'appointment' as state, session_id from appointment where person_id = ?
                        union all select 'waiting', null from waiting where person_id = ?
                        union all select 'held', null from held where person_id = ?
                        union all select 'withdrawn', null from withdrawn where person_id = ?
                        union all select 'finished', null from finished where person_id = ?""",
                        (row, n) -> new Where(row.getString("state"), row.getString("session_id")),
                        personId,
                        personId,
                        personId,
                        personId,
                        personId)
                .stream()
                .findFirst()
                .orElse(new Where("", null));
    }

    /** The person comes after all who are fixed; who is not fixed yet makes way, since filling would do so anyway. */
    private int lastSerial(String sessionId, boolean closed) {
        Integer last = jdbc.queryForObject(
                "select coalesce(max(serial), 0) from appointment where session_id = ? and (? or fixed_at is not null)",
                Integer.class,
                sessionId,
                closed);
        return last == null ? 0 : last;
    }

    private MoveOutcome write(long personId, Where where, Seat seat, String officer, Instant now) {
        boolean appointed = where.sessionId() != null;
        telling.begin();
        jdbc.update(
                "insert into appointment_change (person_id, what, session_id, cause) values (?, ?, ?, 'an officer chose the session')",
                personId,
                appointed ? "moved" : "made",
                seat.sessionId());
        telling.cancelOpenNotices(now);
        telling.owe(now, officer);
        Integer version = jdbc.queryForObject("select version from telling", Integer.class);
        jdbc.update(
                "update appointment set serial = serial + 1 where session_id = ? and serial >= ?",
                seat.sessionId(),
                seat.serial());
        Timestamp at = Timestamp.from(now);
        Timestamp slot = Timestamp.from(seat.slotAt());
        if (appointed) {
            jdbc.update(
                    "update appointment set session_id = ?, serial = ?, slot_at = ?, version = ?, made_at = ?, fixed_at = ? where person_id = ?",
                    seat.sessionId(),
                    seat.serial(),
                    slot,
                    version,
                    at,
                    at,
                    personId);
            jdbc.update("insert into roster_request values (?) on conflict do nothing", where.sessionId());
        } else {
            jdbc.update("delete from waiting where person_id = ?", personId);
            jdbc.update(
                    "insert into appointment (person_id, session_id, serial, slot_at, version, made_at, fixed_at) values (?, ?, ?, ?, ?, ?, ?)",
                    personId,
                    seat.sessionId(),
                    seat.serial(),
                    slot,
                    version,
                    at,
                    at);
        }
        return new MoveOutcome.Moved(seat.sessionId(), seat.serial(), seat.slotAt(), version == null ? 0 : version);
    }
}
