package in.suchi.district;

import in.suchi.roster.Rosters;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts sessions, people, rosters and notices into the ledger as the owners of those tables would. */
public final class LedgerRows {

    /** The start of a session that is sixty hours after the test clock's start. */
    public static final Instant START =
            OffsetDateTime.parse("2021-01-16T09:00:00+05:30").toInstant();

    private final JdbcClient jdbc;
    private long lastPerson;

    public LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("""
                        insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at)
                        values ('registrations-20210112T000000.csv', 1, now(), now(), false, 'loaded', now())
                        on conflict do nothing""").update();
        lastPerson = jdbc.sql("select coalesce(max(person_id), 0) from person")
                .query(Long.class)
                .single();
    }

    public void session(String id, String site, String district, Instant startsAt) {
        jdbc.sql("""
                        insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, status, origin)
                        values (?, ?, ?, (cast(? as timestamptz) at time zone 'Asia/Kolkata')::date, ?, ?, 100, 'planned', 'list')""")
                .params(
                        id,
                        site,
                        district,
                        Timestamp.from(startsAt),
                        Timestamp.from(startsAt),
                        Timestamp.from(startsAt.plus(Duration.ofHours(8))))
                .update();
    }

    /** A person with an appointment; returns the person's id. */
    public long appointed(String sessionId, int serial, String name, String mobile) {
        long id = ++lastPerson;
        jdbc.sql("""
                        insert into person (person_id, registration_id, name, mobile, row_digest, exported_at, extract_id)
                        values (?, ?, ?, ?, ?, now(), (select min(extract_id) from extract))""")
                .params(java.util.Arrays.asList(id, "R" + id, name, mobile, UUID.randomUUID()))
                .update();
        jdbc.sql("""
                        insert into appointment (person_id, session_id, serial, slot_at, version, made_at)
                        select ?, session_id, ?, starts_at, 1, now() from session where session_id = ?""").params(id, serial, sessionId).update();
        return id;
    }

    /** The hub itself makes the roster's next revision. */
    public void revise(String sessionId, Rosters rosters) {
        jdbc.sql("insert into roster_request values (?) on conflict do nothing")
                .param(sessionId)
                .update();
        rosters.revise();
    }

    /** The next revision of the session's roster, with its present appointments. */
    public int roster(String sessionId, Instant madeAt) {
        int revision = jdbc.sql("""
                        insert into roster as r (session_id, revision, digest, people, made_at)
                        select s.session_id, 1, md5(s.session_id || 1), (select count(*) from appointment a where a.session_id = s.session_id), ?
                        from session s where s.session_id = ?
                        on conflict (session_id) do update
                        set revision = r.revision + 1, digest = md5(r.session_id || (r.revision + 1)), people = excluded.people,
                            made_at = excluded.made_at
                        returning revision""")
                .params(Timestamp.from(madeAt), sessionId)
                .query(Integer.class)
                .single();
        jdbc.sql(
                        "insert into roster_revision select session_id, revision, digest, people, made_at from roster where session_id = ?")
                .param(sessionId)
                .update();
        jdbc.sql("delete from roster_member where session_id = ?")
                .param(sessionId)
                .update();
        jdbc.sql(
                        "insert into roster_member select session_id, person_id, serial, slot_at from appointment where session_id = ?")
                .param(sessionId)
                .update();
        return revision;
    }

    /** A notice about the person's appointment. */
    public void notice(long personId, String state, Instant stateAt) {
        jdbc.sql("""
                        insert into notice (person_id, version, kind, mobile, session_id, district, language, state, state_at, made_at,
                                            due_at, send_by, expires_at)
                        select a.person_id, a.version, 'invite', coalesce(p.mobile, '') || '-' || (select count(*) from notice n where n.person_id = a.person_id),
                               a.session_id, 'patna', 'hi', ?, ?, now(), now(), now(), now()
                        from appointment a join person p using (person_id) where a.person_id = ?""").params(state, Timestamp.from(stateAt), personId).update();
    }
}
