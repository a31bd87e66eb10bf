package in.suchi.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import in.suchi.config.InvalidValue;
import java.util.stream.Stream;

/** What a receipt says about a message, whatever the provider's words for it; the names stand in profiles and tables. */
public enum ReceiptState {
    /** the operator took it from the gateway, or keeps it for a handset that is off: on its way */
    ACCEPTED(false),
    /** the handset has it */
    DELIVRD(true),
    /** the operator gave up */
    UNDELIV(true),
    /** the operator's time for it ran out */
    EXPIRED(true),
    /** the operator will not take it */
    REJECTD(true),
    /** the operator does not know, or used a word that the profile does not have */
    UNKNOWN(false);

    private final boolean finalState;

    ReceiptState(boolean finalState) {
        this.finalState = finalState;
    }

    /** Whether nothing more is to be expected, save a late DELIVRD, which beats the others. */
    public boolean isFinal() {
        return finalState;
    }

    @JsonCreator
    static ReceiptState read(String name) {
        return Stream.of(values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "means", name, "write ACCEPTED, DELIVRD, UNDELIV, EXPIRED, REJECTD or UNKNOWN"));
    }
}
