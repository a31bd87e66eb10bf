package in.suchi.ledger;

import in.suchi.time.DomainClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a watching system has to know of the ledger's work: counted when it asks, so never older than the question. */
@Component
class LedgerGauges {

    private static final String[] OPEN_NOTICES = {"scheduled", "queued", "submitting", "in-doubt"};
    private static final String[] OPEN_PUSHES = {"pending", "queued", "sending"};

    private final JdbcClient jdbc;
    private final DomainClock clock;

    LedgerGauges(JdbcClient jdbc, DomainClock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        gauge(meters, "suchi.alarms.open", "alarms that stand", "select count(*) from alarm where cleared_at is null");
        gauge(
                meters,
                "suchi.dead.letters.open",
                "dead letters nobody has dealt with",
                "select count(*) from dead_letter where state = 'open'");
        gauge(
                meters,
                "suchi.people.held",
                "people without a site, for whom somebody has to decide",
                "select count(*) from held");
        Gauge.builder("suchi.notices.late", this, LedgerGauges::lateNotices)
                .description("notices that should have been sent by now and are still open")
                .register(meters);
        for (String state : OPEN_NOTICES) {
            gauge(meters, "suchi.notices.open", "notices under way", Tags.of("state", state), """
                    select count(*) from notice where state = '%s'""".formatted(state));
        }
        for (String state : OPEN_PUSHES) {
            gauge(meters, "suchi.pushes.open", "lists under way to districts", Tags.of("state", state), """
                    select count(*) from push where state = '%s'""".formatted(
                            state));
        }
    }

    private void gauge(MeterRegistry meters, String name, String description, String sql) {
        gauge(meters, name, description, Tags.empty(), sql);
    }

    private void gauge(MeterRegistry meters, String name, String description, Tags tags, String sql) {
        Gauge.builder(name, jdbc, client -> client.sql(sql).query(Long.class).single())
                .description(description)
                .tags(tags)
                .register(meters);
    }

    private double lateNotices() {
        return jdbc.sql("select count(*) from notice where state = any(?) and send_by < ?")
                .params(OPEN_NOTICES, Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }
}
