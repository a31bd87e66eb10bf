package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.sandbox.GatewaySettings;
import in.suchi.sandbox.KannelPeer;
import in.suchi.sandbox.SmsMessage;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The shipped route 52 between its neighbours, with a gateway that answers as Kannel does: from notices in the ledger to receipts
 * in the ledger, and what may go wrong on the way.
 */
@CamelSpringBootTest
@DirtiesContext
class SendNoticeRouteTest extends HubTest {

    static final KannelPeer KANNEL = new KannelPeer(GatewaySettings.of("suchi", "sandbox"));

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        KANNEL.start();
        registry.add("suchi.gateways.kannel-1.url", () -> KANNEL.submitUrl().toString());
        registry.add("suchi.gateways.kannel-1.per-second", () -> "50");
        registry.add("suchi.gateways.kannel-1.first-wait", () -> "200ms");
        registry.add("suchi.gateways.kannel-1.longest-wait", () -> "400ms");
        registry.add("suchi.gateways.kannel-1.try-again-after", () -> "1s");
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
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    StopSwitches stops;

    @Autowired
    CamelContext camel;

    NoticeRows rows;

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

    private void settle(List<Long> notices, String state) {
        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of(state, notices.size())));
    }

    @Test
    void people_are_told_by_sms_and_the_receipt_says_so() {
        List<Long> notices = due(5);

        settle(notices, "delivered");

        SmsMessage message = KANNEL.messages().stream()
                .filter(m -> m.to().equals("91" + rows.mobileOf(notices.get(0))))
                .findFirst()
                .orElseThrow();
        assertThat(message.text())
                .isEqualTo(
                        "कोविड टीकाकरण: 16 जनवरी को सुबह 9:00 बजे अनु. अस्पताल फारबिसगंज आएँ। फोटो पहचान पत्र साथ लाएँ। मदद 104");
        assertThat(message.reference()).isEqualTo(rows.reference(notices.get(0)));
        assertThat(KANNEL.accepted(message.reference())).isOne();
        assertThat(rows.count("select count(*) from appointment where fixed_at is not null"))
                .isEqualTo(5);
        assertThat(camel.getRoute("send-notice-kannel-1").getDescription()).isNotBlank();
    }

    @Test
    void the_agreed_rate_is_never_exceeded() {
        int before = KANNEL.messages().size();
        List<Long> notices = due(160);

        settle(notices, "delivered");

        List<Long> at = KANNEL.messages().stream()
                .skip(before)
                .map(m -> m.at().toEpochMilli())
                .sorted()
                .toList();
        List<Integer> inOneSecond = new ArrayList<>();
        for (long from : at) {
            inOneSecond.add(
                    (int) at.stream().filter(t -> t >= from && t < from + 900).count());
        }
        assertThat(inOneSecond).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(62));
        assertThat(at.get(at.size() - 1) - at.get(0)).isGreaterThan(2_000);
    }

    @Test
    void what_the_gateway_did_not_take_is_tried_again_under_the_same_reference() {
        KANNEL.faults().refuseNext(7);
        List<Long> notices = due(5);

        settle(notices, "delivered");

        assertThat(rows.count("select count(*) from attempt")).isEqualTo(5);
        assertThat(rows.count("select sum(tries) from attempt")).isEqualTo(12);
        assertThat(rows.count("select count(*) from attempt where possibly_twice"))
                .isZero();
    }

    @Test
    void tries_end_with_a_dead_letter_and_a_retry_sends_it_after_all() {
        KANNEL.faults().refuseShare(1);
        List<Long> notices = due(3);

        soon().untilAsserted(() -> assertThat(
                        rows.count(
                                "select count(*) from dead_letter where kind = 'notice' and reason = 'tries-exhausted' and state = 'open' and district = 'araria'"))
                .isEqualTo(3));
        assertThat(rows.states(notices)).isEqualTo(Map.of("scheduled", 3));

        KANNEL.repair();
        NoticeFailures failures = new NoticeFailures(jdbc, clock);
        notices.forEach(
                id -> assertThat(failures.putBack("notice", id.toString())).isNull());
        settle(notices, "delivered");
        assertThat(rows.count("select count(*) from dead_letter where state in ('open', 'retried')"))
                .isZero();
        assertThat(failures.putBack("notice", notices.get(0).toString())).contains("has got the SMS");
    }

    @Test
    void a_connection_cut_after_the_request_is_in_doubt_and_the_receipt_resolves_it() {
        KANNEL.faults().cutAfterAccept(1);
        List<Long> notices = due(4);

        settle(notices, "delivered");

        assertThat(KANNEL.acceptedPerReference().values()).allMatch(n -> n <= 6);
        notices.forEach(id -> assertThat(KANNEL.accepted(rows.reference(id))).isGreaterThanOrEqualTo(1));
    }

    @Test
    void without_receipt_what_is_in_doubt_is_sent_again_and_counted_as_possibly_twice() {
        KANNEL.faults().cutAfterAccept(1).loseReceipts(1);
        List<Long> notices = due(2);
        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of("in-doubt", 2)));

        KANNEL.faults().clear();

        settle(notices, "delivered");
        assertThat(rows.count("select count(*) from attempt where possibly_twice"))
                .isEqualTo(2);
        notices.forEach(id -> assertThat(KANNEL.accepted(rows.reference(id))).isGreaterThanOrEqualTo(2));
    }

    @Test
    void a_gateway_that_hangs_keeps_what_it_got_in_doubt() {
        KANNEL.hang(true);
        List<Long> notices = due(3);

        soon().untilAsserted(() -> assertThat(rows.count("select count(*) from notice where state = 'in-doubt'"))
                .isEqualTo(3));
        KANNEL.hang(false);

        settle(notices, "delivered");
    }

    @Test
    void a_gateway_that_is_down_costs_nobody_anything() {
        KANNEL.down(true);
        List<Long> notices = due(40);
        soon().untilAsserted(() -> assertThat(
                        rows.count("select count(*) from alarm where kind = 'gateway-failing' and cleared_at is null"))
                .isOne());

        KANNEL.down(false);

        soon().untilAsserted(() -> assertThat(
                        rows.count("select count(*) from alarm where kind = 'gateway-failing' and cleared_at is null"))
                .isZero());
        soon().untilAsserted(() -> assertThat(rows.count(
                        "select count(*) from notice where state = 'delivered' or (state = 'scheduled' and dead)"))
                .isEqualTo(40));
        assertThat(rows.count("select count(*) from notice where state = 'delivered'"))
                .isGreaterThanOrEqualTo(30);
        assertThat(notices).hasSize(40);
    }

    @Test
    void receipts_may_come_before_the_answer_twice_and_in_the_wrong_order() {
        KANNEL.faults().receiptsBeforeAnswer(true).receiptsTwice(true).receiptsReversed(true);

        settle(due(20), "delivered");

        soon().untilAsserted(() -> assertThat(
                        rows.count("select count(*) from attempt where state = 'submitted' and answer is not null"))
                .isEqualTo(20));
        assertThat(rows.count("select count(*) from notice where state = 'delivered'"))
                .isEqualTo(20);
    }

    @Test
    void a_number_the_gateway_denies_is_refused_with_a_dead_letter_and_harms_nobody_else() {
        String session = rows.session("araria");
        List<Long> notices = rows.invites(session, 3);
        KANNEL.deny("91" + rows.mobileOf(notices.get(1)));
        clock.moveTo(NoticeRows.DUE);

        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of("delivered", 2, "refused", 1)));

        assertThat(rows.state(notices.get(1))).isEqualTo("refused");
        assertThat(rows.count(
                        "select count(*) from dead_letter where reason = 'number-refused' and subject = ?",
                        notices.get(1).toString()))
                .isOne();
    }

    @Test
    void a_dead_letters_message_moved_back_with_a_broker_tool_is_a_retry() {
        KANNEL.faults().refuseShare(1);
        List<Long> notices = due(1);
        String letter = "select dead_letter_id from dead_letter where kind = 'notice' and state = 'open'";
        soon().untilAsserted(() ->
                assertThat(jdbc.sql(letter).query(Long.class).list()).hasSize(1));
        KANNEL.repair();

        camel.createProducerTemplate()
                .sendBodyAndHeaders(
                        "activemq6:queue:sms.submit",
                        notices.get(0).toString(),
                        Map.of(
                                "deadLetterId",
                                jdbc.sql(letter).query(String.class).single(),
                                "hubKind",
                                "notice",
                                "hubId",
                                notices.get(0).toString(),
                                "district",
                                "araria"));

        settle(notices, "delivered");
    }

    @Test
    void after_a_stop_nothing_more_goes_out_within_two_seconds() {
        List<Long> notices = due(160);
        soon().until(() -> rows.count("select count(*) from notice where state in ('submitted', 'delivered')") > 5);

        stops.stop("all", "asha", "wrong date in the text");
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        long after = KANNEL.accepted();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

        assertThat(KANNEL.accepted()).isEqualTo(after);
        assertThat(rows.count("select count(*) from notice where state = 'scheduled'"))
                .isPositive();
        stops.start("all", "asha");
        settle(notices, "delivered");
    }
}
