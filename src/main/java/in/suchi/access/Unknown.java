package in.suchi.access;

/** What was asked for does not exist, or not for this officer; the message says where to look. */
public final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unknown(String message) {
        super(message);
    }
}
