package in.suchi.sandbox;

import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves the domain clock of sandbox and drill, a step at a time, and lets it stand while work is due and not done or
 * receipts are on their way. Where it stands is kept in the ledger, so that a restart goes on from there.
 */
final class SandboxClock {

    static final Duration STEP = Duration.ofMinutes(15);
    private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);

    private final DomainClock clock;
    private final JdbcClient jdbc;
    private final OpenWork work;
    private final LongSupplier receiptsPending;
    private final Duration patience;
    private final Duration step;
    private Instant standingSince;

    /**
     * @param receiptsPending receipts the gateway still has to send
     * @param patience for how long it stands still at most
     */
    SandboxClock(DomainClock clock, JdbcClient jdbc, OpenWork work, LongSupplier receiptsPending, Duration patience) {
        this(clock, jdbc, work, receiptsPending, patience, STEP);
    }

    /** @param step of domain time, at most an hour: call sheets are revised hourly */
    SandboxClock(
            DomainClock clock,
            JdbcClient jdbc,
            OpenWork work,
            LongSupplier receiptsPending,
            Duration patience,
            Duration step) {
        this.step = step;
        this.clock = clock;
        this.jdbc = jdbc;
        this.work = work;
        this.receiptsPending = receiptsPending;
        this.patience = patience;
        jdbc.sql("select at from domain_clock")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional()
                .filter(at -> at.isAfter(clock.instant()))
                .ifPresent(clock::moveTo);
    }

    /** One step on if nothing is due; otherwise it stands. @return whether it moved */
    boolean step() {
        long receipts = receiptsPending.getAsLong();
        if (receipts > 0 || work.isOpen()) {
            Instant now = Instant.now();
            if (standingSince == null) {
                standingSince = now;
            }
            if (Duration.between(standingSince, now).compareTo(patience) < 0) {
                return false;
            }
            LOG.warn(
                    "the domain clock goes on although there is open work: {}, {} receipts to come",
                    work.count(),
                    receipts);
        }
        standingSince = null;
        Instant next = clock.instant().plus(step);
        clock.moveTo(next);
        jdbc.sql("insert into domain_clock (at) values (?) on conflict (only_row) do update set at = excluded.at")
                .param(java.sql.Timestamp.from(next))
                .update();
        return true;
    }
}
