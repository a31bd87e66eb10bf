package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.sandbox.GatewaySettings;
import in.suchi.sandbox.KannelPeer;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What gateways do to those who trust them: each trap with a gateway that springs it as the real one was seen to. (Hindi without its
 * coding cannot be sent: a profile that does not say how Hindi is marked is refused, see {@code gateway-profiles-refused.yaml}, and
 * so is a text that is not marked, see {@code GatewayRequestTest}.)
 */
@CamelSpringBootTest
@DirtiesContext
class GatewayTrapsTest extends HubTest {

    private static final KannelPeer KANNEL = new KannelPeer(GatewaySettings.of("suchi", "sandbox"));

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        KANNEL.start();
        registry.add("suchi.gateways.kannel-1.url", () -> KANNEL.submitUrl().toString());
        registry.add("suchi.gateways.kannel-1.per-second", () -> "200");
        registry.add("suchi.gateways.kannel-1.first-wait", () -> "200ms");
        registry.add("suchi.gateways.kannel-1.longest-wait", () -> "400ms");
        // longer than any test: what is in doubt is resolved by its receipt or not at all
        registry.add("suchi.gateways.kannel-1.try-again-after", () -> "1h");
        registry.add("suchi.gateways.kannel-1.answer-timeout", () -> "1s");
        registry.add("suchi.dispatch.back-off", () -> "200ms");
        registry.add("suchi.dispatch.longest-back-off", () -> "400ms");
        registry.add("suchi.canary.count", () -> "0");
        registry.add("suchi.routes.release-notices-period", () -> "100");
        registry.add("suchi.routes.find-receipts-period", () -> "500");
    }

    @AfterAll
    static void close() {
        KANNEL.close();
    }

    @Autowired
    DomainClock clock;

    private NoticeRows rows;

    @BeforeEach
    void quietBeforeTheTest() {
        KANNEL.repair();
        clock.moveTo(NoticeRows.DUE.minus(Duration.ofHours(1)));
        rows = new NoticeRows(jdbc);
        rows.clear();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private List<Long> due(int number) {
        List<Long> notices = rows.invites(rows.session("araria"), number);
        clock.moveTo(NoticeRows.DUE);
        return notices;
    }

    private void become(List<Long> notices, String state) {
        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of(state, notices.size())));
    }

    @Test
    void an_empty_text_which_kannel_would_send_as_an_empty_sms_never_leaves_the_hub() {
        long before = KANNEL.accepted();
        List<Long> notices = rows.invites(rows.session("araria"), 3);
        rows.set(
                "update notice set text = ' ', template = '1000000000000000011', segments = 1 where notice_id = ?",
                notices.get(1));
        clock.moveTo(NoticeRows.DUE);

        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of("delivered", 2, "refused", 1)));

        assertThat(KANNEL.accepted() - before).isEqualTo(2);
        assertThat(rows.state(notices.get(1))).isEqualTo("refused");
        assertThat(rows.count("select count(*) from dead_letter where reason = 'not-composed' and state = 'open'"))
                .isOne();
    }

    @Test
    void hindi_stands_on_the_handset_as_hindi() {
        int before = KANNEL.messages().size();
        become(due(3), "delivered");

        assertThat(KANNEL.messages().stream().skip(before)).hasSize(3).allSatisfy(message -> {
            assertThat(message.text()).contains("कोविड टीकाकरण").doesNotContain("?");
            assertThat(message.coding()).isEqualTo(2);
        });
    }

    @Test
    void after_a_timeout_the_message_is_in_doubt_and_the_one_kannel_sends_late_is_the_only_one() {
        KANNEL.hang(true);
        List<Long> notices = due(5);
        become(notices, "in-doubt");
        assertThat(rows.count("select count(*) from attempt where state = 'in-doubt' and doubt_since is not null"))
                .isEqualTo(5);

        KANNEL.hang(false);

        become(notices, "delivered");
        notices.forEach(id -> assertThat(KANNEL.accepted(rows.reference(id)))
                .as("sent late and once")
                .isOne());
        assertThat(rows.count("select count(*) from attempt where possibly_twice"))
                .isZero();
        assertThat(rows.count("select count(*) from dead_letter")).isZero();
    }

    @Test
    void an_answer_that_got_lost_is_no_reason_to_send_again_while_the_receipt_may_come() {
        KANNEL.faults().cutAfterAccept(1);
        List<Long> notices = due(5);

        become(notices, "delivered");

        notices.forEach(id -> assertThat(KANNEL.accepted(rows.reference(id))).isOne());
    }

    @Test
    void receipts_that_a_restart_of_the_gateway_lost_are_not_waited_for_and_nothing_is_sent_twice() {
        KANNEL.faults().loseReceipts(1);
        List<Long> notices = due(5);
        become(notices, "submitted");

        KANNEL.down(true);
        KANNEL.down(false);
        KANNEL.repair();
        // connections that the restart broke are found out after a second; a request on one of them would be in doubt
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        List<Long> later = rows.invites(rows.session("araria"), 3);

        become(later, "delivered");
        assertThat(rows.states(notices))
                .as("taken, and not known to have arrived: they count as not reached")
                .isEqualTo(Map.of("submitted", 5));
        notices.forEach(id -> assertThat(KANNEL.accepted(rows.reference(id))).isOne());
        assertThat(rows.count("select count(*) from notice where next_try_at > now() or lease_until is not null"))
                .as("nobody waits")
                .isZero();
        assertThat(rows.count("select count(*) from dead_letter")).isZero();
    }
}
