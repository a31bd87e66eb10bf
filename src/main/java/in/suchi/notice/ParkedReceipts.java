package in.suchi.notice;

import in.suchi.deadletter.DeadLetters;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies stored receipts to their notices, many at a time. DELIVRD beats everything, whenever and for whichever attempt it
 * comes; a failure counts only for the latest attempt of a notice still on its way; what the operator took is no longer in
 * doubt. A receipt that came through another gateway than its attempt's changes nothing. A receipt that names the gateway's id
 * belongs to the attempt with that id, and with that number where it names one. Receipts without an attempt stay parked.
 */
@Component
class ParkedReceipts {

    private static final String APPLY = """
            with taken as (
                select r.receipt_id, r.gateway, r.reference, r.gateway_id, r.mobile, r.status, r.error from receipt r
                where r.receipt_id = any(:ids) and r.outcome = 'parked'
                order by r.receipt_id for update skip locked
            ), matched as (
                select t.receipt_id, t.status, t.error, a.reference, a.notice_id, a.gateway = t.gateway as own
                from taken t join attempt a on a.reference = t.reference where t.reference <> ''
                union all
                select t.receipt_id, t.status, t.error, a.reference, a.notice_id, true
                from taken t join attempt a on a.gateway = t.gateway and a.gateway_id = t.gateway_id
                             join notice n on n.notice_id = a.notice_id
                where t.reference = '' and (t.mobile in ('', n.mobile) or n.mobile = '')
            ), locked as (
                select n.notice_id, n.state, n.reference, n.dead from notice n
                where n.notice_id in (select notice_id from matched where own)
                order by n.notice_id for update
            ), best as (
                select distinct on (m.notice_id) m.notice_id, m.reference, m.status, m.error, m.receipt_id, l.dead
                from matched m join locked l using (notice_id)
                where m.own and (
                    (m.status = 'DELIVRD' and l.state not in ('delivered', 'cancelled', 'no-number'))
                    or (m.reference = l.reference and m.status in ('UNDELIV', 'EXPIRED', 'REJECTD')
                        and l.state in ('queued', 'submitting', 'in-doubt', 'submitted'))
                    or (m.reference = l.reference and m.status = 'ACCEPTED' and l.state in ('submitting', 'in-doubt')))
                order by m.notice_id, case m.status when 'DELIVRD' then 0 when 'ACCEPTED' then 2 else 1 end, m.receipt_id
            ), moved as (
                update notice n set
                    state = case b.status when 'DELIVRD' then 'delivered' when 'ACCEPTED' then 'submitted'
                                          when 'REJECTD' then 'refused' else 'undelivered' end,
                    last_error = case when b.status in ('DELIVRD', 'ACCEPTED') then null
                                      else 'receipt ' || b.status || coalesce(' ' || nullif(b.error, ''), '') end,
                    state_at = :now, lease_until = null, next_try_at = null, dead = false
                from best b where n.notice_id = b.notice_id
                returning n.notice_id
            ), taken_after_all as (
                update attempt a set state = 'submitted' from best b
                where a.reference = b.reference and a.state in ('submitting', 'in-doubt', 'temporary')
            ), settled as (
                update receipt r set outcome = case when b.receipt_id is not null then 'applied'
                                                    when m.own and m.status in ('UNDELIV', 'EXPIRED', 'REJECTD') then 'too-late'
                                                    else 'informative' end
                from matched m left join best b on b.receipt_id = m.receipt_id
                where r.receipt_id = m.receipt_id
            )
            select m.notice_id from moved m join best b using (notice_id)
            where b.dead or exists (select 1 from dead_letter d where d.kind = 'notice' and d.subject = m.notice_id::text
                                    and d.state in ('open', 'retried'))""";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final DeadLetters deadLetters;

    ParkedReceipts(JdbcClient jdbc, DomainClock clock, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.deadLetters = deadLetters;
    }

    @Transactional
    public void apply(Long... ids) {
        List<Long> repaired = jdbc.sql(APPLY)
                .param("ids", ids)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
        repaired.forEach(id -> deadLetters.settle("notice", id.toString()));
    }

    /** Those that came before the attempt's outcome was recorded. */
    @Transactional
    public void match(Collection<String> references) {
        List<Long> waiting = jdbc.sql("""
                        select receipt_id from receipt where outcome = 'parked' and reference = any(:references)
                        union
                        select r.receipt_id from attempt a join receipt r on r.gateway = a.gateway and r.gateway_id = a.gateway_id
                        where a.reference = any(:references) and a.gateway_id is not null
                          and r.outcome = 'parked' and r.reference = ''""")
                .param("references", references.toArray(String[]::new))
                .query(Long.class)
                .list();
        if (!waiting.isEmpty()) {
            apply(waiting.toArray(Long[]::new));
        }
    }

    /** Those whose message got lost, and those whose attempt has turned up meanwhile. */
    List<Long> withAttempt(int most) {
        return new ArrayList<>(jdbc.sql("""
                        select r.receipt_id from receipt r
                        where r.outcome = 'parked' and (
                            exists (select 1 from attempt a where r.reference <> '' and a.reference = r.reference)
                            or r.reference = '' and exists (select 1 from attempt a join notice n using (notice_id)
                                                            where a.gateway = r.gateway and a.gateway_id = r.gateway_id
                                                              and (r.mobile in ('', n.mobile) or n.mobile = '')))
                        order by r.receipt_id limit ?""").param(most).query(Long.class).list());
    }
}
