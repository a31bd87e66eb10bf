package in.suchi.district;

import in.suchi.ledger.HubHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says which districts' and sites' endpoints take nothing at the moment, since when, and what waits for them. */
@Component
class EndpointsHealthIndicator implements HealthIndicator {

    private final JdbcClient jdbc;
    private final DistrictEndpoints endpoints;

    EndpointsHealthIndicator(JdbcClient jdbc, DistrictEndpoints endpoints) {
        this.jdbc = jdbc;
        this.endpoints = endpoints;
    }

    @Override
    public Health health() {
        Health.Builder all = Health.up();
        long resting = jdbc.sql("""
                        select r.endpoint, r.reason, r.since, r.failures,
                               (select count(*) from push p where p.endpoint = r.endpoint
                                  and p.state in ('pending', 'queued', 'sending')) as waiting
                        from endpoint_rest r order by r.endpoint""")
                .query((row, n) -> all.status(HubHealth.DEGRADED)
                        .withDetail(
                                row.getString("endpoint"),
                                "%s since %s, %d tries, %,d lists waiting"
                                        .formatted(
                                                row.getString("reason"),
                                                HubHealth.time(row.getTimestamp("since")
                                                        .toInstant()),
                                                row.getInt("failures"),
                                                row.getLong("waiting"))))
                .list()
                .size();
        return all.withDetail("working", endpoints.all().size() - resting).build();
    }
}
