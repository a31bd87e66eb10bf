package in.suchi.callsheet;

import java.util.Arrays;
import java.util.Optional;

/** What came of a telephone call. */
public enum CallResult {
    TOLD("told"),
    NO_ANSWER("no-answer"),
    WRONG_NUMBER("wrong-number"),
    WILL_NOT_COME("will-not-come");

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
