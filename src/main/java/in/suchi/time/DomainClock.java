package in.suchi.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time in which sessions are held, notices are due and lists are late. In pilot and production it is the real time;
 * in sandbox and drill it can be moved. Leases, back-off and timeouts never use it.
 */
public final class DomainClock extends Clock {

    /** The zone of every session, deadline and file name. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private final boolean movable;
    private final ZoneId zone;
    private volatile Duration offset = Duration.ZERO;
    private volatile Instant frozenAt;

    private DomainClock(boolean movable, ZoneId zone) {
        this.movable = movable;
        this.zone = zone;
    }

    /** A clock that is the real time for ever. */
    public static DomainClock real() {
        return new DomainClock(false, ZONE);
    }

    /** A clock that stands still at the given instant until it is moved. */
    public static DomainClock movable(Instant start) {
        DomainClock clock = new DomainClock(true, ZONE);
        clock.frozenAt = start;
        return clock;
    }

    public boolean isMovable() {
        return movable;
    }

    /** Sets the clock and lets it stand there. */
    public void moveTo(Instant instant) {
        requireMovable();
        frozenAt = instant;
    }

    /** Lets the clock go on at real speed from where it stands. */
    public void run() {
        requireMovable();
        Instant at = instant();
        offset = Duration.between(Instant.now(), at);
        frozenAt = null;
    }

    private void requireMovable() {
        if (!movable) {
            throw new IllegalStateException("the domain clock is the real time here; only sandbox and drill move it");
        }
    }

    @Override
    public Instant instant() {
        Instant frozen = frozenAt;
        return frozen != null ? frozen : Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new Zoned(this, other);
    }

    private static final class Zoned extends Clock {
        private final Clock clock;
        private final ZoneId zone;

        Zoned(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Zoned(clock, other);
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
