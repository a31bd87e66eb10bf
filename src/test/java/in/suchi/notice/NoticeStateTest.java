package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticeStateTest {
    @Test
    void the_states_are_those_of_the_balance_of_notices() {
        assertThat(Stream.of(NoticeState.values()).map(NoticeState::wireName))
                .containsExactly(
                        "no-number",
                        "scheduled",
                        "queued",
                        "submitting",
                        "in-doubt",
                        "submitted",
                        "delivered",
                        "undelivered",
                        "refused",
                        "expired",
                        "cancelled");
        assertThat(NoticeState.ofWireName("in-doubt")).contains(NoticeState.IN_DOUBT);
        assertThat(NoticeState.ofWireName("IN_DOUBT")).isEmpty();
    }

    @Test
    void six_states_are_final_and_submitted_without_a_receipt_is_not_one_of_them() {
        assertThat(NoticeState.values())
                .filteredOn(NoticeState::isFinal)
                .extracting(NoticeState::wireName)
                .containsExactly("no-number", "delivered", "undelivered", "refused", "expired", "cancelled");
    }

    @Test
    void every_kind_has_its_wire_name() {
        assertThat(NoticeKind.values())
                .extracting(NoticeKind::wireName)
                .containsExactly("invite", "change", "cancellation", "reminder");
        assertThat(NoticeKind.ofWireName("invite")).contains(NoticeKind.INVITE);
    }
}
