package in.suchi.sandbox;

/** What becomes of a message after a simulated gateway took it. */
public enum SmsOutcome {
    /** On the handset; the final receipt says DELIVRD. */
    DELIVERED,
    /** Never reached the handset; the final receipt says UNDELIV. */
    UNDELIVERED,
    /** Refused by the operator, which only the receipt tells. */
    REFUSED,
    /** The operator took it and was never heard of again. */
    NO_RECEIPT
}
