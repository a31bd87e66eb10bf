package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StillFilesTest {

    private long now;
    private final StillFiles still = new StillFiles(Duration.ofSeconds(2), () -> now);

    @Test
    void a_file_stands_still_when_it_looks_the_same_two_seconds_later() {
        assertThat(still.contains("a.csv", 10, 1)).isFalse();
        later(Duration.ofMillis(1_900));
        assertThat(still.contains("a.csv", 10, 1)).isFalse();
        later(Duration.ofMillis(100));
        assertThat(still.contains("a.csv", 10, 1)).isTrue();
    }

    @Test
    void a_file_that_grows_or_is_touched_begins_anew_and_holds_up_no_other() {
        still.contains("grows.csv", 10, 1);
        still.contains("touched.csv", 10, 1);
        still.contains("whole.csv", 10, 1);
        later(Duration.ofSeconds(2));

        assertThat(still.contains("grows.csv", 11, 1)).isFalse();
        assertThat(still.contains("touched.csv", 10, 2)).isFalse();
        assertThat(still.contains("whole.csv", 10, 1)).isTrue();
        later(Duration.ofSeconds(2));
        assertThat(still.contains("grows.csv", 11, 1)).isTrue();
        assertThat(still.contains("touched.csv", 10, 2)).isTrue();
    }

    @Test
    void an_empty_file_may_be_about_to_be_written() {
        still.contains("empty.csv", 0, 1);
        later(Duration.ofSeconds(59));
        assertThat(still.contains("empty.csv", 0, 1)).isFalse();
        later(Duration.ofSeconds(1));
        assertThat(still.contains("empty.csv", 0, 1)).isTrue();
    }

    private void later(Duration time) {
        now += time.toNanos();
    }
}
