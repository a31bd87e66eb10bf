package in.suchi.notice;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions, people with appointments, and the notices owed to them, as filling would leave them in the ledger. */
final class NoticeRows {

    static final Instant DUE = OffsetDateTime.parse("2021-01-15T09:00:00+05:30").toInstant();
    static final Instant START = DUE.plus(Duration.ofHours(24));

    private static final AtomicLong PERSON = new AtomicLong(1000);
    private static final AtomicInteger SESSION = new AtomicInteger();

    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String session(String district) {
        return session(district, START);
    }

    String session(String district, Instant start) {
        String id = "S" + SESSION.incrementAndGet();
        jdbc.sql("""
                        insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, status, origin)
                        values (?, 'BR188-002', ?, ?, ?, ?, 1000, 'planned', 'console')""")
                .params(
                        id,
                        district,
                        LocalDate.ofInstant(start, NoticeTimeRules.ZONE),
                        Timestamp.from(start),
                        Timestamp.from(start.plus(Duration.ofHours(8))))
                .update();
        return id;
    }

    /** So many people of a session and the invites they are owed; their mobiles end in the person's id. */
    List<Long> invites(String session, int number) {
        List<Long> notices = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            notices.add(invite(session, PERSON.incrementAndGet()));
        }
        return notices;
    }

    private long invite(String session, long person) {
        Map<String, Object> row = jdbc.sql("select * from session where session_id = ?")
                .param(session)
                .query()
                .singleRow();
        Instant start = ((Timestamp) row.get("starts_at")).toInstant();
        NoticeTimes times = NoticeTimes.of(start, Instant.EPOCH, false);
        jdbc.sql("""
                        insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at)
                        select 'rows.csv', 1, now(), now(), false, 'loaded', now() where not exists (select 1 from extract)""").update();
        jdbc.sql("""
                        insert into person (person_id, registration_id, name, mobile, row_digest, exported_at, extract_id)
                        select ?, ?, 'Asha', ?, gen_random_uuid(), now(), min(extract_id) from extract""").params(person, "R" + person, mobile(person)).update();
        jdbc.sql("""
                        insert into appointment (person_id, session_id, serial, slot_at, version, made_at)
                        select ?, ?, 1 + count(*), ?, 1, ? from appointment where session_id = ?""")
                .params(person, session, Timestamp.from(start), Timestamp.from(DUE), session)
                .update();
        return jdbc.sql("""
                        insert into notice (person_id, version, kind, mobile, session_id, district, language, state, state_at, made_at,
                                            due_at, send_by, expires_at)
                        values (?, 1, 'invite', ?, ?, ?, 'hi', 'scheduled', ?, ?, ?, ?, ?) returning notice_id""")
                .params(
                        person,
                        mobile(person),
                        session,
                        row.get("district"),
                        Timestamp.from(DUE),
                        Timestamp.from(DUE),
                        Timestamp.from(times.due()),
                        Timestamp.from(times.sendBy()),
                        Timestamp.from(times.expires()))
                .query(Long.class)
                .single();
    }

    static String mobile(long person) {
        return "61" + String.format("%08d", person);
    }

    String mobileOf(long notice) {
        return jdbc.sql("select mobile from notice where notice_id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    String state(long notice) {
        return jdbc.sql("select state from notice where notice_id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    /** Number of notices by state. */
    Map<String, Integer> states(List<Long> notices) {
        Map<String, Integer> states = new TreeMap<>();
        jdbc.sql("select state, count(*) from notice where notice_id = any(?) group by state")
                .param(notices.toArray(Long[]::new))
                .query((row, n) -> states.put(row.getString(1), row.getInt(2)))
                .list();
        return states;
    }

    String reference(long notice) {
        return jdbc.sql("select reference from notice where notice_id = ?")
                .param(notice)
                .query(String.class)
                .single();
    }

    long count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }

    void set(String sql, Object... values) {
        jdbc.sql(sql).params(values).update();
    }

    /** Nothing is left of earlier tests. Routes may be at work meanwhile, so the database may choose them: then once more. */
    void clear() {
        for (int tries = 0; ; tries++) {
            try {
                jdbc.sql("""
                                truncate notice, attempt, receipt, receipt_report, canary, stop_switch, gateway_day, appointment, person,
                                    session, dead_letter, dead_letter_event, alarm, ledger_entry cascade""").update();
                return;
            } catch (PessimisticLockingFailureException deadlock) {
                if (tries == 10) {
                    throw deadlock;
                }
            }
        }
    }
}
