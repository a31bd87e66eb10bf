package in.suchi.notice;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims released notices for submitting and records what became of them, a batch at a time. The reference of an attempt is
 * stored here, before the gateway hears of it.
 */
@Component("submissions")
public class Submissions {

    /**
     * Queued to submitting, unless somebody else has it, it is out of date or stopped: then it goes back and waits. Locks are never
     * waited for, so whoever fills sessions at the same time is not held up.
     */
    private static final String CLAIM = """
            with asked as (
                select * from unnest(:ids, :fresh) as t(notice_id, fresh)
            ), held as (
                select n.notice_id, n.person_id, n.version, n.kind, n.mobile, n.district, n.template, n.reference, n.expires_at, asked.fresh
                from notice n join asked using (notice_id)
                where n.state = 'queued' and n.gateway = :gateway
                for update of n skip locked
            ), appointed as (
                select a.person_id, a.version from appointment a
                where a.person_id in (select person_id from held)
                for no key update of a skip locked
            ), judged as (
                select h.notice_id, h.person_id, h.version, h.fresh,
                       h.expires_at > :now
                       and not :resting
                       and (h.kind = 'cancellation' or exists (
                               select 1 from appointed a join person p using (person_id)
                               where a.person_id = h.person_id and a.version = h.version and coalesce(p.mobile, '') = h.mobile))
                       and not exists (
                               select 1 from stop_switch s where s.scope in (
                                   'all', 'gateway:' || :gateway, 'district:' || h.district, 'template:' || h.template)) as go,
                       exists (select 1 from attempt a where a.notice_id = h.notice_id and a.state = 'in-doubt') as doubted,
                       (select a.reference from attempt a where a.reference = h.reference and a.gateway = :gateway) as known
                from held h
            ), began as (
                insert into attempt (reference, notice_id, gateway, number, state, tries, began_at)
                select coalesce(j.known, j.fresh), j.notice_id, :gateway,
                       1 + (select count(*) from attempt a where a.notice_id = j.notice_id), 'submitting', 1, :now
                from judged j where j.go
                on conflict (reference) do update set state = 'submitting', tries = attempt.tries + 1,
                    possibly_twice = attempt.possibly_twice or (attempt.state = 'in-doubt' and not :recognises)
                returning reference, tries
            ), fixed as (
                update appointment a set fixed_at = :now from judged j
                where j.go and a.person_id = j.person_id and a.version = j.version and a.fixed_at is null
            ), moved as (
                update notice n set
                    state = case when j.go then 'submitting' when j.doubted then 'in-doubt'
                                 else coalesce(n.back_to, 'scheduled') end,
                    state_at = :now,
                    reference = case when j.go then coalesce(j.known, j.fresh) else n.reference end,
                    tries = n.tries + case when j.go then 1 else 0 end,
                    lease_until = case when j.go then now() + :lease * interval '1 second' end,
                    next_try_at = case when j.go then null else now() + interval '2 seconds' end
                from judged j where n.notice_id = j.notice_id
                returning n.notice_id, n.reference, n.person_id, n.mobile, n.text, n.template, n.district, n.tries, j.doubted, j.go
            )
            select m.*, b.tries as turn, coalesce(nullif(m.mobile, ''), l.alternative_mobile) as callee,
                   exists (select 1 from dead_letter d where d.kind = 'notice' and d.subject = m.notice_id::text
                           and d.state in ('open', 'retried')) as letter
            from moved m join began b using (reference)
            left join person l on m.mobile = '' and l.person_id = m.person_id
            where m.go
            order by m.notice_id""";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Lanes lanes;
    private final GatewayHealth health;
    private final OutcomeBook book;

    Submissions(JdbcClient jdbc, DomainClock clock, Lanes lanes, GatewayHealth health, OutcomeBook book) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lanes = lanes;
        this.health = health;
        this.book = book;
    }

    /**
     * Claims the notices of one message. What is not returned is somebody else's, out of date or stopped: forget it.
     *
     * @param ids as in the message: {@code 17,18,19}
     */
    @Transactional
    public List<ClaimedNotice> claim(@Header("gateway") String gateway, @Header("hubId") String ids) {
        Lane lane = lanes.of(gateway);
        Long[] asked = NoticeIds.of(ids);
        Instant sendBefore = Instant.now().plus(lane.submitLease()).minus(lane.longestSubmit());
        List<ClaimedNotice> claimed = jdbc.sql(CLAIM)
                .param("ids", asked)
                .param(
                        "fresh",
                        Stream.generate(References::fresh).limit(asked.length).toArray(String[]::new))
                .param("gateway", gateway)
                .param("now", Timestamp.from(clock.instant()))
                .param("resting", health.rests(gateway))
                .param("recognises", lane.profile().recognisesReferences())
                .param("lease", lane.submitLease().toSeconds())
                .query((row, n) -> new ClaimedNotice(
                        row.getLong("notice_id"),
                        row.getString("reference"),
                        gateway,
                        row.getString("callee"),
                        row.getString("text"),
                        row.getString("template"),
                        row.getString("district"),
                        row.getInt("tries"),
                        row.getInt("turn"),
                        row.getBoolean("doubted"),
                        row.getBoolean("letter"),
                        sendBefore))
                .list();
        if (!claimed.isEmpty() && lane.profile().limits().perDay() != null) {
            jdbc.sql("""
                            insert into gateway_day (gateway, day, submits) values (:gateway, (now() at time zone 'Asia/Kolkata')::date, :submits)
                            on conflict (gateway, day) do update set submits = gateway_day.submits + excluded.submits""")
                    .param("gateway", gateway)
                    .param("submits", claimed.size())
                    .update();
        }
        return claimed;
    }

    /** Records what became of the notices of one message. */
    public void record(@Header("gateway") String gateway, @Body List<SubmitOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            book.record(lanes.of(gateway), outcomes);
        }
    }
}
