package in.suchi.notice;

import in.suchi.gateway.GatewayProfile;
import in.suchi.ledger.Alarms;
import in.suchi.ledger.Masking;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The book of what gateways that do not call are still to be asked about: one row for each of their ids. What is due is claimed
 * by moving its due time on, so that a question whose hub was killed is simply asked again. All times are real.
 */
@Component
class ReceiptReports {

    private static final String ALARM = "receipts-not-to-be-had";
    private static final int FAILURES_TO_ALARM = 5;
    private static final int LONGEST_POWER = 4;

    /** Takes away what is settled or too old, and claims the rest. An attempt is settled when its notice is on its way no more. */
    private static final String CLAIM = """
            with due as (
                select r.gateway_id, r.since from receipt_report r
                where r.gateway = :gateway and r.due_at <= now()
                order by r.due_at limit :most for update skip locked
            ), judged as (
                select d.gateway_id, d.since + :giveUp * interval '1 second' > now() and exists (
                    select 1 from attempt a join notice n using (notice_id)
                    where a.gateway = :gateway and a.gateway_id = d.gateway_id
                      and n.reference = a.reference and n.state in ('submitting', 'in-doubt', 'submitted')) as open
                from due d
            ), settled as (
                delete from receipt_report r using judged j
                where r.gateway = :gateway and r.gateway_id = j.gateway_id and not j.open
            )
            update receipt_report r set due_at = now() + :lease * interval '1 second', asked = r.asked + 1
            from judged j where r.gateway = :gateway and r.gateway_id = j.gateway_id and j.open
            returning r.gateway_id""";

    private final JdbcClient jdbc;
    private final Alarms alarms;

    ReceiptReports(JdbcClient jdbc, Alarms alarms) {
        this.jdbc = jdbc;
        this.alarms = alarms;
    }

    /** Puts down what a gateway has taken, in the transaction that records it; nothing for gateways that call. */
    void expect(GatewayProfile profile, Collection<String> gatewayIds) {
        if (!profile.hasReport() || gatewayIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into receipt_report (gateway, gateway_id, due_at)
                        select :gateway, id, now() + :first * interval '1 millisecond' from unnest(:ids) as t(id)
                        on conflict (gateway, gateway_id) do nothing""")
                .param("gateway", profile.name())
                .param("first", profile.firstReportAfter().toMillis())
                .param("ids", gatewayIds.stream().distinct().sorted().toArray(String[]::new))
                .update();
    }

    /** What is to be asked now; the questions are this caller's until the lease is over. */
    @Transactional
    public List<String> claim(GatewayProfile profile, int most, Duration lease) {
        return jdbc.sql(CLAIM)
                .param("gateway", profile.name())
                .param("most", most)
                .param("giveUp", profile.reportGivenUpAfter().toSeconds())
                .param("lease", lease.toSeconds())
                .query(String.class)
                .list();
    }

    /** The gateway said what it knows, which is stored: it is asked again later, unless all is settled then. */
    @Transactional
    public void answered(GatewayProfile profile, String gatewayId) {
        jdbc.sql("""
                        update receipt_report set failures = 0, last_error = null, due_at = now() + :every * interval '1 millisecond'
                        where gateway = :gateway and gateway_id = :id""")
                .param("every", profile.reportEvery().toMillis())
                .param("gateway", profile.name())
                .param("id", gatewayId)
                .update();
        alarms.clear(ALARM, profile.name());
    }

    /** It said nothing that can be used: again, after a time that grows with the failures in a row. One alarm a gateway. */
    @Transactional
    public void failed(GatewayProfile profile, String gatewayId, String error) {
        String masked = Masking.mask(error);
        int failures = jdbc.sql("""
                        update receipt_report set failures = failures + 1, last_error = :error,
                            due_at = now() + power(2, least(failures, :longest)) * :every * interval '1 millisecond'
                        where gateway = :gateway and gateway_id = :id returning failures""")
                .param("error", masked)
                .param("longest", LONGEST_POWER)
                .param("every", profile.reportEvery().toMillis())
                .param("gateway", profile.name())
                .param("id", gatewayId)
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (failures >= FAILURES_TO_ALARM) {
            alarms.raise(
                    ALARM,
                    profile.name(),
                    "Gateway %s does not say what became of its messages (%s). It is asked again by itself; until then nobody counts as reached."
                            .formatted(profile.name(), masked));
        }
    }
}
