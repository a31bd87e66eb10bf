package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Receipts come early, twice, out of order, through the wrong gateway, or never. */
class ReceiptsTest {

    private static NoticeParts parts;

    @BeforeAll
    static void open() {
        parts = new NoticeParts();
    }

    @AfterAll
    static void close() {
        parts.close();
    }

    @BeforeEach
    void clear() {
        parts.rows.clear();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/cases/receipts.csv", numLinesToSkip = 4)
    void the_state_follows_from_what_came_in_this_order(
            String events, String state, String dead, String twice, String why) {
        long id = parts.rows.invites(parts.rows.session("patna"), 1).get(0);
        ClaimedNotice notice = parts.releaseAndClaim().get(0);

        for (String event : events.split(" ")) {
            happens(event, notice);
        }

        assertThat(parts.rows.state(id)).as(why).isEqualTo(state);
        assertThat(parts.rows.count("select count(*) from notice where dead")).isEqualTo(dead.equals("yes") ? 1 : 0);
        assertThat(parts.rows.count("select count(*) from dead_letter where state in ('open', 'retried')"))
                .isEqualTo(dead.equals("yes") ? 1 : 0);
        assertThat(parts.rows.count("select count(*) from attempt where possibly_twice"))
                .isEqualTo(twice.equals("yes") ? 1 : 0);
        assertThat(parts.rows.count("select count(*) from receipt where outcome = 'parked'"))
                .isZero();
    }

    private static void happens(String event, ClaimedNotice notice) {
        switch (event) {
            case "taken" -> parts.record(notice, new GatewayAnswer.Accepted(Optional.empty(), "accepted", "HTTP 202"));
            case "busy" ->
                parts.record(notice, new GatewayAnswer.Temporary(Optional.empty(), "gateway-busy", "HTTP 503"));
            case "no-answer" -> parts.record(notice, new GatewayAnswer.InDoubt("no-answer", "SocketTimeoutException"));
            case "denied" -> parts.record(notice, new GatewayAnswer.Permanent("number-denied", "HTTP 400"));
            case "killed" -> {
                parts.letRealTimePass(Duration.ofMinutes(2));
                parts.release();
            }
            case "foreign" -> parts.receipt("json-1", notice.reference(), "DELIVRD");
            default -> parts.receipt("kannel-1", notice.reference(), event);
        }
    }

    @Test
    void a_receipt_nobody_waits_for_stays_parked_and_harms_nobody() {
        List<Long> notices = parts.rows.invites(parts.rows.session("patna"), 1);
        ClaimedNotice notice = parts.releaseAndClaim().get(0);
        happens("taken", notice);

        parts.receipt("kannel-1", "MADEUPREFERENCE", "DELIVRD");

        assertThat(parts.rows.state(notices.get(0))).isEqualTo("submitted");
        assertThat(parts.rows.count("select count(*) from receipt where outcome = 'parked'"))
                .isOne();
    }

    @Test
    void a_failure_of_an_earlier_attempt_does_not_count_but_its_success_does() {
        long id = parts.rows.invites(parts.rows.session("patna"), 1).get(0);
        ClaimedNotice first = parts.releaseAndClaim().get(0);
        happens("no-answer", first);
        parts.rows.set(
                "insert into attempt (reference, notice_id, gateway, number, state, began_at) values ('SECOND', ?, 'json-1', 2, 'submitted', now())",
                id);
        parts.rows.set(
                "update notice set reference = 'SECOND', gateway = 'json-1', state = 'submitted' where notice_id = ?",
                id);

        parts.receipt("kannel-1", first.reference(), "UNDELIV");
        assertThat(parts.rows.state(id)).isEqualTo("submitted");
        parts.receipt("kannel-1", first.reference(), "DELIVRD");
        assertThat(parts.rows.state(id)).isEqualTo("delivered");
    }
}
