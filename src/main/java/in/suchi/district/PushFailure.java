package in.suchi.district;

/** Why a push did not arrive, as far as it decides what happens next. */
enum PushFailure {
    /** The server is there and does not let the hub in: a matter of the account, not of this push. */
    LOGIN_REFUSED("login-refused", Whose.ENDPOINT, Tries.KEPT, "it refuses the login; check it in districts.yaml"),
    /** The server shows another key than the pinned one, or none is pinned. */
    HOST_KEY(
            "host-key",
            Whose.ENDPOINT,
            Tries.KEPT,
            "its host key is not the pinned one; check with the district, then the known-hosts file"),
    /** The server's certificate is not one to be trusted. */
    CERTIFICATE(
            "certificate",
            Whose.ENDPOINT,
            Tries.KEPT,
            "its certificate is not trusted; check with the district, then trust in districts.yaml"),
    /** Connection refused, broken or silent. */
    UNREACHABLE(
            "unreachable",
            Whose.ENDPOINT,
            Tries.BURNT,
            "it cannot be reached or does not answer; check the server and the line"),
    /** The server asks to be left alone for a while. */
    BUSY("busy", Whose.ENDPOINT, Tries.BURNT, "it is busy and asks to be tried later"),
    /** Nobody consumes the queue. */
    QUEUE_FULL(
            "queue-full", Whose.ENDPOINT, Tries.KEPT, "its queue is full; see that the district's system consumes it"),
    /** The server has a fault with this push, which may go. */
    SERVER_ERROR("server-error", Whose.PUSH, Tries.BURNT, "it answers with an error of its own; ask the district"),
    /** The server answered and refused this file: no folder, no permission, disk full. */
    REFUSED_BY_SERVER(
            "refused-by-server", Whose.PUSH, Tries.BURNT, "it refuses the file; check folder, permissions and disk"),
    /** The server refuses this list and would refuse it again. */
    LIST_REFUSED("list-refused", Whose.PUSH, Tries.ENDED, "it refuses this list for good; see its answer"),
    /** What was read back is not what was written. */
    DIFFERS("differs-when-read-back", Whose.PUSH, Tries.BURNT, "what it stored differs from what was sent"),
    OTHER("failed", Whose.PUSH, Tries.BURNT, "see the error");

    private enum Whose {
        ENDPOINT,
        PUSH
    }

    private enum Tries {
        KEPT,
        BURNT,
        ENDED
    }

    private final String key;
    private final Whose whose;
    private final Tries tries;
    private final String remedy;

    PushFailure(String key, Whose whose, Tries tries, String remedy) {
        this.key = key;
        this.whose = whose;
        this.tries = tries;
        this.remedy = remedy;
    }

    String key() {
        return key;
    }

    /** Whether every other push to the endpoint would fail likewise. */
    boolean ofEndpoint() {
        return whose == Whose.ENDPOINT;
    }

    /** Whether the push that failed has one try less. */
    boolean burnsTry() {
        return tries != Tries.KEPT;
    }

    /** Whether it is a dead letter at once, since another try would end alike. */
    boolean isFinal() {
        return tries == Tries.ENDED;
    }

    String remedy() {
        return remedy;
    }

    /** The file at the endpoint is not the file that was sent. */
    static final class StoredDifferently extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoredDifferently(String name) {
            super(name + " was read back and differs from what was sent");
        }
    }

    /** As many messages lie on the queue as may. */
    static final class QueueFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QueueFull(String queue, int messages) {
            super(queue + " holds " + messages + " lists that nobody consumed");
        }
    }

    /** A site's e-mail went from sites.csv after the push was planned. */
    static final class NoReceiver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoReceiver(String siteCode) {
            super("the site " + siteCode + " has no e-mail in sites.csv");
        }
    }
}
