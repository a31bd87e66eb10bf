package in.suchi.notice;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The states of a notice, as the balance of notices counts them. A dead letter is a mark on one of them, not a state.
 */
public enum NoticeState {
    /** the person has no usable mobile: on the call sheet from the start */
    NO_NUMBER("no-number", true),
    /** waits in the ledger until it is due and the dispatcher releases it */
    SCHEDULED("scheduled", false),
    /** released, waits in sms.submit */
    QUEUED("queued", false),
    /** its submit is under way */
    SUBMITTING("submitting", false),
    /** a submit whose outcome is not known */
    IN_DOUBT("in-doubt", false),
    /** the gateway took it; stays here when no receipt comes, and then counts as not reached */
    SUBMITTED("submitted", false),
    /** a receipt says that the handset has it */
    DELIVERED("delivered", true),
    /** a receipt says that the handset did not get it; a late DELIVRD still beats it */
    UNDELIVERED("undelivered", true),
    /** the gateway or the operator will not take it */
    REFUSED("refused", true),
    /** not submitted by two hours before the session */
    EXPIRED("expired", true),
    /** no longer wanted before any attempt began */
    CANCELLED("cancelled", true);

    private final String wireName;
    private final boolean finalState;

    NoticeState(String wireName, boolean finalState) {
        this.wireName = wireName;
        this.finalState = finalState;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether the hub does nothing more about it by itself (a receipt that comes late is still recorded). */
    public boolean isFinal() {
        return finalState;
    }

    /** Whether the person is known to have got the text; nobody else counts as reached. */
    public boolean isReached() {
        return this == DELIVERED;
    }

    public static Optional<NoticeState> ofWireName(String wireName) {
        return Stream.of(values()).filter(s -> s.wireName.equals(wireName)).findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
