package in.suchi.district;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.util.Locale;

/** Why a push did not arrive, as far as it decides what happens next. */
enum PushFailure {
    /** The server is there and does not let the hub in: a matter of the account, not of this push. */
    LOGIN_REFUSED("login-refused", true, false, "it refuses the login; check user, password or key in districts.yaml"),
    /** The server shows another key than the pinned one, or none is pinned. */
    HOST_KEY(
            "host-key",
            true,
            false,
            "its host key is not the pinned one; check with the district, then the known-hosts file"),
    /** Connection refused, broken or silent. */
    UNREACHABLE("unreachable", true, true, "it cannot be reached or does not answer; check the server and the line"),
    /** The server answered and refused this file: no folder, no permission, disk full. */
    REFUSED_BY_SERVER("refused-by-server", false, true, "it refuses the file; check folder, permissions and disk"),
    /** What was read back is not what was written. */
    DIFFERS("differs-when-read-back", false, true, "what it stored differs from what was sent"),
    OTHER("failed", false, true, "see the error");

    private final String key;
    private final boolean ofEndpoint;
    private final boolean burnsTry;
    private final String remedy;

    PushFailure(String key, boolean ofEndpoint, boolean burnsTry, String remedy) {
        this.key = key;
        this.ofEndpoint = ofEndpoint;
        this.burnsTry = burnsTry;
        this.remedy = remedy;
    }

    String key() {
        return key;
    }

    /** Whether every other push to the endpoint would fail likewise. */
    boolean ofEndpoint() {
        return ofEndpoint;
    }

    /** Whether the push that failed has one try less. */
    boolean burnsTry() {
        return burnsTry;
    }

    String remedy() {
        return remedy;
    }

    static PushFailure of(Throwable failure) {
        PushFailure found = OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            PushFailure one = ofOne(cause);
            // The innermost cause that says something decides: a "Failure" of SFTP may only wrap a broken pipe.
            if (one != OTHER) {
                found = one;
            }
            if (found == LOGIN_REFUSED || found == HOST_KEY || cause.getCause() == cause) {
                break;
            }
        }
        return found;
    }

    private static PushFailure ofOne(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
        if (cause instanceof JSchHostKeyException || cause instanceof JSchException && message.contains("hostkey")) {
            return HOST_KEY;
        }
        if (cause instanceof JSchException) {
            return message.startsWith("auth ") || message.startsWith("userauth") ? LOGIN_REFUSED : UNREACHABLE;
        }
        if (cause instanceof StoredDifferently) {
            return DIFFERS;
        }
        if (cause instanceof SftpException sftp) {
            boolean broken =
                    message.contains("closed") || message.contains("session is down") || message.contains("pipe");
            return broken
                            || sftp.id == ChannelSftp.SSH_FX_NO_CONNECTION
                            || sftp.id == ChannelSftp.SSH_FX_CONNECTION_LOST
                    ? UNREACHABLE
                    : REFUSED_BY_SERVER;
        }
        return cause instanceof IOException ? UNREACHABLE : OTHER;
    }

    /** The file at the endpoint is not the file that was sent. */
    static final class StoredDifferently extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoredDifferently(String name) {
            super(name + " was read back and differs from what was sent");
        }
    }
}
