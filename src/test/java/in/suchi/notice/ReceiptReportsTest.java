package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer.Accepted;
import in.suchi.gateway.GatewayProfile;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts that name the gateway's own id, and gateways that must be asked for them. */
class ReceiptReportsTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private static NoticeParts parts;
    private static ReceiptReports reports;
    private static GatewayProfile cdac;

    @BeforeAll
    static void open() {
        parts = new NoticeParts(
                "suchi.gateways.kannel-1.active", "false",
                "suchi.gateways.cdac.active", "true",
                "suchi.gateways.cdac.username", "u",
                "suchi.gateways.cdac.password", "p",
                "suchi.gateways.cdac.secure-key", "k");
        reports = parts.context.getBean(ReceiptReports.class);
        cdac = parts.context.getBean(Lanes.class).of("cdac").profile();
    }

    @AfterAll
    static void close() {
        parts.close();
    }

    @BeforeEach
    void clear() {
        parts.rows.clear();
        parts.rows.set("truncate receipt_report");
    }

    private static Accepted taken(String id) {
        return new Accepted(Optional.of(id), "accepted", "HTTP 200 402,MsgID = " + id);
    }

    /** As the inbox stores it and announces it. */
    private static void receipt(String id, String mobile, String status) {
        List<Long> stored = parts.jdbc
                .sql("""
                        insert into receipt (gateway, gateway_id, mobile, status, received_at, outcome) values ('cdac', ?, ?, ?, ?, 'parked')
                        on conflict do nothing returning receipt_id""")
                .params(id, mobile, status, Timestamp.from(Instant.now()))
                .query(Long.class)
                .list();
        parts.receipts.apply(stored.toArray(Long[]::new));
    }

    private static void letRealTimePass(Duration time) {
        parts.rows.set(
                "update receipt_report set due_at = due_at - ? * interval '1 second', since = since - ? * interval '1 second'",
                time.toSeconds(),
                time.toSeconds());
    }

    @Test
    void those_of_a_bulk_submit_share_the_gateways_id_and_are_told_apart_by_their_numbers() {
        List<Long> notices = parts.rows.invites(parts.rows.session("patna"), 3);
        List<ClaimedNotice> claimed = parts.releaseAndClaim();
        assertThat(Parcel.of(parts.context.getBean(Lanes.class).of("cdac"), claimed))
                .singleElement()
                .satisfies(parcel -> assertThat(parcel.notices()).hasSize(3));
        claimed.forEach(notice -> parts.record(notice, taken("M1")));

        receipt("M1", claimed.get(0).mobile(), "DELIVRD");
        receipt("M1", claimed.get(1).mobile(), "UNDELIV");
        receipt("M1", "6199999999", "DELIVRD");

        assertThat(parts.rows.states(notices)).isEqualTo(Map.of("delivered", 1, "undelivered", 1, "submitted", 1));
        assertThat(parts.rows.state(claimed.get(1).id())).isEqualTo("undelivered");
        assertThat(parts.rows.count("select count(*) from receipt where outcome = 'parked' and mobile = '6199999999'"))
                .isOne();
    }

    @Test
    void a_receipt_that_comes_before_the_answer_is_parked_and_matched_when_the_id_is_known() {
        long id = parts.rows.invites(parts.rows.session("patna"), 1).get(0);
        ClaimedNotice notice = parts.releaseAndClaim().get(0);
        receipt("M2", notice.mobile(), "DELIVRD");
        assertThat(parts.rows.state(id)).isEqualTo("submitting");
        assertThat(parts.receipts.withAttempt(10)).isEmpty();

        parts.record(notice, taken("M2"));

        assertThat(parts.rows.state(id)).isEqualTo("delivered");
        assertThat(parts.rows.count("select count(*) from receipt where outcome = 'applied'"))
                .isOne();
    }

    @Test
    void a_receipt_whose_message_got_lost_is_found_by_the_gateways_id_too() {
        long id = parts.rows.invites(parts.rows.session("patna"), 1).get(0);
        ClaimedNotice notice = parts.releaseAndClaim().get(0);
        parts.record(notice, taken("M3"));
        parts.rows.set(
                "insert into receipt (gateway, gateway_id, mobile, status, received_at, outcome) values ('cdac', 'M3', ?, 'DELIVRD', now(), 'parked')",
                notice.mobile());

        List<Long> found = parts.receipts.withAttempt(10);
        assertThat(found).hasSize(1);
        parts.receipts.apply(found.toArray(Long[]::new));

        assertThat(parts.rows.state(id)).isEqualTo("delivered");
    }

    @Test
    void each_id_is_asked_about_when_it_is_due_by_one_hub_alone_until_all_is_known() {
        parts.rows.invites(parts.rows.session("patna"), 2);
        List<ClaimedNotice> claimed = parts.releaseAndClaim();
        claimed.forEach(notice -> parts.record(notice, taken("M4")));
        assertThat(reports.claim(cdac, 10, LEASE)).as("not yet due").isEmpty();

        letRealTimePass(Duration.ofSeconds(31));
        assertThat(reports.claim(cdac, 10, LEASE)).containsExactly("M4");
        assertThat(reports.claim(cdac, 10, LEASE)).as("somebody has it").isEmpty();
        letRealTimePass(LEASE.plusSeconds(1));
        assertThat(reports.claim(cdac, 10, LEASE))
                .as("whoever had it was killed")
                .containsExactly("M4");
        reports.answered(cdac, "M4");
        receipt("M4", claimed.get(0).mobile(), "DELIVRD");
        assertThat(reports.claim(cdac, 10, LEASE)).isEmpty();

        letRealTimePass(Duration.ofMinutes(3));
        assertThat(reports.claim(cdac, 10, LEASE)).as("one is still on its way").containsExactly("M4");
        reports.answered(cdac, "M4");
        receipt("M4", claimed.get(1).mobile(), "UNDELIV");
        letRealTimePass(Duration.ofMinutes(3));

        assertThat(reports.claim(cdac, 10, LEASE)).isEmpty();
        assertThat(parts.rows.count("select count(*) from receipt_report")).isZero();
    }

    @Test
    void nobody_is_waited_for_for_ever() {
        long id = parts.rows.invites(parts.rows.session("patna"), 1).get(0);
        parts.record(parts.releaseAndClaim().get(0), taken("M5"));
        letRealTimePass(Duration.ofHours(49));

        assertThat(reports.claim(cdac, 10, LEASE)).isEmpty();

        assertThat(parts.rows.count("select count(*) from receipt_report")).isZero();
        assertThat(parts.rows.state(id)).isEqualTo("submitted");
    }

    @Test
    void a_gateway_that_says_nothing_is_asked_less_often_with_one_alarm_until_it_answers() {
        parts.rows.invites(parts.rows.session("patna"), 1);
        parts.record(parts.releaseAndClaim().get(0), taken("M6"));
        String alarms = "select count(*) from alarm where kind = 'receipts-not-to-be-had' and cleared_at is null";
        long[] waits = new long[6];
        for (int i = 0; i < waits.length; i++) {
            reports.failed(cdac, "M6", "HTTP 500 for 916100380112");
            waits[i] = parts.rows.count("select extract(epoch from due_at - now())::bigint / 60 from receipt_report");
        }
        assertThat(waits).isSorted();
        assertThat(waits[5]).isLessThanOrEqualTo(32);
        assertThat(waits[0]).isLessThanOrEqualTo(2);
        assertThat(parts.rows.count(alarms)).isOne();
        assertThat(parts.jdbc
                        .sql("select last_error from receipt_report")
                        .query(String.class)
                        .single())
                .doesNotContain("6100380112");

        reports.answered(cdac, "M6");
        assertThat(parts.rows.count(alarms)).isZero();
    }

    @Test
    void no_number_is_twice_in_one_submit_and_what_was_tried_before_goes_alone() {
        List<Long> notices = parts.rows.invites(parts.rows.session("patna"), 4);
        List<ClaimedNotice> claimed = parts.releaseAndClaim();
        Lane lane = parts.context.getBean(Lanes.class).of("cdac");
        ClaimedNotice first = claimed.get(0);
        ClaimedNotice sameNumber = new ClaimedNotice(
                99,
                "R99",
                "cdac",
                first.mobile(),
                first.text(),
                first.template(),
                "patna",
                1,
                1,
                false,
                false,
                first.sendBefore());
        ClaimedNotice triedBefore = new ClaimedNotice(
                98,
                "R98",
                "cdac",
                "6188888888",
                first.text(),
                first.template(),
                "patna",
                2,
                2,
                false,
                false,
                first.sendBefore());
        ClaimedNotice otherText = new ClaimedNotice(
                97,
                "R97",
                "cdac",
                "6177777777",
                "x",
                first.template(),
                "patna",
                1,
                1,
                false,
                false,
                first.sendBefore());

        List<Parcel> parcels =
                Parcel.of(lane, List.of(first, sameNumber, triedBefore, otherText, claimed.get(1), claimed.get(2)));

        assertThat(parcels)
                .extracting(parcel ->
                        parcel.notices().stream().map(ClaimedNotice::id).toList())
                .containsExactlyInAnyOrder(
                        List.of(98L),
                        List.of(first.id(), claimed.get(1).id(), claimed.get(2).id()),
                        List.of(99L),
                        List.of(97L));
        assertThat(notices).hasSize(4);
    }
}
