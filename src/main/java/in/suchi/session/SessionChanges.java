package in.suchi.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the people on a session are affected when it moves or is cancelled; in the caller's transaction, under the writer lock. */
final class SessionChanges {

    private final JdbcTemplate jdbc;
    private final Telling telling;
    private final FillRequests requests;

    SessionChanges(JdbcTemplate jdbc, Telling telling, FillRequests requests) {
        this.jdbc = jdbc;
        this.telling = telling;
        this.requests = requests;
    }

    /**
     * Writes the changed sessions. Where the site, the date or the start differs, everyone on it is told; a slot moves
     * with the start, and slots that the session no longer has fall into its last.
     */
    void move(List<PlannedSession> sessions, SessionStore store, Instant now, String actor) {
        if (sessions.isEmpty()) {
            return;
        }
        String[] ids = SessionStore.ids(sessions);
        jdbc.execute("drop table if exists session_before, session_last_slot");
        jdbc.update(
                "create temporary table session_before on commit drop as"
                        + " select session_id, site_code, starts_at from session where session_id = any(?)",
                (Object) ids);
        store.update(sessions);
        jdbc.execute(
                "create temporary table session_last_slot (session_id text, slot_at timestamptz, single boolean) on commit drop");
        jdbc.batchUpdate(
                "insert into session_last_slot values (?, ?, ?)",
                sessions.stream()
                        .map(s -> new Object[] {
                            s.sessionId(),
                            Timestamp.from(Slots.of(s.startsAt(), s.endsAt(), s.capacity(), s.slotMinutes())
                                    .last()),
                            s.slotMinutes() == 0
                        })
                        .toList());
        telling.begin();
        jdbc.execute("drop table if exists new_slot");
        jdbc.execute("""
                create temporary table new_slot on commit drop as
                select a.person_id, a.session_id, b.starts_at as was_starts_at,
                       case when l.single then s.starts_at else least(a.slot_at + (s.starts_at - b.starts_at), l.slot_at) end as slot_at
                from appointment a join session s using (session_id) join session_before b using (session_id)
                join session_last_slot l using (session_id)
                where (b.site_code, b.starts_at) is distinct from (s.site_code, s.starts_at)
                   or a.slot_at > l.slot_at or (l.single and a.slot_at <> s.starts_at)""");
        jdbc.update(
                "insert into appointment_change (person_id, what, session_id, was_starts_at, cause)"
                        + " select person_id, 'session-changed', session_id, was_starts_at, 'the session was moved' from new_slot");
        telling.cancelOpenNotices(now);
        telling.owe(now, actor);
        jdbc.update(
                "update appointment a set slot_at = n.slot_at, version = t.version from new_slot n join telling t using (person_id)"
                        + " where n.person_id = a.person_id");
        requests.askForRevision(Arrays.asList(ids));
    }

    /** Cancels the sessions; the people on them wait again, and whoever was told is owed a cancellation. */
    void cancel(List<PlannedSession> sessions, SessionStore store, Instant now, String actor) {
        if (sessions.isEmpty()) {
            return;
        }
        String[] ids = SessionStore.ids(sessions);
        store.update(sessions);
        telling.begin();
        jdbc.update("""
                insert into appointment_change (person_id, what, session_id, cause)
                select person_id, 'cancelled', session_id, 'the session was cancelled' from appointment
                where session_id = any(?)""", (Object) ids);
        telling.cancelOpenNotices(now);
        telling.owe(now, actor);
        jdbc.update("delete from appointment a using appointment_change c where c.person_id = a.person_id");
        jdbc.update(
                "insert into waiting (person_id, since) select person_id, ? from appointment_change",
                Timestamp.from(now));
        requests.askForRevision(Arrays.asList(ids));
    }
}
