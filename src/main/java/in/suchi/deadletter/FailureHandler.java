package in.suchi.deadletter;

import java.time.Instant;
import java.util.Map;
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

    /**
     * Whose cause of failure has gone, as far as the ledger shows it: since this work failed, the peer it failed at has taken
     * other work.
     *
     * @param kind one of {@link #kinds}
     * @param failedAt {@code hubId} of each piece of work with the domain time it failed last
     * @return the subjects among them that may be tried again; nobody's by default
     */
    default Set<String> mended(String kind, Map<String, Instant> failedAt) {
        return Set.of();
    }
}
