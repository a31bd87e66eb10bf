package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer.Accepted;
import in.suchi.gateway.GatewayAnswer.InDoubt;
import in.suchi.gateway.GatewayAnswer.Permanent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dispatcher releases, and when. */
class DispatcherTest {

    private static final Accepted TAKEN =
            new Accepted(Optional.empty(), "accepted", "HTTP 202 0: Accepted for delivery");

    private NoticeParts parts;

    @AfterEach
    void close() {
        parts.close();
    }

    private NoticeRows with(String... settings) {
        parts = new NoticeParts(settings);
        return parts.rows;
    }

    @Test
    void nothing_goes_before_it_is_due() {
        NoticeRows rows = with();
        List<Long> notices = rows.invites(rows.session("patna"), 3);

        parts.clock.moveTo(NoticeRows.DUE.minusSeconds(1));
        assertThat(parts.release()).isEmpty();

        parts.clock.moveTo(NoticeRows.DUE);
        assertThat(parts.release()).containsExactlyElementsOf(notices);
        assertThat(rows.states(notices)).isEqualTo(Map.of("queued", 3));
    }

    @Test
    void the_earliest_send_by_goes_first_and_equal_ones_take_turns_by_district() {
        NoticeRows rows = with("suchi.gateways.kannel-1.per-second", "4");
        List<Long> patna = rows.invites(rows.session("patna"), 5);
        List<Long> saran = rows.invites(rows.session("saran"), 2);
        List<Long> urgent = rows.invites(rows.session("araria", NoticeRows.START.minus(Duration.ofHours(7))), 2);

        List<Long> first = parts.release();

        assertThat(first)
                .containsExactly(
                        urgent.get(0),
                        urgent.get(1),
                        patna.get(0),
                        saran.get(0),
                        patna.get(1),
                        saran.get(1),
                        patna.get(2),
                        patna.get(3));
    }

    @Test
    void small_releases_do_not_favour_the_first_district() {
        NoticeRows rows = with("suchi.gateways.kannel-1.per-second", "0.5");
        List<Long> gaya = rows.invites(rows.session("gaya"), 3);
        List<Long> patna = rows.invites(rows.session("patna"), 3);
        List<Long> saran = rows.invites(rows.session("saran"), 3);

        List<Long> released = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.releaseAndClaim().forEach(notice -> {
                released.add(notice.id());
                parts.record(notice, TAKEN);
            });
        }

        assertThat(released).containsExactly(gaya.get(0), patna.get(0), saran.get(0), gaya.get(1));
    }

    @Test
    void no_more_waits_for_a_gateway_than_two_seconds_worth_of_its_rate() {
        NoticeRows rows = with("suchi.gateways.kannel-1.per-second", "10");
        rows.invites(rows.session("patna"), 60);

        assertThat(parts.release()).hasSize(20);
        assertThat(parts.release()).isEmpty();
        rows.set(
                "update notice set state = 'submitted' where notice_id in (select notice_id from notice where state = 'queued' limit 7)");
        assertThat(parts.release()).hasSize(7);
    }

    @Test
    void messages_are_no_larger_than_half_of_what_may_be_under_way() {
        with("suchi.gateways.kannel-1.per-second", "1000", "suchi.gateways.kannel-1.under-way", "30");
        parts.rows.invites(parts.rows.session("patna"), 40);

        assertThat(parts.dispatcher.release())
                .extracting(batch -> batch.ids().size())
                .containsExactly(15, 15, 10);
        Lane lane = parts.context.getBean(Lanes.class).of("kannel-1");
        assertThat(lane.batch() * lane.consumers()).isEqualTo(30);
    }

    @Test
    void quiet_hours_are_kept_unless_an_officer_lifted_them_for_the_session() {
        NoticeRows rows = with();
        rows.invites(rows.session("patna"), 2);
        String lifted = rows.session("patna");
        List<Long> loud = rows.invites(lifted, 2);
        rows.set("update session set quiet_hours_lifted = true where session_id = ?", lifted);

        parts.clock.moveTo(OffsetDateTime.parse("2021-01-15T21:30:00+05:30").toInstant());

        assertThat(parts.release()).containsExactlyElementsOf(loud);
    }

    @Test
    void a_stop_holds_what_it_names_and_nothing_else() {
        NoticeRows rows = with();
        List<Long> patna = rows.invites(rows.session("patna"), 1);
        List<Long> saran = rows.invites(rows.session("saran"), 1);

        assertThat(parts.stops.stop("all", "asha", "wrong date in the text")).isTrue();
        assertThat(parts.release()).isEmpty();
        parts.stops.start("all", "asha");
        parts.stops.stop("gateway:kannel-1", "asha", "bill not paid");
        assertThat(parts.release()).isEmpty();
        parts.stops.start("gateway:kannel-1", "asha");
        parts.stops.stop("template:1000000000000000011", "asha", "wording withdrawn");
        assertThat(parts.release()).isEmpty();
        parts.stops.start("template:1000000000000000011", "asha");
        parts.stops.stop("district:patna", "asha", "flood");
        assertThat(parts.release()).containsExactlyElementsOf(saran);
        parts.stops.start("district:patna", "asha");
        assertThat(parts.release()).containsExactlyElementsOf(patna);
        assertThat(parts.stops.list()).isEmpty();
        assertThat(rows.count("select count(*) from ledger_entry where actor = 'asha'"))
                .isEqualTo(8);
    }

    @Test
    void what_was_released_before_a_stop_is_not_submitted_after_it() {
        NoticeRows rows = with();
        List<Long> notices = rows.invites(rows.session("patna"), 3);
        List<Long> released = parts.release();

        parts.stops.stop("all", "asha", "wrong date in the text");

        assertThat(parts.claim("kannel-1", released)).isEmpty();
        assertThat(rows.states(notices)).isEqualTo(Map.of("scheduled", 3));
        assertThat(rows.count("select count(*) from attempt")).isZero();
    }

    @Test
    void what_is_superseded_or_has_another_number_by_now_is_not_sent() {
        NoticeRows rows = with();
        List<Long> notices = rows.invites(rows.session("patna"), 3);
        List<Long> released = parts.release();
        rows.set(
                "update appointment set version = 2 where person_id = (select person_id from notice where notice_id = ?)",
                notices.get(0));
        rows.set(
                "update person set mobile = '6199999999' where person_id = (select person_id from notice where notice_id = ?)",
                notices.get(1));

        assertThat(parts.claim("kannel-1", released))
                .extracting(ClaimedNotice::id)
                .containsExactly(notices.get(2));

        parts.letRealTimePass(Duration.ofSeconds(5));
        assertThat(parts.release()).isEmpty();
    }

    @Test
    void a_message_that_got_lost_is_sent_again_when_its_lease_is_over() {
        NoticeRows rows = with();
        List<Long> notices = rows.invites(rows.session("patna"), 3);
        parts.release();
        assertThat(parts.release()).isEmpty();

        parts.letRealTimePass(Duration.ofSeconds(61));

        assertThat(parts.release()).containsExactlyElementsOf(notices);
    }

    @Test
    void a_notice_is_claimed_once() {
        NoticeRows rows = with();
        rows.invites(rows.session("patna"), 3);
        List<Long> released = parts.release();

        assertThat(parts.claim("kannel-1", released)).hasSize(3);
        assertThat(parts.claim("kannel-1", released)).isEmpty();
        assertThat(rows.count("select count(*) from attempt where state = 'submitting'"))
                .isEqualTo(3);
    }

    @Test
    void what_a_killed_hub_was_submitting_is_in_doubt_and_repeats_its_reference() {
        NoticeRows rows = with();
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        ClaimedNotice first = parts.releaseAndClaim().get(0);

        parts.letRealTimePass(Duration.ofMinutes(2));
        assertThat(parts.release()).isEmpty();
        assertThat(rows.state(notice)).isEqualTo("in-doubt");

        parts.letRealTimePass(Duration.ofMinutes(15));
        ClaimedNotice second = parts.releaseAndClaim().get(0);
        assertThat(second.reference()).isEqualTo(first.reference());
        assertThat(rows.count("select count(*) from attempt where possibly_twice and tries = 2"))
                .isOne();
    }

    @Test
    void whoever_lost_the_lease_may_still_report_success_but_nothing_else() {
        NoticeRows rows = with();
        List<Long> notices = rows.invites(rows.session("patna"), 2);
        List<ClaimedNotice> slow = parts.releaseAndClaim();
        parts.letRealTimePass(Duration.ofMinutes(2));
        parts.release();
        parts.letRealTimePass(Duration.ofMinutes(16));
        parts.releaseAndClaim();

        parts.record(slow.get(0), TAKEN);
        parts.record(slow.get(1), new Permanent("number-denied", "denied"));

        assertThat(rows.state(notices.get(0))).isEqualTo("submitted");
        assertThat(rows.state(notices.get(1))).isEqualTo("submitting");
    }

    @Test
    void tries_in_doubt_end_as_a_dead_letter_and_can_be_put_back() {
        NoticeRows rows = with();
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        for (int i = 0; i < 6; i++) {
            List<ClaimedNotice> claimed = parts.releaseAndClaim();
            assertThat(claimed).hasSize(1);
            parts.record(claimed.get(0), new InDoubt("no-answer", "SocketTimeoutException"));
            parts.letRealTimePass(Duration.ofMinutes(16));
        }
        assertThat(parts.release()).isEmpty();
        assertThat(rows.state(notice)).isEqualTo("in-doubt");
        assertThat(rows.count(
                        "select count(*) from dead_letter where reason = 'in-doubt-exhausted' and state = 'open'"))
                .isOne();

        assertThat(parts.failures.putBack("notice", Long.toString(notice))).isNull();
        assertThat(parts.failures.putBack("notice", Long.toString(notice))).isNull();
        assertThat(parts.release()).containsExactly(notice);
    }

    @Test
    void nothing_is_sent_in_the_last_two_hours() {
        NoticeRows rows = with();
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        rows.set("update session set quiet_hours_lifted = true");
        parts.clock.moveTo(NoticeRows.START.minus(Duration.ofHours(2)));

        assertThat(parts.release()).isEmpty();
        assertThat(rows.state(notice)).isEqualTo("expired");
        assertThat(parts.failures.putBack("notice", Long.toString(notice))).contains("too late");
    }

    @Test
    void a_text_that_cannot_be_composed_waits_with_one_alarm_and_the_others_go() {
        NoticeRows rows = with();
        String unknown = rows.session("patna");
        rows.set("update session set site_code = 'BR000-000' where session_id = ?", unknown);
        List<Long> held = rows.invites(unknown, 3);
        List<Long> fine = rows.invites(rows.session("patna"), 2);

        assertThat(parts.release()).containsExactlyElementsOf(fine);

        assertThat(rows.states(held)).isEqualTo(Map.of("scheduled", 3));
        assertThat(rows.count("select count(*) from alarm where kind = 'text-not-composed'"))
                .isOne();
        rows.set("update notice set state = 'submitted' where state = 'queued'");
        rows.set("update session set site_code = 'BR188-001' where session_id = ?", unknown);
        parts.letRealTimePass(Duration.ofSeconds(61));
        assertThat(parts.release()).containsExactlyElementsOf(held);
    }

    @Test
    void the_agreed_number_a_day_is_kept(@TempDir Path folder) throws IOException {
        String profile = Files.readString(Path.of("config/gateways/kannel-1.yaml"));
        Files.writeString(folder.resolve("kannel-1.yaml"), profile.replace("# per-day: 1000000", "per-day: 5"));
        parts = new NoticeParts(folder);
        parts.rows.invites(parts.rows.session("patna"), 9);

        List<ClaimedNotice> claimed = parts.releaseAndClaim();
        assertThat(claimed).hasSize(5);
        claimed.forEach(notice -> parts.record(notice, TAKEN));
        assertThat(parts.release()).isEmpty();

        parts.rows.set("update gateway_day set day = day - 1");
        assertThat(parts.release()).hasSize(4);
    }

    @Test
    void an_attempt_in_doubt_goes_to_a_second_gateway_only_after_the_configured_wait() {
        NoticeRows rows = with(
                "suchi.gateways.kannel-1.active",
                "true",
                "suchi.gateways.json-1.active",
                "true",
                "suchi.gateways.json-1.fail-over-after",
                "10m",
                "suchi.gateways.json-1.try-again-after",
                "5m");
        long notice = rows.invites(rows.session("patna"), 1).get(0);
        ClaimedNotice first = parts.releaseAndClaim().get(0);
        assertThat(first.gateway()).isEqualTo("json-1");
        parts.record(first, new InDoubt("no-answer", "SocketTimeoutException"));

        parts.letRealTimePass(Duration.ofMinutes(6));
        ClaimedNotice second = parts.releaseAndClaim().get(0);
        assertThat(second.gateway()).isEqualTo("json-1");
        assertThat(second.reference()).isEqualTo(first.reference());
        parts.record(second, new InDoubt("no-answer", "SocketTimeoutException"));

        parts.letRealTimePass(Duration.ofMinutes(6));
        ClaimedNotice third = parts.releaseAndClaim().get(0);
        assertThat(third.gateway()).isEqualTo("kannel-1");
        assertThat(third.reference()).isNotEqualTo(first.reference());
        parts.record(third, TAKEN);
        assertThat(rows.state(notice)).isEqualTo("submitted");
        assertThat(rows.count("select count(*) from attempt where notice_id = ?", notice))
                .isEqualTo(2);
    }
}
