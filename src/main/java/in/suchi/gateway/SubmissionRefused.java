package in.suchi.gateway;

/**
 * The gateway's profile cannot carry this submission, and would spoil it silently if it were sent: nothing was sent.
 */
public final class SubmissionRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SubmissionRefused(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** {@code text-too-long}, {@code text-empty}, {@code text-not-marked} or {@code number-malformed}. */
    public String reason() {
        return reason;
    }
}
