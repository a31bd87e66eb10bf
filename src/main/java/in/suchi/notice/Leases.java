package in.suchi.notice;

import in.suchi.deadletter.DeadLetters;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what was left lying: released notices whose message got lost, submits of a hub that was killed, notices nobody may send
 * any more.
 */
@Component
class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final String QUEUE = "sms.submit";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final GatewayProfiles profiles;
    private final DeadLetters deadLetters;

    Leases(JdbcClient jdbc, DomainClock clock, GatewayProfiles profiles, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.profiles = profiles;
        this.deadLetters = deadLetters;
    }

    @Transactional
    public void sweep() {
        releaseAgain();
        countAsInDoubt();
        expire();
        giveUp();
    }

    /** The message is late or lost (its broker's store deleted): the notice is due again. */
    private void releaseAgain() {
        int lost = jdbc.sql("""
                        update notice n set lease_until = null, next_try_at = now(), state_at = :now,
                            state = case when exists (select 1 from attempt a where a.notice_id = n.notice_id and a.state = 'in-doubt')
                                         then 'in-doubt' else coalesce(n.back_to, 'scheduled') end
                        where n.notice_id in (select notice_id from notice where state = 'queued' and lease_until < now()
                                              for update skip locked)""").param("now", now()).update();
        if (lost > 0) {
            LOG.info("{} released notices whose message did not arrive are released again", lost);
        }
    }

    /** Whoever claimed it is gone: nobody knows whether it was sent. */
    private void countAsInDoubt() {
        int doubtful = jdbc.sql("""
                        with late as (
                            update notice n set state = 'in-doubt', state_at = :now, lease_until = null,
                                last_error = 'no outcome was recorded: the hub was interrupted',
                                next_try_at = now() + coalesce((select seconds from unnest(:gateways, :seconds) as rule(gateway, seconds)
                                                                where rule.gateway = n.gateway), 900) * interval '1 second'
                            where n.notice_id in (select notice_id from notice where state = 'submitting' and lease_until < now()
                                                  for update skip locked)
                            returning n.reference)
                        update attempt a set state = 'in-doubt', doubt_since = coalesce(a.doubt_since, now())
                        from late where a.reference = late.reference and a.state = 'submitting'""")
                .param("now", now())
                .param("gateways", profiles.all().stream().map(p -> p.name()).toArray(String[]::new))
                .param(
                        "seconds",
                        profiles.all().stream()
                                .map(p -> p.inDoubt().tryAgainAfter().toSeconds())
                                .toArray(Long[]::new))
                .update();
        if (doubtful > 0) {
            LOG.warn("{} submits ended without a recorded outcome: they are in doubt", doubtful);
        }
    }

    /** Too late to be sent. What is in doubt may have been sent, so it does not expire. */
    private void expire() {
        List<Long> dead = jdbc.sql("""
                        with gone as (
                            select notice_id, dead from notice
                            where state = 'scheduled' and send_by <= :now and expires_at <= :now for update skip locked)
                        update notice n set state = 'expired', state_at = :now, next_try_at = null, dead = false
                        from gone where n.notice_id = gone.notice_id returning case when gone.dead then n.notice_id end""")
                .param("now", now())
                .query((row, n) -> row.getObject(1, Long.class))
                .list();
        dead.stream().filter(id -> id != null).forEach(id -> deadLetters.settle("notice", id.toString()));
    }

    /** In doubt for the last time: no try is left, or it is too late for another one. */
    private void giveUp() {
        record Given(long id, String district, int tries, String error) {}
        List<Given> given = jdbc.sql("""
                        update notice n set dead = true, next_try_at = null
                        where n.notice_id in (
                            select c.notice_id from notice c where c.state = 'in-doubt' and not c.dead and c.next_try_at <= now()
                              and (c.expires_at <= :now
                                   or c.tries >= coalesce((select tries from unnest(:gateways, :tries) as rule(gateway, tries)
                                                           where rule.gateway = c.gateway), 1))
                            for update skip locked)
                        returning n.notice_id, n.district, n.tries, n.last_error""")
                .param("now", now())
                .param("gateways", profiles.all().stream().map(p -> p.name()).toArray(String[]::new))
                .param(
                        "tries",
                        profiles.all().stream().map(p -> p.retry().tries()).toArray(Integer[]::new))
                .query((row, n) -> new Given(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4)))
                .list();
        given.forEach(g -> deadLetters.open(
                QUEUE,
                "notice",
                Long.toString(g.id()),
                g.district(),
                "in-doubt-exhausted",
                g.error() == null ? "no answer" : g.error(),
                g.tries()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
