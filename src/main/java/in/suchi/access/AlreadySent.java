package in.suchi.access;

/** The same form, or the same {@code Idempotency-Key}, was sent before: nothing was done a second time. */
public final class AlreadySent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlreadySent() {
        super("This request was carried out already, or is under way; nothing was done a second time.");
    }
}
