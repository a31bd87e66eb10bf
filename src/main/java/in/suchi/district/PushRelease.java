package in.suchi.district;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes what is due, in small windows for each endpoint, and what a lost message or a killed hub left behind. */
@Component
class PushRelease {

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final PushSettings settings;
    private final String[] known;

    PushRelease(JdbcClient jdbc, DomainClock clock, PushSettings settings, DistrictEndpoints endpoints) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.known = endpoints.all().stream().map(of -> of.endpoint().id()).toArray(String[]::new);
    }

    @Transactional
    List<PushMessage> release() {
        List<PushMessage> messages = new ArrayList<>(pushes());
        messages.addAll(indexes());
        return messages;
    }

    /** A resting endpoint gets nothing; one whose rest is over gets a single push that probes it. */
    private List<PushMessage> pushes() {
        return jdbc.sql("""
                        with busy as (
                            select endpoint, count(*) as pushes from push
                            where state in ('queued', 'sending') and lease_until > now() group by endpoint),
                        due as (
                            select p.push_id, p.endpoint,
                                   row_number() over (partition by p.endpoint order by s.starts_at, p.push_id) as place
                            from push p join session s using (session_id)
                            where p.endpoint = any(:known)
                              and (p.state = 'pending' and (p.next_try_at is null or p.next_try_at <= now())
                                   or p.state in ('queued', 'sending') and p.lease_until <= now()))
                        update push p
                        set state = 'queued', state_at = :now, next_try_at = null,
                            lease_until = now() + cast(:lease as double precision) * interval '1 second'
                        from due
                        left join busy on busy.endpoint = due.endpoint
                        left join endpoint_rest r on r.endpoint = due.endpoint
                        where p.push_id = due.push_id
                          and due.place <= case when r.endpoint is null then :window - coalesce(busy.pushes, 0)
                                                when r.rest_until <= now() and busy.pushes is null then 1
                                                else 0 end
                          and (p.state = 'pending' or p.state in ('queued', 'sending') and p.lease_until <= now())
                        returning p.kind, p.push_id, p.district, p.endpoint""")
                .param("known", known)
                .param("now", Timestamp.from(clock.instant()))
                .param("lease", settings.queuedLease().toMillis() / 1000.0)
                .param("window", settings.window())
                .query((row, n) -> PushMessage.of(
                        row.getString("kind"),
                        row.getString("push_id"),
                        row.getString("district"),
                        row.getString("endpoint")))
                .list();
    }

    /** An index is written when the endpoint has no other push of that date under way, or has waited long enough. */
    private List<PushMessage> indexes() {
        return jdbc.sql("""
                        update roster_index i set lease_until = now() + cast(:lease as double precision) * interval '1 second'
                        where i.wanted > i.written and i.endpoint = any(:known)
                          and (i.next_try_at is null or i.next_try_at <= now())
                          and (i.lease_until is null or i.lease_until <= now())
                          and not exists (select from endpoint_rest r where r.endpoint = i.endpoint and r.rest_until > now())
                          and (i.wanted_at <= now() - cast(:wait as double precision) * interval '1 second'
                               or not exists (
                                  select from push p join session s using (session_id)
                                  where p.kind = 'roster' and p.endpoint = i.endpoint and p.district = i.district
                                    and s.session_date = i.session_date
                                    and (p.state in ('queued', 'sending')
                                         or p.state = 'pending' and (p.next_try_at is null or p.next_try_at <= now()))))
                        returning endpoint, session_date, district""")
                .param("known", known)
                .param("lease", settings.queuedLease().toMillis() / 1000.0)
                .param("wait", settings.indexWait().toMillis() / 1000.0)
                .query((row, n) -> PushMessage.of(
                        "index",
                        row.getString("endpoint") + "/" + row.getString("session_date"),
                        row.getString("district"),
                        row.getString("endpoint")))
                .list();
    }
}
