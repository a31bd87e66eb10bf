package in.suchi.access;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Who looked at, exported or changed what, and who logged in. An entry is committed before the work begins and gets its outcome
 * afterwards, so that nothing is done unrecorded. Entries hold ids, never names or numbers. The table refuses to forget.
 */
@Component
public class AuditTrail {

    private static final String DETAIL = AuditTrail.class.getName() + ".detail";
    private static final String FAILED = AuditTrail.class.getName() + ".failed";

    /** How an entry ended. */
    enum Outcome {
        BEGUN,
        DONE,
        REFUSED,
        FAILED;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param what e.g. {@code changed.stop}; its words are {@code audit.changed.stop}
     * @param at by the hub's clock
     * @param realAt by the real one
     */
    public record Entry(
            long id,
            Instant at,
            Instant realAt,
            String actor,
            String role,
            String what,
            String subject,
            String address,
            String outcome,
            String detail) {}

    /** Null or empty parts do not narrow the search. */
    public record Filter(String actor, String act, String subject) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;

    AuditTrail(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds to the entry of the request under way, e.g. how many were retried. No names, no numbers of telephones. */
    public static void detail(String detail) {
        remember(DETAIL, detail);
    }

    /** The request under way did not do what was asked, though its answer is a page. */
    public static void failed(String detail) {
        remember(FAILED, true);
        remember(DETAIL, detail);
    }

    private static void remember(String name, Object value) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /**
     * @param form the key of a form or of a program's request, sent once; null: none
     * @return the entry's id; empty where the same officer has sent the same form before and it did not fail
     */
    Optional<Long> begin(HubUser user, String what, String subject, String address, String form) {
        return jdbc.sql("""
                        insert into audit_entry (at, actor, role, what, subject, address, outcome, form)
                        values (:at, :actor, :role, :what, :subject, :address, 'begun', :form)
                        on conflict (actor, form) do update set outcome = 'begun', real_at = clock_timestamp()
                        where audit_entry.outcome in ('failed', 'refused')
                           or audit_entry.outcome = 'begun' and audit_entry.real_at < clock_timestamp() - interval '5 minutes'
                        returning entry_id""")
                .param("at", Timestamp.from(clock.instant()))
                .param("actor", user.getUsername())
                .param("role", user.role().wire())
                .param("what", what)
                .param("subject", subject)
                .param("address", address)
                .param("form", form)
                .query(Long.class)
                .optional();
    }

    void end(long entry, Outcome byAnswer, Object failed, Object detail) {
        Outcome outcome = failed == null ? byAnswer : Outcome.FAILED;
        jdbc.sql("update audit_entry set outcome = ?, detail = ? where entry_id = ?")
                .params(outcome.wire(), detail == null ? null : detail.toString(), entry)
                .update();
    }

    static String detailAttribute() {
        return DETAIL;
    }

    static String failedAttribute() {
        return FAILED;
    }

    /** What was begun and ended at once: a login, a refusal. */
    void note(String actor, String role, String what, String subject, String address, Outcome outcome) {
        jdbc.sql("insert into audit_entry (at, actor, role, what, subject, address, outcome) values (?, ?, ?,"
                        + " ?, ?, ?, ?)")
                .params(Timestamp.from(clock.instant()), actor, role, what, subject, address, outcome.wire())
                .update();
    }

    /** The newest first. */
    public List<Entry> list(Filter filter, int limit, int offset) {
        return jdbc.sql("select * from audit_entry" + WHERE + " order by entry_id desc limit :limit offset :offset")
                .param("actor", filter.actor())
                .param("act", filter.act())
                .param("subject", filter.subject())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new Entry(
                        row.getLong("entry_id"),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("real_at").toInstant(),
                        row.getString("actor"),
                        row.getString("role"),
                        row.getString("what"),
                        row.getString("subject"),
                        row.getString("address"),
                        row.getString("outcome"),
                        row.getString("detail")))
                .list();
    }

    public long count(Filter filter) {
        return jdbc.sql("select count(*) from audit_entry" + WHERE)
                .param("actor", filter.actor())
                .param("act", filter.act())
                .param("subject", filter.subject())
                .query(Long.class)
                .single();
    }

    private static final String WHERE = " where (:actor::text is null or actor = :actor)"
            + " and (:act::text is null or what like :act || '.%')"
            + " and (:subject::text is null or position(lower(:subject::text) in lower(subject)) > 0)";
}
