package in.suchi.config;

import java.util.Objects;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that was read from the configuration and can be read anew while the hub runs. Whoever needs it asks for
 * {@link #now()} each time and keeps nothing of it; within one database transaction the answer is always the same, so
 * that no transaction sees half of the former and half of the new configuration.
 *
 * @param <T> immutable
 */
public abstract class Current<T> {

    private volatile T value;

    protected Current(T value) {
        this.value = Objects.requireNonNull(value);
    }

    /** What holds now; in a transaction what held when the transaction first asked. */
    public final T now() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return value;
        }
        Seen<T> seen = seen();
        return seen == null ? see(value).content : seen.content;
    }

    /**
     * Puts another in its place: for the caller's transaction at once, for everybody else when it is committed. If it
     * is rolled back, nothing has happened.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public final void replaceInThisTransaction(T newer) {
        Seen<T> seen = seen();
        if (seen == null) {
            seen = see(newer);
        }
        seen.content = Objects.requireNonNull(newer);
        seen.replaces = true;
    }

    @SuppressWarnings("unchecked")
    private Seen<T> seen() {
        return (Seen<T>) TransactionSynchronizationManager.getResource(this);
    }

    private Seen<T> see(T content) {
        Seen<T> seen = new Seen<>(content);
        TransactionSynchronizationManager.bindResource(this, seen);
        TransactionSynchronizationManager.registerSynchronization(
                new ResourceHolderSynchronization<Seen<T>, Current<T>>(seen, this) {
                    @Override
                    protected boolean shouldReleaseBeforeCompletion() {
                        return false;
                    }

                    @Override
                    protected void processResourceAfterCommit(Seen<T> committed) {
                        if (committed.replaces) {
                            value = committed.content;
                        }
                    }
                });
        return seen;
    }

    /** What one transaction sees. */
    private static final class Seen<T> extends ResourceHolderSupport {
        private T content;
        private boolean replaces;

        Seen(T content) {
            this.content = content;
        }
    }
}
