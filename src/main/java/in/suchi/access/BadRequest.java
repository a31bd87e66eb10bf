package in.suchi.access;

/** The request cannot be carried out as it is; the message says what is wrong and what to do, without personal data. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRequest(String message) {
        super(message);
    }
}
