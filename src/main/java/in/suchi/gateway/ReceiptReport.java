package in.suchi.gateway;

import java.time.Instant;
import java.util.Optional;

/** A receipt as read by a gateway's profile; what it cannot read is a value too, never an exception. */
public sealed interface ReceiptReport {

    /**
     * What a gateway reports about one attempt.
     *
     * @param reference the attempt's reference as the gateway returned it; well-formed, but not yet known to be ours
     * @param word the operator's own word ({@code DELIVRD}, {@code NACK}), empty where there is none
     * @param error the operator's error code or words; empty where there is none
     * @param at when the operator says it happened; empty where it does not say or cannot be read
     */
    record Receipt(String reference, ReceiptState state, String word, String error, Optional<Instant> at)
            implements ReceiptReport {
        public boolean isFinal() {
            return state.isFinal();
        }
    }

    /**
     * A call in which no receipt could be found.
     *
     * @param reason {@code reference-missing}, {@code reference-malformed}, {@code body-malformed}, {@code body-too-long}
     * @param message what is wrong, for an officer; without personal data
     */
    record Unreadable(String reason, String message) implements ReceiptReport {}
}
