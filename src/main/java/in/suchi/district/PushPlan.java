package in.suchi.district;

import in.suchi.deadletter.DeadLetters;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One push for the current revision of each roster and call sheet and each endpoint that gets it; older ones are dropped. */
@Component
class PushPlan {

    /** Sessions older than this have no reader any more. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final PushSettings settings;
    private final DeadLetters deadLetters;
    private final PushTargets targets;

    PushPlan(JdbcClient jdbc, DomainClock clock, PushSettings settings, PushTargets targets, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.targets = targets;
    }

    @Transactional
    void plan() {
        dropSuperseded("roster");
        dropSuperseded("callsheet");
        Timestamp now = Timestamp.from(clock.instant());
        // A cancelled session is told only to those who had its roster; an empty call sheet likewise.
        insert("roster", "s.status = 'planned' or told.pushes > 0", now);
        insert("callsheet", "d.people > 0 or told.pushes > 0", now);
    }

    private void insert(String kind, String condition, Timestamp now) {
        PushTargets.Columns who = targets.now();
        jdbc.sql("""
                        insert into push (kind, session_id, revision, district, endpoint, state, digest, made_at, state_at)
                        select :kind, d.session_id, d.revision, s.district, t.endpoint, 'pending', d.digest, :now, :now
                        from %s d
                        join session s using (session_id)
                        join unnest(:districts, :endpoints, :kinds, :sites) as t (district, endpoint, kind, site_code)
                          on t.kind = :kind and t.district = s.district and (t.site_code is null or t.site_code = s.site_code)
                        left join lateral (
                            select max(p.revision) as revision, count(*) as pushes from push p
                            where p.kind = :kind and p.session_id = d.session_id and p.endpoint = t.endpoint) told on true
                        where s.starts_at between :oldest and :horizon and coalesce(told.revision, 0) < d.revision and (%s)
                        on conflict do nothing""".formatted(kind, condition))
                .param("kind", kind)
                .param("now", now)
                .param("horizon", Timestamp.from(clock.instant().plus(settings.lead())))
                .param("oldest", Timestamp.from(clock.instant().minus(FORGOTTEN)))
                .param("districts", who.districts())
                .param("endpoints", who.endpoints())
                .param("kinds", who.kinds())
                .param("sites", who.sites())
                .update();
    }

    private void dropSuperseded(String kind) {
        List<Long> dead =
                jdbc.sql("""
                        select p.push_id from push p join %s d using (session_id)
                        where p.kind = ? and p.state = 'dead' and p.revision < d.revision""".formatted(kind)).param(kind).query(Long.class).list();
        dead.forEach(id -> deadLetters.settle(kind, Long.toString(id)));
        jdbc.sql("""
                        update push p set state = 'superseded', state_at = ?, lease_until = null, next_try_at = null
                        from %s d
                        where p.kind = ? and p.state in ('pending', 'queued', 'dead')
                          and d.session_id = p.session_id and p.revision < d.revision""".formatted(kind))
                .params(Timestamp.from(clock.instant()), kind)
                .update();
    }
}
