package in.suchi.callsheet;

import java.util.Arrays;
import java.util.Optional;

/** What came of a telephone call. */
public enum CallResult {
    /** Spoken to; whether they will come is open. */
    REACHED("reached"),
    WILL_COME("will-come"),
    /** Spoken to; they cannot come. */
    CANNOT("cannot"),
    WRONG_NUMBER("wrong-number"),
    NO_ANSWER("no-answer");

    private final String key;

    CallResult(String key) {
        this.key = key;
    }

    /** As it stands in the file and the ledger. */
    public String key() {
        return key;
    }

    public static Optional<CallResult> of(String key) {
        return Arrays.stream(values()).filter(r -> r.key.equals(key)).findFirst();
    }
}
