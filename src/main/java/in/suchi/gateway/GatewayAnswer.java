package in.suchi.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * What a gateway's answer to a submit means. {@code reason} is a short word for tables and counts; {@code detail} is
 * what the gateway said, cut short and with numbers masked.
 */
public sealed interface GatewayAnswer {
    String reason();

    String detail();

    /** The gateway took the message; that is not "delivered". {@code id} is the gateway's own, where it gives one. */
    record Accepted(Optional<String> id, String reason, String detail) implements GatewayAnswer {}

    /** Not taken, because we are too fast: slow down and try again. */
    record Throttled(Optional<Duration> retryAfter, String reason, String detail) implements GatewayAnswer {}

    /** Certainly not taken, but may be later: try again under the same reference. */
    record Temporary(Optional<Duration> retryAfter, String reason, String detail) implements GatewayAnswer {}

    /** Not known whether it was taken: wait for a receipt, or for the profile's time, before anything else is done. */
    record InDoubt(String reason, String detail) implements GatewayAnswer {}

    /** Never to be taken for this person: refused. */
    record Permanent(String reason, String detail) implements GatewayAnswer {}

    /** Not taken, and nobody's would be (credentials, credits, a wrong profile): pause the gateway, one alarm. */
    record PauseGateway(String reason, String detail) implements GatewayAnswer {}

    /** Not taken, and no other with this template would be: pause the batch, one alarm. */
    record PauseBatch(String reason, String detail) implements GatewayAnswer {}

    /** What it means that a submit ended with this exception instead of an answer. */
    static GatewayAnswer ofFailure(Throwable failure) {
        return SubmitFailure.read(failure);
    }
}
