package in.suchi.gateway;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Tells failures before the request went out (nothing was taken: temporary) from all others (in doubt). Whatever is not
 * known to be of the first sort is of the second.
 */
final class SubmitFailure {
    private SubmitFailure() {}

    static GatewayAnswer read(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return new GatewayAnswer.PauseGateway(
                        "tls-not-trusted", "the gateway's certificate is not trusted: check its address and the CA");
            }
        }
        depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            String notSent = beforeTheRequest(cause);
            if (notSent != null) {
                return new GatewayAnswer.Temporary(
                        Optional.empty(), notSent, cause.getClass().getSimpleName());
            }
        }
        return new GatewayAnswer.InDoubt(
                "no-answer", failure == null ? "" : failure.getClass().getSimpleName());
    }

    private static String beforeTheRequest(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "unknown-host";
        }
        if (cause instanceof ConnectTimeoutException || cause instanceof HttpConnectTimeoutException) {
            return "connect-timeout";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "connection-refused";
        }
        if (cause instanceof ConnectionRequestTimeoutException) {
            return "no-free-connection";
        }
        if (cause instanceof SSLHandshakeException) {
            return "tls-handshake-failed";
        }
        return null;
    }
}
