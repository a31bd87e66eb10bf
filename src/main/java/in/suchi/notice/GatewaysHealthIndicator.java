package in.suchi.notice;

import in.suchi.ledger.HubHealth;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says of each gateway in use how it does and what waits for it, in words. */
@Component
class GatewaysHealthIndicator implements HealthIndicator {

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Lanes lanes;
    private final GatewayHealth health;
    private final StopSwitches stops;

    GatewaysHealthIndicator(JdbcClient jdbc, DomainClock clock, Lanes lanes, GatewayHealth health, StopSwitches stops) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lanes = lanes;
        this.health = health;
        this.stops = stops;
    }

    private record Waiting(long notices, Instant firstSendBy) {
        private String words() {
            return notices == 0
                    ? "no notice waiting"
                    : "%,d notices waiting, first send-by %s".formatted(notices, HubHealth.time(firstSendBy));
        }
    }

    @Override
    public Health health() {
        Map<String, StopSwitches.Stop> stopped =
                stops.list().stream().collect(Collectors.toMap(StopSwitches.Stop::scope, Function.identity()));
        Health.Builder all = Health.up();
        for (Lane lane : lanes.all()) {
            String gateway = lane.gateway();
            GatewayHealth.Condition condition = health.of(gateway);
            StopSwitches.Stop stop = stopped.getOrDefault(StopSwitches.gateway(gateway), stopped.get(StopSwitches.ALL));
            String words;
            if (stop != null) {
                all.status(HubHealth.DEGRADED);
                words = "stopped by %s since %s (%s), "
                        .formatted(stop.byWhom(), HubHealth.time(stop.since()), stop.reason());
            } else if (condition.failing() != null) {
                all.status(HubHealth.DEGRADED);
                words = "circuit open since %s (%s), "
                        .formatted(HubHealth.time(condition.failing()), condition.lastError());
            } else {
                words = "works, ";
            }
            all.withDetail(gateway, words + waiting(gateway).words());
        }
        return all.build();
    }

    /** What is due and not taken yet: bound to this gateway, or to none. */
    private Waiting waiting(String gateway) {
        return jdbc.sql("""
                        select count(*), min(send_by) from notice
                        where state in ('scheduled', 'queued', 'submitting', 'in-doubt') and not dead and due_at <= :now
                          and (gateway is null or gateway = :gateway)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("gateway", gateway)
                .query((row, n) -> new Waiting(
                        row.getLong(1),
                        row.getTimestamp(2) == null ? null : row.getTimestamp(2).toInstant()))
                .single();
    }
}
