package in.suchi.ledger;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Standing alarms: one per kind and subject however often the cause recurs, until it is cleared. A message is a sentence for an
 * officer and never holds a name or a number.
 */
@Component
public class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Alarms(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Raises the alarm unless it stands already (its message is then brought up to date). */
    public void raise(String kind, String subject, String message) {
        int raised = jdbc.sql("""
                        insert into alarm (kind, subject, message, since) values (?, ?, ?, ?)
                        on conflict (kind, subject) where cleared_at is null do nothing""")
                .params(kind, subject, message, Timestamp.from(clock.instant()))
                .update();
        if (raised == 1) {
            LOG.warn("alarm {} {}: {}", kind, subject, message);
        } else {
            jdbc.sql(
                            "update alarm set message = ? where kind = ? and subject = ? and cleared_at is null and message <> ?")
                    .params(message, kind, subject, message)
                    .update();
        }
    }

    /** Clears the alarm if it stands. */
    public void clear(String kind, String subject) {
        int cleared = jdbc.sql("update alarm set cleared_at = ? where kind = ? and subject = ? and cleared_at is null")
                .params(Timestamp.from(clock.instant()), kind, subject)
                .update();
        if (cleared > 0) {
            LOG.info("alarm {} {} is over", kind, subject);
        }
    }
}
