package in.suchi.sandbox;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the hub has to do at this moment of domain time and has not done: the sandbox's clock stands still for it. Asked of the
 * ledger, so nothing that a route has not begun yet is overlooked.
 */
final class OpenWork {

    private static final LocalTime QUIET_FROM = LocalTime.of(21, 0);
    private static final LocalTime QUIET_TO = LocalTime.of(8, 0);

    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("extracts to load", "select count(*) from extract where state = 'taken'");
        QUESTIONS.put("sessions to fill", "select count(*) from fill_request where asked <> done");
        QUESTIONS.put("rosters to revise", "select count(*) from roster_request");
        QUESTIONS.put("rosters to push", """
                select count(*) from roster r join session s using (session_id)
                where r.people > 0 and s.starts_at - interval '48 hours' <= :now and s.ends_at > :now and s.district = any(:districts)
                  and not exists (select from push p where p.kind = 'roster' and p.session_id = r.session_id and p.revision = r.revision)""");
        QUESTIONS.put(
                "pushes under way",
                "select count(*) from push where state in ('pending', 'queued', 'sending') and district = any(:districts)");
        QUESTIONS.put("notices at the gateway", "select count(*) from notice where state in ('queued', 'submitting')");
        // A notice is due at most a day and a half before its send-by: with that the database looks only at the next
        // days' notices.
        QUESTIONS.put("notices to send", """
                select count(*) from notice where :daytime and state = 'scheduled' and send_by <= :now + interval '3 days'
                  and due_at <= :now and expires_at > :now and not exists (select from stop_switch)""".replace(":now +", "cast(:now as timestamptz) +"));
        QUESTIONS.put("notices in doubt", """
                select count(*) from notice where :daytime and state = 'in-doubt' and not dead and next_try_at is not null
                  and expires_at > :now and not exists (select from stop_switch)""");
        QUESTIONS.put(
                "notices to expire",
                "select count(*) from notice where state = 'scheduled' and send_by <= :now and expires_at <= :now");
        QUESTIONS.put("call sheets to open", """
                select count(*) from session s where s.status = 'planned' and s.starts_at > :now and s.starts_at - interval '15 hours' <= :now
                  and exists (select from notice n where n.session_id = s.session_id and n.send_by <= :now
                              and n.state not in ('delivered', 'cancelled'))
                  and exists (select from appointment a where a.session_id = s.session_id)
                  and not exists (select from callsheet c where c.session_id = s.session_id)""");
        QUESTIONS.put("call sheets to close", """
                select count(*) from callsheet c join session s using (session_id) where s.starts_at <= :now and c.closed_at is null""");
    }

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private volatile Collection<String> districts;

    /** @param districts those that have endpoints and whose servers are up: only their lists are waited for */
    OpenWork(JdbcClient jdbc, DomainClock clock, Collection<String> districts) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.districts = districts;
    }

    /** Other districts from now on. */
    void waitFor(Collection<String> slugs) {
        districts = slugs;
    }

    /** Whether anything is open; asks no further than the first answer that says so. */
    boolean isOpen() {
        return QUESTIONS.keySet().stream().anyMatch(what -> count(what) > 0);
    }

    /** What is open, by kind; empty: nothing. */
    Map<String, Long> count() {
        Map<String, Long> open = new LinkedHashMap<>();
        QUESTIONS.keySet().forEach(what -> {
            long count = count(what);
            if (count > 0) {
                open.put(what, count);
            }
        });
        return open;
    }

    private long count(String what) {
        LocalTime time = LocalTime.ofInstant(clock.instant(), DomainClock.ZONE);
        return jdbc.sql(QUESTIONS.get(what))
                .param("now", Timestamp.from(clock.instant()))
                .param("daytime", !time.isBefore(QUIET_TO) && time.isBefore(QUIET_FROM))
                .param("districts", districts.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
