package in.suchi.console;

/** The request cannot be carried out as it is; the message says what is wrong and what to do, without personal data. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
