package in.suchi.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Balance 2, second half: everyone whose latest notice was not delivered when their session's call sheet closed is on exactly that
 * sheet, and nobody else is.
 *
 * <p>What happened in the very instant of closing, or to the appointment after it, says nothing about the sheet and is left out
 * on both sides.
 */
final class CallSheetBalance implements BalanceQuery {

    @Override
    public String name() {
        return "call-sheets";
    }

    @Override
    public Balance count(JdbcClient snapshot, Instant now) {
        record Count(long expected, long found, long sheets, List<String> offenders) {}
        Count count = snapshot.sql("""
                        with closed as (select session_id, closed_at from callsheet where closed_at is not null),
                        candidate as materialized (
                            select c.session_id, a.person_id, a.version, c.closed_at, n.notice_id
                            from closed c join appointment a on a.session_id = c.session_id and a.made_at < c.closed_at
                            left join notice n on n.person_id = a.person_id and n.version = a.version and n.kind <> 'cancellation'
                            where n.notice_id is null or n.state <> 'delivered' or n.state_at > c.closed_at),
                        owed as (
                            select session_id, person_id from candidate c
                            where not exists (select from notice n where n.person_id = c.person_id and n.version = c.version
                                                and n.kind <> 'cancellation' and n.notice_id > c.notice_id)
                              and not exists (select from appointment_event e where e.person_id = c.person_id and e.at >= c.closed_at)),
                        listed as (
                            select e.session_id, e.person_id from callsheet_entry e join closed c using (session_id)
                            left join appointment a on a.person_id = e.person_id and a.session_id = e.session_id
                            where not exists (select from appointment_event v where v.person_id = e.person_id and v.at >= c.closed_at)
                              and not exists (select from finished f where f.person_id = e.person_id)
                              and not exists (select from withdrawn w where w.person_id = e.person_id and w.at >= c.closed_at)
                              and not exists (select from notice n where n.person_id = e.person_id and n.version = a.version
                                                and n.state = 'delivered' and n.state_at = c.closed_at)),
                        compared as (
                            select person_id, o.side is not null as owed, l.side is not null as listed
                            from (select *, 1 as side from owed) o full join (select *, 1 as side from listed) l using (session_id, person_id))
                        select count(*) filter (where owed) as expected, count(*) filter (where listed) as found,
                               (select count(*) from closed) as sheets,
                               (array_agg(person_id::text) filter (where owed <> listed)) as offenders
                        from compared""")
                .query((row, n) -> new Count(
                        row.getLong("expected"),
                        row.getLong("found"),
                        row.getLong("sheets"),
                        row.getArray("offenders") == null
                                ? List.of()
                                : List.of((String[]) row.getArray("offenders").getArray())))
                .single();
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("closed-sheets", count.sheets());
        parts.put("listed", count.found());
        return Balance.of(name(), count.expected(), count.found(), parts, count.offenders());
    }
}
