package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer;
import in.suchi.gateway.GatewayAnswer.Accepted;
import in.suchi.gateway.GatewayAnswer.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways: by order, by share, and what goes on when one of them does not. */
class SecondGatewayTest {

    private static final Accepted TAKEN = new Accepted(Optional.empty(), "accepted", "HTTP 202");
    private static final Temporary BUSY = new Temporary(Optional.empty(), "gateway-busy", "HTTP 503");

    private NoticeParts parts;

    @AfterEach
    void close() {
        parts.close();
    }

    private NoticeRows with(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "suchi.gateways.json-1.active",
                "true",
                "suchi.gateways.kannel-1.per-second",
                "100",
                "suchi.gateways.json-1.per-second",
                "100"));
        all.addAll(List.of(settings));
        parts = new NoticeParts(all.toArray(String[]::new));
        return parts.rows;
    }

    private Map<String, Integer> claimedBy(List<ClaimedNotice> claimed) {
        Map<String, Integer> byGateway = new TreeMap<>();
        claimed.forEach(notice -> byGateway.merge(notice.gateway(), 1, Integer::sum));
        return byGateway;
    }

    @Test
    void by_order_the_first_gets_all_and_the_other_nothing() {
        NoticeRows rows = with("suchi.gateways.json-1.order", "2");
        rows.invites(rows.session("patna"), 100);

        assertThat(claimedBy(parts.releaseAndClaim())).isEqualTo(Map.of("kannel-1", 100));
    }

    @Test
    void by_share_they_divide_the_notices_and_each_keeps_its_own_for_another_try() {
        NoticeRows rows = with("suchi.gateways.json-1.share", "25", "suchi.gateways.kannel-1.share", "75");
        rows.invites(rows.session("patna"), 100);

        List<ClaimedNotice> first = parts.releaseAndClaim();
        assertThat(claimedBy(first)).isEqualTo(Map.of("json-1", 25, "kannel-1", 75));
        Map<Long, String> gatewayOf = new TreeMap<>();
        first.forEach(notice -> {
            gatewayOf.put(notice.id(), notice.gateway() + notice.reference());
            parts.record(notice, notice.id() % 2 == 0 ? TAKEN : BUSY);
        });
        parts.context.getBean(GatewayHealth.class).worked("kannel-1");
        parts.context.getBean(GatewayHealth.class).worked("json-1");
        parts.letRealTimePass(Duration.ofMinutes(1));

        assertThat(parts.releaseAndClaim()).hasSize(50).allSatisfy(notice -> assertThat(gatewayOf.get(notice.id()))
                .as("the same gateway under the same reference")
                .isEqualTo(notice.gateway() + notice.reference()));
    }

    @Test
    void a_gateway_that_fails_is_left_alone_and_the_other_takes_over_under_new_references() {
        NoticeRows rows = with("suchi.gateways.json-1.order", "2");
        List<Long> notices = rows.invites(rows.session("patna"), 30);
        List<ClaimedNotice> first = parts.releaseAndClaim();
        assertThat(claimedBy(first)).isEqualTo(Map.of("kannel-1", 30));
        parts.submissions.record(
                "kannel-1",
                first.stream().map(notice -> new SubmitOutcome(notice, BUSY)).toList());
        assertThat(
                        rows.count(
                                "select count(*) from alarm where kind = 'gateway-failing' and subject = 'kannel-1' and cleared_at is null"))
                .isOne();
        parts.letRealTimePass(Duration.ofMinutes(1));

        List<ClaimedNotice> second = parts.releaseAndClaim();

        assertThat(claimedBy(second)).isEqualTo(Map.of("json-1", 30));
        second.forEach(notice -> parts.record(notice, TAKEN));
        assertThat(rows.states(notices)).isEqualTo(Map.of("submitted", 30));
        assertThat(rows.count("select count(distinct reference) from attempt")).isEqualTo(60);
        assertThat(rows.count("select count(*) from attempt where possibly_twice"))
                .isZero();
    }

    @Test
    void while_the_first_is_only_tried_again_the_second_goes_on() {
        NoticeRows rows = with("suchi.gateways.json-1.order", "2");
        GatewayHealth health = parts.context.getBean(GatewayHealth.class);
        rows.invites(rows.session("patna"), 60);
        health.failed("kannel-1", 20, "HTTP 503");
        Lane kannel = parts.context.getBean(Lanes.class).of("kannel-1");
        Lane json = parts.context.getBean(Lanes.class).of("json-1");

        assertThat(health.rests("kannel-1")).isTrue();
        Turns turns = Turns.among(
                List.of(kannel, json), lane -> health.of(lane.gateway()).failing() != null);

        assertThat(turns.of(kannel)).isEqualTo(Turns.Slice.ALL);
        assertThat(turns.of(json)).isEqualTo(Turns.Slice.ALL);
        health.worked("kannel-1");
        turns = Turns.among(
                List.of(kannel, json), lane -> health.of(lane.gateway()).failing() != null);
        assertThat(turns.of(json)).isNull();
    }

    @Test
    void a_day_that_is_used_up_goes_over_to_the_other_with_one_alarm(@TempDir Path folder) throws IOException {
        for (String gateway : List.of("kannel-1", "json-1")) {
            Files.copy(Path.of("config/gateways/" + gateway + ".yaml"), folder.resolve(gateway + ".yaml"));
        }
        Path kannel = folder.resolve("kannel-1.yaml");
        Files.writeString(kannel, Files.readString(kannel).replace("# per-day: 1000000", "per-day: 5"));
        parts = new NoticeParts(folder, "suchi.gateways.json-1.active", "true", "suchi.gateways.json-1.order", "2");
        parts.rows.invites(parts.rows.session("patna"), 12);

        assertThat(claimedBy(parts.releaseAndClaim())).isEqualTo(Map.of("kannel-1", 5));
        assertThat(claimedBy(parts.releaseAndClaim())).isEqualTo(Map.of("json-1", 7));

        String alarms = "select count(*) from alarm where kind = 'gateway-day-used-up' and cleared_at is null";
        assertThat(parts.rows.count(alarms)).isOne();
        parts.rows.set("update gateway_day set day = day - 1");
        parts.release();
        assertThat(parts.rows.count(alarms)).isZero();
    }

    @Test
    void what_is_undelivered_is_called_once_and_never_written_again() {
        NoticeRows rows = with("suchi.gateways.json-1.active", "false", "suchi.gateways.voice-1.active", "true");
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        ClaimedNotice sms = parts.releaseAndClaim().get(0);
        parts.record(sms, TAKEN);
        assertThat(parts.release()).as("an SMS on its way is not called about").isEmpty();
        parts.receipt("kannel-1", sms.reference(), "UNDELIV");

        ClaimedNotice call = parts.releaseAndClaim().get(0);
        assertThat(call.gateway()).isEqualTo("voice-1");
        assertThat(call.reference()).isNotEqualTo(sms.reference());
        parts.record(call, BUSY);
        assertThat(rows.state(notice)).as("no line free: back to what it was").isEqualTo("undelivered");
        parts.letRealTimePass(Duration.ofMinutes(1));

        ClaimedNotice again = parts.releaseAndClaim().get(0);
        assertThat(again.reference()).isEqualTo(call.reference());
        parts.record(again, new Accepted(Optional.of("c-1"), "accepted", "HTTP 202"));
        parts.receipt("voice-1", again.reference(), "UNDELIV");
        assertThat(rows.state(notice)).isEqualTo("undelivered");
        parts.letRealTimePass(Duration.ofHours(1));
        assertThat(parts.release()).isEmpty();

        parts.receipt("kannel-1", sms.reference(), "DELIVRD");
        assertThat(rows.state(notice)).as("the SMS arrives late after all").isEqualTo("delivered");
    }

    @Test
    void a_call_in_the_quiet_hours_a_stop_or_a_message_that_got_lost_leave_it_as_it_was() {
        NoticeRows rows = with("suchi.gateways.json-1.active", "false", "suchi.gateways.voice-1.active", "true");
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        ClaimedNotice sms = parts.releaseAndClaim().get(0);
        parts.record(sms, TAKEN);
        parts.receipt("kannel-1", sms.reference(), "REJECTD");
        assertThat(rows.state(notice)).isEqualTo("refused");

        parts.clock.moveTo(NoticeRows.DUE.plus(Duration.ofHours(13)));
        assertThat(parts.release()).as("at ten in the evening").isEmpty();
        parts.clock.moveTo(NoticeRows.DUE.plus(Duration.ofHours(2)));
        List<Long> released = parts.release();
        assertThat(released).containsExactly(notice);
        parts.stops.stop("gateway:voice-1", "asha", "the wrong voice");
        assertThat(parts.claim("voice-1", released)).isEmpty();
        assertThat(rows.state(notice)).isEqualTo("refused");
        parts.stops.start("gateway:voice-1", "asha");
        parts.letRealTimePass(Duration.ofSeconds(10));
        assertThat(parts.release()).containsExactly(notice);
        parts.letRealTimePass(Duration.ofSeconds(61));
        parts.stops.stop("gateway:voice-1", "asha", "the wrong voice");
        assertThat(parts.release()).isEmpty();
        assertThat(rows.state(notice)).isEqualTo("refused");
    }

    @Test
    void what_a_calling_gateway_says_of_a_template_stops_the_calls_and_no_sms() {
        NoticeRows rows = with("suchi.gateways.json-1.active", "false", "suchi.gateways.voice-1.active", "true");
        rows.invites(rows.session("patna"), 1);
        ClaimedNotice sms = parts.releaseAndClaim().get(0);
        parts.record(sms, TAKEN);
        parts.receipt("kannel-1", sms.reference(), "UNDELIV");
        parts.record(parts.releaseAndClaim().get(0), new GatewayAnswer.PauseBatch("template-refused", "HTTP 400"));

        assertThat(parts.stops.list()).extracting(StopSwitches.Stop::scope).containsExactly("gateway:voice-1");
        rows.invites(rows.session("patna"), 1);
        assertThat(claimedBy(parts.releaseAndClaim())).isEqualTo(Map.of("kannel-1", 1));
    }
}
