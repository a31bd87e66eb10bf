package in.suchi.deadletter;

import java.util.Set;

/**
 * What one kind of work does when it failed. Implemented by the owner of the work (extracts, pushes, notices …); found by
 * the {@code hubKind} header of the message. Implementations change their own row and, where tries have run out, call
 * {@link DeadLetters#open}; all in the caller's transaction.
 */
public interface FailureHandler {

    /** The values of {@code hubKind} this handler answers for. */
    Set<String> kinds();

    /** Decides: try again later (writes next_try_at) or dead letter. Called once per failed message. */
    void failed(FailedWork work);

    /**
     * Puts the work of a dead letter back to where it failed, so that the releaser finds it.
     *
     * @return null if it was put back, otherwise the reason in plain words why it was not (for example: superseded by revision 8)
     */
    String putBack(String kind, String subject);
}
