package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.gateway.GatewayAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What an answer means for a notice, its attempt and its next try. */
class SubmitOutcomesTest {

    private static NoticeParts parts;

    @BeforeAll
    static void open() {
        parts = new NoticeParts();
    }

    @AfterAll
    static void close() {
        parts.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/submit-outcomes.csv", numLinesToSkip = 2)
    void an_answer_decides_what_becomes_of_the_notice(
            String answer,
            int tries,
            String doubted,
            String state,
            String attempt,
            Long wait,
            String letter,
            String counts) {
        ClaimedNotice notice = new ClaimedNotice(
                1,
                "R",
                "kannel-1",
                "6100000001",
                "text",
                "T",
                "patna",
                tries,
                tries,
                doubted.equals("yes"),
                false,
                Instant.MAX);

        OutcomeRow row = OutcomeRow.of(
                parts.context.getBean(Lanes.class).of("kannel-1"), new SubmitOutcome(notice, answer(answer)));

        assertThat(row.state()).isEqualTo(state);
        assertThat(row.attempt()).isEqualTo(attempt);
        assertThat(row.waitMillis()).isEqualTo(wait == null ? null : wait * 1000);
        assertThat(row.deadReason()).isEqualTo(letter);
        assertThat(row.counts()).isEqualTo(counts.equals("yes"));
    }

    private static GatewayAnswer answer(String name) {
        String reason = name.replaceFirst("^permanent:", "");
        return switch (name.replaceFirst("[:].*|-[0-9]+$", "")) {
            case "accepted" -> new GatewayAnswer.Accepted(Optional.empty(), reason, "");
            case "temporary" -> new GatewayAnswer.Temporary(Optional.empty(), reason, "");
            case "throttled" ->
                new GatewayAnswer.Throttled(
                        name.equals("throttled")
                                ? Optional.empty()
                                : Optional.of(
                                        Duration.ofSeconds(Long.parseLong(name.substring("throttled-".length())))),
                        reason,
                        "");
            case "in-doubt" -> new GatewayAnswer.InDoubt(reason, "");
            case "permanent" -> new GatewayAnswer.Permanent(reason, "");
            case "pause-gateway" -> new GatewayAnswer.PauseGateway(reason, "");
            case "pause-batch" -> new GatewayAnswer.PauseBatch(reason, "");
            default -> throw new IllegalArgumentException(name);
        };
    }
}
