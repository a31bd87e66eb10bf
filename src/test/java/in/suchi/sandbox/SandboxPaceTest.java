package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SandboxPaceTest {

    private static final Instant START = Instant.parse("2021-01-13T15:30:00Z");

    private long now;
    private final SandboxPace pace = new SandboxPace(START, Duration.ofSeconds(2), () -> now);

    @Test
    void an_hour_takes_two_seconds() {
        assertThat(pace.allows(START)).isFalse();
        later(Duration.ofMillis(500));
        assertThat(pace.allows(START)).isTrue();
        assertThat(pace.allows(START.plus(SandboxClock.STEP))).isFalse();
        later(Duration.ofMillis(1_500));
        assertThat(pace.allows(START.plus(Duration.ofMinutes(45)))).isTrue();
        assertThat(pace.allows(START.plus(Duration.ofMinutes(60)))).isFalse();
    }

    @Test
    void after_standing_for_work_it_catches_up_and_never_gets_ahead() {
        later(Duration.ofSeconds(10));
        assertThat(pace.allows(START)).isTrue();
        assertThat(pace.allows(START.plus(Duration.ofMinutes(4 * 60 + 45)))).isTrue();
        assertThat(pace.allows(START.plus(Duration.ofMinutes(5 * 60)))).isFalse();
    }

    private void later(Duration time) {
        now += time.toNanos();
    }
}
