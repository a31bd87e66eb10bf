package in.suchi.district;

import in.suchi.deadletter.DeadLetters;
import in.suchi.deadletter.FailedWork;
import in.suchi.deadletter.FailureHandler;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a failed push does: waits with its endpoint where that is the cause, is tried again later, or becomes a dead letter of
 * its district.
 */
@Component
class PushFailures implements FailureHandler {

    private record Row(String state, int tries, String district, String endpoint) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final PushSettings settings;
    private final EndpointRests rests;
    private final RosterIndexes indexes;
    private final DistrictEndpoints endpoints;
    private final DeadLetters deadLetters;

    PushFailures(
            JdbcClient jdbc,
            DomainClock clock,
            PushSettings settings,
            EndpointRests rests,
            RosterIndexes indexes,
            DistrictEndpoints endpoints,
            DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.rests = rests;
        this.indexes = indexes;
        this.endpoints = endpoints;
        this.deadLetters = deadLetters;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("roster", "callsheet", "index");
    }

    @Override
    @Transactional
    public void failed(FailedWork work) {
        PushAnswer answer = PushAnswer.of(work.cause());
        PushFailure failure = answer.failure();
        if (work.kind().equals("index")) {
            String endpoint = work.subject().replaceFirst("/.*", "");
            endpoints
                    .find(endpoint)
                    .filter(of -> failure.ofEndpoint())
                    .ifPresent(of -> rests.rest(endpoint, of.district(), answer));
            indexes.failed(work.subject(), failure, work.error());
            return;
        }
        long pushId = Long.parseLong(work.subject());
        Row row = jdbc.sql("select state, tries, district, endpoint from push where push_id = ? for update")
                .param(pushId)
                .query(Row.class)
                .single();
        if (!row.state().equals("sending")) {
            return; // failed before it was claimed, or another consumer has it since: its lease decides
        }
        if (failure.ofEndpoint()) {
            rests.rest(row.endpoint(), row.district(), answer);
        }
        int tries = failure.burnsTry() ? row.tries() : row.tries() - 1;
        if (failure.isFinal() || failure.burnsTry() && tries >= settings.tries()) {
            set(pushId, "dead", tries, null, work.error());
            String queue = PushMessage.queueOf(work.kind(), row.district());
            deadLetters.open(queue, work.kind(), work.subject(), row.district(), failure.key(), work.error(), tries);
        } else {
            Double wait = failure.burnsTry() ? settings.waitAfter(tries).toMillis() / 1000.0 : null;
            set(pushId, "pending", tries, wait, work.error());
        }
    }

    private void set(long pushId, String state, int tries, Double waitSeconds, String error) {
        jdbc.sql("""
                        update push set state = ?, state_at = ?, tries = ?, lease_until = null, last_error = ?,
                                        next_try_at = now() + cast(? as double precision) * interval '1 second'
                        where push_id = ?""")
                .params(java.util.Arrays.asList(
                        state, Timestamp.from(clock.instant()), tries, error, waitSeconds, pushId))
                .update();
    }

    @Override
    @Transactional
    public String putBack(String kind, String subject) {
        if (kind.equals("index")) {
            return "an index is written again by itself with the next roster";
        }
        long pushId = Long.parseLong(subject);
        int put = jdbc.sql("""
                        update push p set state = 'pending', state_at = ?, tries = 0, next_try_at = null, lease_until = null
                        where push_id = ? and state = 'dead' and p.revision >= case p.kind
                              when 'roster' then (select r.revision from roster r where r.session_id = p.session_id)
                              else (select c.revision from callsheet c where c.session_id = p.session_id) end""").params(Timestamp.from(clock.instant()), pushId).update();
        return put == 1 ? null : whyNot(pushId);
    }

    /** The endpoint has accepted another push since. */
    @Override
    public Set<String> mended(String kind, Map<String, Instant> failedAt) {
        return Set.copyOf(jdbc.sql("""
                        select cast(p.push_id as text) from unnest(:subjects, :failedAt) as f (subject, failed_at)
                        join push p on p.push_id = cast(f.subject as bigint) and p.state = 'dead'
                        where exists (select from push other where other.endpoint = p.endpoint and other.accepted_at > f.failed_at)""")
                .param("subjects", failedAt.keySet().toArray(String[]::new))
                .param(
                        "failedAt",
                        failedAt.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .query(String.class)
                .list());
    }

    private String whyNot(long pushId) {
        return jdbc.sql("""
                        select case
                          when p.state in ('pending', 'queued', 'sending') then 'it is being sent again already'
                          when p.state = 'accepted' then 'revision ' || p.revision || ' was accepted already'
                          else 'superseded by revision ' || case p.kind
                              when 'roster' then (select r.revision from roster r where r.session_id = p.session_id)
                              else (select c.revision from callsheet c where c.session_id = p.session_id) end end
                        from push p where push_id = ?""")
                .param(pushId)
                .query(String.class)
                .optional()
                .orElse("there is no push " + pushId + " any more");
    }
}
