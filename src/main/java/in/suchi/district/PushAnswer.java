package in.suchi.district;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import in.suchi.peer.RetryAfter;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What an endpoint's refusal or silence means. Each protocol says it in its own way; cases are in
 * {@code src/test/resources/cases/district-answers.csv}.
 *
 * @param asked the wait the server asked for; empty: it did not say
 */
record PushAnswer(PushFailure failure, Optional<Duration> asked) {

    /** Nobody is left alone for longer, whatever its server says. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    static PushAnswer of(Throwable thrown) {
        PushAnswer found = new PushAnswer(PushFailure.OTHER, Optional.empty());
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException http) {
                return http(http);
            }
            PushFailure one = one(cause);
            // The innermost cause that says something decides: a "Failure" of SFTP may only wrap a broken pipe.
            if (one != PushFailure.OTHER) {
                found = new PushAnswer(one, Optional.empty());
            }
            if (!one.burnsTry() || one.isFinal() || cause.getCause() == cause) {
                break;
            }
        }
        return found;
    }

    private static PushFailure one(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
        if (cause instanceof JSchException ssh) {
            return ssh(ssh, message);
        }
        if (cause instanceof SftpException sftp) {
            return sftp(sftp, message);
        }
        if (cause instanceof PushFailure.StoredDifferently) {
            return PushFailure.DIFFERS;
        }
        if (cause instanceof PushFailure.QueueFull) {
            return PushFailure.QUEUE_FULL;
        }
        if (cause instanceof PushFailure.NoReceiver) {
            return PushFailure.LIST_REFUSED;
        }
        if (cause instanceof AuthenticationFailedException) {
            return PushFailure.LOGIN_REFUSED;
        }
        if (cause instanceof SMTPSendFailedException mail) {
            return mail(mail.getReturnCode());
        }
        if (cause instanceof SMTPAddressFailedException mail) {
            return mail(mail.getReturnCode());
        }
        if (cause instanceof SMTPSenderFailedException mail) {
            return mail(mail.getReturnCode());
        }
        if (cause instanceof SSLException) {
            return tls(message);
        }
        return cause instanceof IOException ? PushFailure.UNREACHABLE : PushFailure.OTHER;
    }

    private static PushFailure ssh(JSchException cause, String message) {
        if (cause instanceof JSchHostKeyException || message.contains("hostkey")) {
            return PushFailure.HOST_KEY;
        }
        return message.startsWith("auth ") || message.startsWith("userauth")
                ? PushFailure.LOGIN_REFUSED
                : PushFailure.UNREACHABLE;
    }

    private static PushFailure sftp(SftpException cause, String message) {
        boolean broken = message.contains("closed")
                || message.contains("session is down")
                || message.contains("pipe")
                || cause.id == ChannelSftp.SSH_FX_NO_CONNECTION
                || cause.id == ChannelSftp.SSH_FX_CONNECTION_LOST;
        return broken ? PushFailure.UNREACHABLE : PushFailure.REFUSED_BY_SERVER;
    }

    /** The server's alert is about our certificate; what we find ourselves is about the server's. */
    private static PushFailure tls(String message) {
        if (message.contains("received fatal alert")) {
            boolean ours =
                    message.contains("certificate") || message.contains("unknown_ca") || message.contains("denied");
            return ours ? PushFailure.LOGIN_REFUSED : PushFailure.UNREACHABLE;
        }
        return message.contains("pkix")
                        || message.contains("certificate")
                        || message.contains("subject alternative")
                        || message.contains("hostname")
                ? PushFailure.CERTIFICATE
                : PushFailure.UNREACHABLE;
    }

    private static PushAnswer http(HttpOperationFailedException answer) {
        Optional<Duration> asked = RetryAfter.in(
                        answer.getResponseHeaders() == null ? Map.of() : answer.getResponseHeaders())
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        return new PushAnswer(http(answer.getStatusCode(), asked.isPresent()), asked);
    }

    private static PushFailure http(int status, boolean saysWhen) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> PushFailure.LOGIN_REFUSED;
            case TOO_MANY, UNAVAILABLE -> PushFailure.BUSY;
            case TIMEOUT -> saysWhen ? PushFailure.BUSY : PushFailure.SERVER_ERROR;
            default -> {
                boolean serverFault = status >= 500 || status < 400;
                if (!serverFault) {
                    yield PushFailure.LIST_REFUSED;
                }
                yield saysWhen ? PushFailure.BUSY : PushFailure.SERVER_ERROR;
            }
        };
    }

    /** SMTP: 4yz may go, 5yz will not; what is about the login is the endpoint's matter. */
    private static PushFailure mail(int code) {
        return switch (code) {
            case 530, 534, 535, 538 -> PushFailure.LOGIN_REFUSED;
            case 421, 450, 451, 452, 454 -> PushFailure.BUSY;
            default -> code >= 500 ? PushFailure.LIST_REFUSED : PushFailure.SERVER_ERROR;
        };
    }
}
