package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer.Accepted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first twenty of each template on each gateway go out alone. */
class CanariesTest {

    private static final String TEMPLATE = "1000000000000000011";
    private static final Accepted TAKEN = new Accepted(Optional.empty(), "accepted", "HTTP 202");

    private final NoticeParts parts = new NoticeParts("suchi.canary.count", "20");

    @AfterEach
    void close() {
        parts.close();
    }

    private List<ClaimedNotice> submitted() {
        List<ClaimedNotice> claimed = parts.releaseAndClaim();
        claimed.forEach(notice -> parts.record(notice, TAKEN));
        return claimed;
    }

    private void delivered(List<ClaimedNotice> notices) {
        notices.forEach(notice -> parts.receipt("kannel-1", notice.reference(), "DELIVRD"));
    }

    @Test
    void the_rest_follows_when_enough_of_the_first_have_arrived() {
        parts.rows.invites(parts.rows.session("patna"), 50);

        List<ClaimedNotice> first = submitted();
        assertThat(first).hasSize(20);
        assertThat(parts.release()).isEmpty();

        delivered(first.subList(0, 15));
        assertThat(parts.release()).isEmpty();
        delivered(first.subList(15, 16));
        assertThat(parts.release()).hasSize(30);
        assertThat(parts.canaries.list()).extracting(Canaries.State::state).containsExactly("passed");
    }

    @Test
    void without_receipts_in_time_the_rest_stays_with_one_alarm_until_an_officer_releases_it() {
        parts.rows.invites(parts.rows.session("patna"), 50);
        submitted();
        parts.release();

        parts.letRealTimePass(Duration.ofMinutes(11));
        assertThat(parts.release()).isEmpty();
        assertThat(parts.release()).isEmpty();
        assertThat(parts.rows.count("select count(*) from alarm where kind = 'canary-stopped' and cleared_at is null"))
                .isOne();
        assertThat(parts.canaries.list()).extracting(Canaries.State::state).containsExactly("stopped");

        assertThat(parts.canaries.release(TEMPLATE, "kannel-1", "asha")).isTrue();
        assertThat(parts.canaries.release(TEMPLATE, "kannel-1", "asha")).isFalse();
        assertThat(parts.release()).hasSize(30);
        assertThat(parts.rows.count("select count(*) from alarm where cleared_at is null"))
                .isZero();
    }

    @Test
    void fewer_than_the_first_have_no_canary() {
        parts.rows.invites(parts.rows.session("patna"), 19);

        assertThat(parts.release()).hasSize(19);
        assertThat(parts.canaries.list()).isEmpty();
    }

    @Test
    void another_template_has_a_canary_of_its_own() {
        parts.rows.invites(parts.rows.session("patna"), 50);
        submitted();
        List<Long> english = parts.rows.invites(parts.rows.session("patna"), 30);
        parts.rows.set(
                "update notice set language = 'en' where notice_id = any(?)", (Object) english.toArray(Long[]::new));

        assertThat(parts.release()).hasSize(20).isSubsetOf(english);
    }

    @Test
    void a_probe_that_was_not_taken_may_go_again_while_the_rest_waits() {
        parts.rows.invites(parts.rows.session("patna"), 30);
        List<ClaimedNotice> first = parts.releaseAndClaim();
        first.forEach(notice -> parts.record(
                notice,
                new in.suchi.gateway.GatewayAnswer.Temporary(
                        Optional.empty(), "gateway-busy", "HTTP 503 Temporal failure, try again later.")));
        parts.letRealTimePass(Duration.ofMinutes(1));

        parts.context.getBean(GatewayHealth.class).worked("kannel-1");
        assertThat(parts.release())
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(ClaimedNotice::id).toList());
    }
}
