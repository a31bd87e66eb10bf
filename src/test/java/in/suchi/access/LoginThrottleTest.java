package in.suchi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private Instant now = Instant.parse("2021-01-13T15:30:00Z");
    private final LoginThrottle throttle = new LoginThrottle(
            new AccessSettings(true, 3, Duration.ofSeconds(2), Duration.ofSeconds(10), "name"), () -> now);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("admin", "10.0.0.1");
        }
    }

    @Test
    void aFewMistakesCostNothing() {
        fail(2);

        assertThat(throttle.wait("admin", "10.0.0.1")).isZero();
    }

    @Test
    void eachFurtherFailureCostsTwiceTheWaitUpToALimit() {
        fail(3);
        assertThat(throttle.wait("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
        fail(1);
        assertThat(throttle.wait("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
        fail(5);
        assertThat(throttle.wait("admin", "10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
        now = now.plusSeconds(10);
        assertThat(throttle.wait("admin", "10.0.0.1")).isZero();
    }

    @Test
    void othersAreNotHeldUpBySomebodysGuessing() {
        fail(9);

        assertThat(throttle.wait("admin", "10.0.0.2")).isZero();
        assertThat(throttle.wait("operator", "10.0.0.1")).isZero();
    }

    @Test
    void aSuccessForgivesTheMistakes() {
        fail(9);
        throttle.succeeded("admin", "10.0.0.1");

        assertThat(throttle.wait("admin", "10.0.0.1")).isZero();
    }
}
