package in.suchi.notice;

import in.suchi.gateway.GatewayAnswer;
import in.suchi.gateway.Retry;
import in.suchi.ledger.Masking;
import java.time.Duration;

/**
 * What a gateway's answer means for a notice and its attempt.
 *
 * @param waitMillis real time until it may be tried again; null: no more, or at once
 * @param deadReason class of its dead letter; null: none
 * @param counts whether the submit counts as a try: not where nobody's notice would have been taken
 */
record OutcomeRow(
        ClaimedNotice notice,
        String state,
        String error,
        Long waitMillis,
        String deadReason,
        boolean counts,
        String attempt,
        String answer,
        String gatewayId) {

    static OutcomeRow of(Lane lane, SubmitOutcome outcome) {
        ClaimedNotice notice = outcome.notice();
        GatewayAnswer answer = outcome.answer();
        Retry retry = lane.profile().retry();
        if (answer instanceof GatewayAnswer.Accepted accepted) {
            return row(
                    outcome,
                    "submitted",
                    null,
                    null,
                    null,
                    true,
                    "submitted",
                    accepted.id().orElse(null));
        }
        if (answer instanceof GatewayAnswer.InDoubt) {
            Duration wait = lane.profile().inDoubt().tryAgainAfter();
            return row(outcome, "in-doubt", error(answer), wait, null, true, "in-doubt", null);
        }
        if (answer instanceof GatewayAnswer.Permanent) {
            return row(outcome, "refused", error(answer), null, deadReason(answer), true, "refused", null);
        }
        // Not taken this time. If an earlier submit of it is in doubt, it stays so, and so does its attempt.
        String state = notice.doubted() ? "in-doubt" : "scheduled";
        String attempt = notice.doubted() ? "in-doubt" : "temporary";
        if (answer instanceof GatewayAnswer.PauseGateway || answer instanceof GatewayAnswer.PauseBatch) {
            return row(outcome, state, error(answer), Duration.ZERO, null, false, attempt, null);
        }
        if (!retry.isLeftAfter(notice.tries())) {
            return row(outcome, state, error(answer), null, "tries-exhausted", true, attempt, null);
        }
        return row(outcome, state, error(answer), wait(answer, retry, notice.tries()), null, true, attempt, null);
    }

    private static OutcomeRow row(
            SubmitOutcome outcome,
            String state,
            String error,
            Duration wait,
            String deadReason,
            boolean counts,
            String attempt,
            String gatewayId) {
        return new OutcomeRow(
                outcome.notice(),
                state,
                error,
                wait == null ? null : wait.toMillis(),
                deadReason,
                counts,
                attempt,
                Masking.mask(outcome.answer().detail()),
                gatewayId);
    }

    private static Duration wait(GatewayAnswer answer, Retry retry, int tries) {
        if (answer instanceof GatewayAnswer.Throttled throttled
                && throttled.retryAfter().isPresent()) {
            return retry.waitAfter(tries, throttled.retryAfter().get());
        }
        if (answer instanceof GatewayAnswer.Temporary temporary
                && temporary.retryAfter().isPresent()) {
            return retry.waitAfter(tries, temporary.retryAfter().get());
        }
        return retry.waitAfter(tries);
    }

    private static String deadReason(GatewayAnswer answer) {
        String reason = answer.reason();
        if (reason.startsWith("text-")) {
            return "not-composed";
        }
        return reason.startsWith("number-") || reason.equals("not-routable") ? "number-refused" : "refused";
    }

    private static String error(GatewayAnswer answer) {
        String detail = answer.detail().isBlank() ? "" : ": " + answer.detail();
        return Masking.mask(answer.reason() + detail);
    }
}
