package in.suchi.district;

import in.suchi.ledger.Alarms;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Endpoints that cannot take anything at the moment. Their work waits without losing tries; one alarm stands for each until
 * it takes something again.
 */
@Component
class EndpointRests {

    /** Below this many failures in a row an unreachable endpoint is a hiccup and no alarm. */
    private static final int ALARMING = 3;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Alarms alarms;
    private final PushSettings settings;

    EndpointRests(JdbcClient jdbc, DomainClock clock, Alarms alarms, PushSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.alarms = alarms;
        this.settings = settings;
    }

    void rest(String endpoint, String district, PushAnswer answer) {
        PushFailure failure = answer.failure();
        int failures = jdbc.sql("""
                        insert into endpoint_rest as r (endpoint, district, reason, failures, since, rest_until)
                        values (?, ?, ?, 1, ?, now())
                        on conflict (endpoint) do update
                        set failures = case when r.reason = excluded.reason then r.failures + 1 else 1 end, reason = excluded.reason
                        returning failures""")
                .params(endpoint, district, failure.key(), Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        Duration ours = failure.burnsTry() ? settings.waitAfter(failures) : settings.probeEvery();
        Duration wait =
                answer.asked().filter(asked -> asked.compareTo(ours) > 0).orElse(ours);
        jdbc.sql(
                        "update endpoint_rest set rest_until = now() + cast(? as double precision) * interval '1 second' where endpoint = ?")
                .params(wait.toMillis() / 1000.0, endpoint)
                .update();
        if (!failure.burnsTry() || failures >= ALARMING) {
            alarms.raise(
                    "endpoint-paused",
                    endpoint,
                    "The endpoint %s of the district %s takes nothing: %s. Its work waits and goes on by itself."
                            .formatted(endpoint, district, failure.remedy()));
        }
    }

    /** The endpoint took something. */
    void over(String endpoint) {
        int rested = jdbc.sql("delete from endpoint_rest where endpoint = ?")
                .param(endpoint)
                .update();
        if (rested > 0) {
            alarms.clear("endpoint-paused", endpoint);
        }
    }
}
