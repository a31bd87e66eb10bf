package in.suchi.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How far the domain clock of the sandbox may be by now: an hour of it in so much real time. Where it had to stand for work it
 * catches up afterwards, as fast as the hub finds nothing to do.
 */
final class SandboxPace {

    private final Instant from;
    private final double perNano;
    private final LongSupplier nanos;
    private final long begun;

    /**
     * @param from where the domain clock stands now
     * @param hour real time of an hour of domain time
     * @param nanos real time, of which only differences count
     */
    SandboxPace(Instant from, Duration hour, LongSupplier nanos) {
        this.from = from;
        this.perNano = (double) Duration.ofHours(1).toNanos() / hour.toNanos();
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Whether the clock, standing there, may go on by a step. */
    boolean allows(Instant clock) {
        Duration allowed = Duration.ofNanos((long) ((nanos.getAsLong() - begun) * perNano));
        return !clock.plus(SandboxClock.STEP).isAfter(from.plus(allowed));
    }
}
