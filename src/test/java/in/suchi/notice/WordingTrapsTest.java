package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer.Accepted;
import in.suchi.gateway.GatewayAnswer.PauseBatch;
import in.suchi.gateway.GatewayAnswer.Permanent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traps that concern a whole wording, on the ledger: nobody's dead letter, one alarm. */
class WordingTrapsTest {

    private static final String TEMPLATE = "1000000000000000011";

    @Test
    void a_text_that_does_not_match_its_template_stops_the_template_with_one_alarm_and_no_dead_letter() {
        try (NoticeParts parts = new NoticeParts("suchi.gateways.kannel-1.per-second", "100")) {
            List<Long> notices = parts.rows.invites(parts.rows.session("patna"), 500);
            List<ClaimedNotice> claimed = parts.releaseAndClaim();
            assertThat(claimed).hasSize(200);
            parts.submissions.record(
                    "kannel-1",
                    claimed.stream()
                            .map(notice -> new SubmitOutcome(
                                    notice,
                                    new PauseBatch("text-refused", "HTTP 400 Charset or body misformed, rejected")))
                            .toList());

            parts.letRealTimePass(Duration.ofHours(1));
            assertThat(parts.release()).isEmpty();
            assertThat(parts.rows.states(notices)).isEqualTo(Map.of("scheduled", 500));
            assertThat(parts.rows.count("select count(*) from dead_letter")).isZero();
            assertThat(parts.rows.count("select count(*) from alarm")).isOne();
            assertThat(parts.stops.list()).extracting(StopSwitches.Stop::scope).containsExactly("template:" + TEMPLATE);

            parts.stops.start("template:" + TEMPLATE, "asha");
            assertThat(parts.release()).as("put right: nobody has lost a try").hasSize(200);
            assertThat(parts.rows.count("select max(tries) from notice")).isZero();
        }
    }

    @Test
    void a_gateway_that_refuses_one_after_the_other_without_saying_why_is_not_given_a_hundred_thousand() {
        try (NoticeParts parts = new NoticeParts("suchi.gateways.kannel-1.per-second", "20")) {
            parts.rows.invites(parts.rows.session("patna"), 500);
            Permanent refused = new Permanent("refused-by-gateway", "HTTP 400 no");
            int asked = 0;
            for (int i = 0; i < 50; i++) {
                List<ClaimedNotice> claimed = parts.releaseAndClaim();
                claimed.forEach(notice -> parts.record(notice, refused));
                asked += claimed.size();
            }

            assertThat(asked).isEqualTo(40);
            assertThat(parts.rows.count("select count(*) from dead_letter")).isEqualTo(40);
            assertThat(parts.rows.count("select count(*) from notice where state = 'scheduled'"))
                    .isEqualTo(460);
            assertThat(parts.rows.count("select count(*) from alarm")).isOne();
            assertThat(parts.stops.list()).extracting(StopSwitches.Stop::scope).containsExactly("template:" + TEMPLATE);

            parts.stops.start("template:" + TEMPLATE, "asha");
            parts.record(parts.releaseAndClaim().get(0), refused);
            assertThat(parts.stops.list()).as("one more refusal is only one").isEmpty();
        }
    }

    @Test
    void some_bad_numbers_among_good_ones_stop_nothing() {
        try (NoticeParts parts = new NoticeParts("suchi.gateways.kannel-1.per-second", "100")) {
            parts.rows.invites(parts.rows.session("patna"), 100);
            Permanent refused = new Permanent("number-denied", "HTTP 400 denied");
            Accepted taken = new Accepted(Optional.empty(), "accepted", "HTTP 202");
            List<ClaimedNotice> claimed = parts.releaseAndClaim();
            for (int i = 0; i < claimed.size(); i++) {
                parts.record(claimed.get(i), i % 4 == 0 ? taken : refused);
            }

            assertThat(parts.stops.list()).isEmpty();
            assertThat(parts.rows.count("select count(*) from dead_letter")).isEqualTo(75);
        }
    }

    @Test
    void a_text_the_gateway_would_cut_off_is_not_composed_for_it_with_one_alarm_and_no_attempt(@TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("kannel-1.yaml"),
                Files.readString(Path.of("config/gateways/kannel-1.yaml")).replace("max-parts: 6", "max-parts: 1"));
        try (NoticeParts parts = new NoticeParts(folder)) {
            List<Long> notices = parts.rows.invites(parts.rows.session("patna"), 50);

            assertThat(parts.release()).isEmpty();

            assertThat(parts.rows.states(notices)).isEqualTo(Map.of("scheduled", 50));
            assertThat(parts.rows.count("select count(*) from attempt")).isZero();
            assertThat(parts.rows.count("select count(*) from notice where text is not null"))
                    .as("not frozen: the corrected wording is the one that goes")
                    .isZero();
            assertThat(parts.jdbc
                            .sql("select message from alarm")
                            .query(String.class)
                            .list())
                    .singleElement()
                    .satisfies(message -> assertThat(message).contains("2 parts", "kannel-1", "shorten"));
        }
    }
}
