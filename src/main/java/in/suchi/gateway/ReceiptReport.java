package in.suchi.gateway;

import java.time.Instant;
import java.util.Optional;

/** A receipt as read by a gateway's profile; what it cannot read is a value too, never an exception. */
public sealed interface ReceiptReport {

    /**
     * What a gateway reports about one attempt: named by the hub's reference, or by the gateway's own id.
     *
     * @param reference the attempt's reference as the gateway returned it; well-formed, but not yet known to be ours; empty
     *     where the gateway does not give it back
     * @param gatewayId the gateway's id, empty where there is a reference
     * @param mobile ten digits, to tell apart those that share an id; empty where it is not said
     * @param word the operator's own word ({@code DELIVRD}, {@code NACK}), empty where there is none
     * @param error the operator's error code or words; empty where there is none
     * @param at when the operator says it happened; empty where it does not say or cannot be read
     */
    record Receipt(
            String reference,
            String gatewayId,
            String mobile,
            ReceiptState state,
            String word,
            String error,
            Optional<Instant> at)
            implements ReceiptReport {
        public Receipt(String reference, ReceiptState state, String word, String error, Optional<Instant> at) {
            this(reference, "", "", state, word, error, at);
        }

        public boolean isFinal() {
            return state.isFinal();
        }

        @Override
        public String toString() {
            return "Receipt[" + reference + gatewayId + " " + state + "]";
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
