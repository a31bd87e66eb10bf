package in.suchi.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a small true history into a fresh ledger: {@code people} persons, one extract, one session, roster, push and notices. */
final class LedgerRows {

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void run(String sql) {
        jdbc.sql(sql).update();
    }

    /**
     * Sessions of 100 on 16 January 2021; each tenth person held, each hundredth without a number; everybody else appointed,
     * listed, pushed and told.
     */
    void history(int people) {
        for (String sql : List.of(
                """
                insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at, rows_read, rows_new, rows_skipped)
                values ('registrations-20210110T080000-full.csv', 1, '2021-01-10', '2021-01-10', true, 'loaded', '2021-01-10', %1$d + 1, %1$d, 1)""",
                """
                insert into person (person_id, registration_id, name, mobile, row_digest, exported_at, extract_id)
                select n, 'R' || n, 'N' || n, case when n %% 100 <> 7 then (6100000000 + n)::text end,
                       md5(n::text)::uuid, '2021-01-10', 1 from generate_series(1, %d) n""",
                "insert into registration (person_id, version, extract_id, line, recorded_at) select person_id, 1, 1, person_id, '2021-01-10' from person where person_id <= %d",
                """
                insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, status, origin)
                select 'S' || s, 'SITE' || s, 'd' || s %% 38, '2021-01-16', '2021-01-16T09:00+05:30', '2021-01-16T17:00+05:30', 100, 'planned', 'rule'
                from generate_series(0, %d / 100) s""",
                "insert into held (person_id, reason, cause_key, explanation, since) select person_id, 'pincode-unknown', 'p', 'e', '2021-01-10' from person where person_id %% 10 = 0 and person_id <= %d",
                """
                insert into appointment (person_id, session_id, serial, slot_at, version, made_at)
                select person_id, 'S' || person_id / 100, person_id %% 100, '2021-01-16T09:00+05:30', 1, '2021-01-11'
                from person where person_id %% 10 <> 0 and person_id <= %d""",
                """
                insert into appointment_event (person_id, version, what, session_id, owes, mobile, at, cause, actor)
                select a.person_id, 1, 'made', session_id, 'invite', coalesce(p.mobile, ''), '2021-01-11', 'a session with room was found', 'fill-sessions'
                from appointment a join person p using (person_id) where person_id <= %d""",
                "insert into roster (session_id, revision, digest, people, made_at) select session_id, 1, 'x' || session_id, count(*), '2021-01-11' from appointment where person_id <= %d group by 1",
                "insert into roster_revision select * from roster where %d > 0",
                "insert into roster_member (session_id, person_id, serial, slot_at) select session_id, person_id, serial, slot_at from appointment where person_id <= %d",
                """
                insert into push (kind, session_id, revision, district, endpoint, state, digest, made_at, state_at, accepted_at)
                select 'roster', r.session_id, 1, s.district, s.district || '-sftp', 'accepted', r.digest, '2021-01-14T09:00+05:30', '2021-01-14T09:01+05:30', '2021-01-14T09:01+05:30'
                from roster r join session s using (session_id) where %d > 0""",
                """
                insert into notice (person_id, version, kind, mobile, session_id, district, language, state, state_at, made_at, due_at, send_by, expires_at)
                select person_id, 1, 'invite', mobile, session_id, 'd', 'hi', case when mobile = '' then 'no-number' else 'delivered' end,
                       '2021-01-15T09:01+05:30', '2021-01-11', '2021-01-15T09:00+05:30', '2021-01-15T18:00+05:30', '2021-01-16T07:00+05:30'
                from appointment_event where person_id <= %d""",
                """
                insert into callsheet (session_id, revision, digest, people, opened_at, revised_at, closed_at)
                select session_id, 1, 'x', 1, '2021-01-15T18:00+05:30', '2021-01-15T18:00+05:30', '2021-01-16T09:00+05:30' from roster where %d > 0""",
                """
                insert into callsheet_entry (session_id, person_id, reason, notice_state, last_change)
                select session_id, person_id, 'no-number', state, state_at from notice where state = 'no-number' and person_id <= %d""")) {
            run(sql.formatted(people));
        }
        run("analyze");
    }
}
