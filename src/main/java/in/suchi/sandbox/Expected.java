package in.suchi.sandbox;

/** What should become of a generated row, known from how it was made. */
public enum Expected {
    /** Placed, and told by SMS. */
    ACCEPTED,
    /** Placed, but without a usable mobile: on the roster and the call sheet. */
    NO_SMS,
    /** Waits for an officer. */
    HELD,
    /** Goes back to the registry. */
    REJECTED,
    /** A later row of the same file replaces it. */
    REPEATED,
    /** Not a registration at all: a header, a totals line. */
    SKIPPED;

    /** Whether a human being stands behind the row who must be somewhere in the ledger. */
    public boolean isPerson() {
        return this == ACCEPTED || this == NO_SMS || this == HELD;
    }

    /** Whether the person must be on a roster (or wait for room). */
    public boolean isPlaced() {
        return this == ACCEPTED || this == NO_SMS;
    }
}
