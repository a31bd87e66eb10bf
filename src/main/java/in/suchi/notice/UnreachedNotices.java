package in.suchi.notice;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds and locks what may be read out by a gateway that calls: notices that the operator could not deliver or would not take as
 * an SMS, and those of people who gave a landline; each once. Earliest send-by first.
 */
@Component
class UnreachedNotices {

    private static final String FOUND = """
            with picked as materialized (
                select n.notice_id, n.send_by from notice n
                where n.state in ('undelivered', 'refused', 'no-number') and not n.dead
                  and n.due_at <= :now and n.expires_at > :now
                  and n.district <> all(:stopped) and n.kind || '/' || n.language <> all(:held)
                  and mod(n.notice_id, 100) between :from and :upTo
                  and (n.state <> 'no-number' or exists (
                          select 1 from person p where p.person_id = n.person_id and p.no_sms_reason = 'landline'
                                                   and p.alternative_mobile is not null))
                  and (n.state = 'no-number' or exists (
                          select 1 from attempt a where a.notice_id = n.notice_id and a.state = 'submitted'))
                  and (n.next_try_at is null or n.next_try_at <= now())
                  and not exists (select 1 from attempt a where a.notice_id = n.notice_id and a.gateway = any(:calling)
                                                            and a.state <> 'temporary')
                  and %s
                order by n.send_by, n.notice_id limit :most)
            """.formatted(DueNotices.CURRENT)
            + DueNotices.DETAILS
            + " order by picked.send_by, n.notice_id for update of n skip locked";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final String[] calling;

    UnreachedNotices(JdbcClient jdbc, DomainClock clock, Lanes lanes) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.calling =
                lanes.all().stream().filter(Lane::calls).map(Lane::gateway).toArray(String[]::new);
    }

    /** The caller's transaction keeps them locked. */
    List<DueNotice> found(DueNotices.Terms terms, Turns.Slice turn, int most) {
        return jdbc.sql(FOUND)
                .param("now", Timestamp.from(clock.instant()))
                .param("stopped", terms.stoppedDistricts().toArray(String[]::new))
                .param("held", terms.heldWordings().toArray(String[]::new))
                .param("from", turn.from())
                .param("upTo", turn.to() - 1)
                .param("calling", calling)
                .param("quiet", terms.quiet())
                .param("most", most)
                .query(DueNotices::notice)
                .list();
    }
}
