package in.suchi.runtime;

import in.suchi.ledger.HubHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.activemq.broker.BrokerService;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * How full the embedded broker's store is. A full store refuses messages after five seconds instead of blocking whoever sends: the work
 * stays in the ledger and comes again, and here it is said why.
 */
@Component
@ConditionalOnProperty(name = "suchi.broker.embedded", havingValue = "true", matchIfMissing = true)
class BrokerStoreHealthIndicator implements HealthIndicator {

    private static final int NEARLY_FULL = 80;

    private final BrokerService broker;

    BrokerStoreHealthIndicator(BrokerService broker, MeterRegistry meters) {
        this.broker = broker;
        Gauge.builder("suchi.broker.store.percent", this, BrokerStoreHealthIndicator::percent)
                .description("how much of its limit the embedded broker's store takes")
                .register(meters);
    }

    private int percent() {
        return broker.getSystemUsage().getStoreUsage().getPercentUsage();
    }

    @Override
    public Health health() {
        int percent = percent();
        if (percent < NEARLY_FULL) {
            return Health.up().withDetail("store", percent + " % used").build();
        }
        return Health.status(HubHealth.DEGRADED)
                .withDetail(
                        "store",
                        ("%d %% used: at 100 %% new messages are refused and their work waits in the ledger. See which queue is long"
                                        + " (nobody reads it, or its dead letters are many), or raise suchi.broker.store-megabytes")
                                .formatted(percent))
                .build();
    }
}
