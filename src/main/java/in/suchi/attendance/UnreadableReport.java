package in.suchi.attendance;

/** A report that cannot be read as a whole; the message says where and what to do. */
final class UnreadableReport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReport(String message) {
        super(message);
    }
}
