package in.suchi.notice;

import in.suchi.deadletter.FailedWork;
import in.suchi.deadletter.FailureHandler;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of notices and receipts whose message failed in the hub itself (a gateway's refusals are outcomes, not failures),
 * and how an officer's retry puts a notice back.
 */
@Component
class NoticeFailures implements FailureHandler {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    NoticeFailures(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("notice", "receipt");
    }

    /**
     * A notice not yet claimed is due again shortly. A claimed one keeps its lease, since it may have been sent; when that runs out
     * it is in doubt. A stored receipt stays parked and is looked for again.
     */
    @Override
    public void failed(FailedWork work) {
        if (work.kind().equals("notice")) {
            jdbc.sql("""
                            update notice set last_error = :error,
                                lease_until = case when state = 'queued' then now() + interval '10 seconds' else lease_until end
                            where notice_id = any(:ids) and state in ('queued', 'submitting')""")
                    .param("error", work.error())
                    .param("ids", NoticeIds.of(work.subject()))
                    .update();
        }
    }

    private record Row(
            String state, boolean dead, boolean expired, boolean current, boolean attempted, boolean inDoubt) {}

    @Override
    public String putBack(String kind, String subject) {
        if (kind.equals("receipt")) {
            return null; // it stays parked and is looked for anyway
        }
        long id = Long.parseLong(subject);
        Row row = jdbc.sql("""
                        select n.state, n.dead, n.expires_at <= :now as expired,
                               n.kind = 'cancellation' or exists (
                                   select 1 from appointment a join person p using (person_id)
                                   where a.person_id = n.person_id and a.version = n.version and coalesce(p.mobile, '') = n.mobile) as current,
                               exists (select 1 from attempt a where a.notice_id = n.notice_id) as attempted,
                               exists (select 1 from attempt a where a.notice_id = n.notice_id and a.state = 'in-doubt') as in_doubt
                        from notice n where n.notice_id = :id for update of n""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .query((r, n) -> new Row(
                        r.getString("state"),
                        r.getBoolean("dead"),
                        r.getBoolean("expired"),
                        r.getBoolean("current"),
                        r.getBoolean("attempted"),
                        r.getBoolean("in_doubt")))
                .optional()
                .orElse(null);
        String obstacle = obstacle(row);
        if (obstacle != null || !(row.dead() || row.state().equals("refused"))) {
            return obstacle; // without an obstacle: put back before, pressing twice changes nothing
        }
        jdbc.sql("""
                        update notice set state = case :state when 'scheduled' then coalesce(back_to, 'scheduled') else :state end, state_at = :now, tries = 0, dead = false, next_try_at = now(), lease_until = null,
                            text = case when :attempted then text end, template = case when :attempted then template end,
                            segments = case when :attempted then segments end
                        where notice_id = :id""")
                .param("state", row.inDoubt() ? "in-doubt" : "scheduled")
                .param("now", Timestamp.from(clock.instant()))
                .param("attempted", row.attempted())
                .param("id", id)
                .update();
        return null;
    }

    /** The gateway has taken another notice since. */
    @Override
    public Set<String> mended(String kind, Map<String, Instant> failedAt) {
        if (!kind.equals("notice")) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("""
                        select cast(n.notice_id as text) from unnest(:subjects, :failedAt) as f (subject, failed_at)
                        join notice n on n.notice_id = cast(f.subject as bigint) and n.dead
                        join (select gateway, max(answered_at) as worked_at from attempt where state = 'submitted' group by 1) w
                            using (gateway)
                        where w.worked_at > f.failed_at""")
                .param("subjects", failedAt.keySet().toArray(String[]::new))
                .param(
                        "failedAt",
                        failedAt.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .query(String.class)
                .list());
    }

    private static String obstacle(Row row) {
        if (row == null) {
            return "there is no such notice";
        }
        if (row.dead()) {
            return tooLate(row); // whatever its state: this is what the dead letter is for
        }
        return switch (row.state()) {
            case "delivered" -> "the person has got the SMS meanwhile";
            case "submitted" -> "the gateway has taken it meanwhile";
            case "cancelled" -> "the notice was cancelled: the person is told something else or nothing";
            case "expired" -> "it is too late: less than two hours were left before the session";
            case "undelivered" -> "the operator could not deliver it: the person is on the call sheet";
            case "no-number" -> "the person has no mobile number: they are on the call sheet";
            default -> tooLate(row);
        };
    }

    private static String tooLate(Row row) {
        if (row.expired()) {
            return "it is too late: less than two hours are left before the session";
        }
        return row.current()
                ? null
                : "it is superseded: the appointment or the number has changed since, and another notice tells of it";
    }
}
