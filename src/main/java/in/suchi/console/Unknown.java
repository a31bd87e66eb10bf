package in.suchi.console;

/** What was asked for does not exist, or not for this officer; the message says where to look. */
final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String message) {
        super(message);
    }
}
