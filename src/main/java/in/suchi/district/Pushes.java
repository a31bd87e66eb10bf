package in.suchi.district;

import in.suchi.deadletter.DeadLetters;
import in.suchi.district.Endpoint.Content;
import in.suchi.session.Appointments;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pushes of rosters and call sheets to districts and sites: planned, released, claimed, accepted. A push is made at least
 * once; the same revision written twice replaces itself.
 */
@Component("pushes")
public class Pushes {

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final PushSettings settings;
    private final PushPlan plan;
    private final PushRelease release;
    private final EndpointRests rests;
    private final RosterIndexes indexes;
    private final DeadLetters deadLetters;
    private final Appointments appointments;
    private final DistrictEndpoints endpoints;

    Pushes(
            JdbcClient jdbc,
            DomainClock clock,
            PushSettings settings,
            PushPlan plan,
            PushRelease release,
            EndpointRests rests,
            RosterIndexes indexes,
            DeadLetters deadLetters,
            Appointments appointments,
            DistrictEndpoints endpoints) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.plan = plan;
        this.release = release;
        this.rests = rests;
        this.indexes = indexes;
        this.deadLetters = deadLetters;
        this.appointments = appointments;
        this.endpoints = endpoints;
    }

    /** Plans a push of each current revision to each endpoint that gets it, from 48 hours before the session on. */
    public void plan() {
        plan.plan();
    }

    /** Takes what is due; each message is sent after this has committed. */
    public List<PushMessage> release() {
        return release.release();
    }

    /**
     * Takes one push for this consumer.
     *
     * @return null when another consumer has it, it is superseded, or its endpoint rests (it is released again then)
     */
    @Transactional
    public ClaimedPush claim(@Header("hubId") long pushId) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        update push p set state = 'superseded', state_at = ?, lease_until = null
                        where p.push_id = ? and p.state = 'queued'
                          and p.revision < case p.kind
                              when 'roster' then (select r.revision from roster r where r.session_id = p.session_id)
                              else (select c.revision from callsheet c where c.session_id = p.session_id) end""").params(now, pushId).update();
        jdbc.sql("""
                        update push p set state = 'pending', state_at = ?, lease_until = null
                        where p.push_id = ? and p.state = 'queued'
                          and exists (select from endpoint_rest r where r.endpoint = p.endpoint and r.rest_until > now())""").params(now, pushId).update();
        return jdbc.sql("""
                        update push p
                        set state = 'sending', state_at = ?, tries = p.tries + 1,
                            lease_until = now() + cast(? as double precision) * interval '1 second'
                        from session s
                        where p.push_id = ? and p.state = 'queued' and s.session_id = p.session_id
                        returning p.push_id, p.kind, p.session_id, s.site_code, s.session_date, p.revision, p.digest,
                                  p.district, p.endpoint,
                                  (select coalesce(max(e.revision), 0) from push e
                                   where e.kind = p.kind and e.session_id = p.session_id and e.endpoint = p.endpoint
                                     and e.state = 'accepted' and e.revision < p.revision) as replaces""")
                .params(now, settings.sendingLease().toMillis() / 1000.0, pushId)
                .query((row, n) -> new ClaimedPush(
                        row.getLong("push_id"),
                        row.getString("kind"),
                        row.getString("session_id"),
                        row.getString("site_code"),
                        row.getObject("session_date", LocalDate.class),
                        row.getInt("revision"),
                        row.getInt("replaces"),
                        row.getString("digest"),
                        row.getString("district"),
                        row.getString("endpoint")))
                .optional()
                .orElse(null);
    }

    /** A newer revision came between claim and rendering: this push is over, the newer one is planned by itself. */
    @Transactional
    public void superseded(ClaimedPush push) {
        jdbc.sql(
                        "update push set state = 'superseded', state_at = ?, lease_until = null where push_id = ? and state = 'sending'")
                .params(Timestamp.from(clock.instant()), push.pushId())
                .update();
    }

    /** The endpoint has the whole list. From here on the appointments a roster names are kept. */
    @Transactional
    public void accepted(Delivery delivery) {
        ClaimedPush push = delivery.push();
        Timestamp now = Timestamp.from(clock.instant());
        int accepted = jdbc.sql("""
                        update push set state = 'accepted', state_at = ?, accepted_at = coalesce(accepted_at, ?), digest = ?, file_name = ?,
                                        lease_until = null, next_try_at = null, last_error = null
                        where push_id = ? and state <> 'accepted'""")
                .params(Arrays.asList(now, now, push.digest(), delivery.fileName(), push.pushId()))
                .update();
        if (accepted == 0) {
            return;
        }
        rests.over(push.endpoint());
        deadLetters.settle(push.kind(), Long.toString(push.pushId()));
        if (push.kind().equals(Content.ROSTERS.pushKind())) {
            if (endpoints.get(push.endpoint()).keepsIndex()) {
                indexes.wanted(push.endpoint(), push.district(), push.date());
            }
            appointments.fix(List.of(push.sessionId()));
        }
    }

    /** How many pushes are not accepted yet and still may be: pending, queued or under way. */
    public long open() {
        return jdbc.sql("select count(*) from push where state in ('pending', 'queued', 'sending')")
                .query(Long.class)
                .single();
    }
}
