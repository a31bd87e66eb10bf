package in.suchi.peer;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * Whom to trust, and which certificate to show, when speaking TLS. All files are PEM.
 *
 * @param trust certificates of the authorities (or of the server itself) to be trusted; null: the JDK's
 * @param certificate our own with its chain, for mutual TLS; null: none is shown
 * @param key of our certificate
 * @param keyPassword of the key; null: it has none
 */
public record PeerTls(Path trust, Path certificate, Path key, String keyPassword) {

    /** @throws IllegalStateException for a file that is missing, no PEM, or does not open with the password */
    public SSLContext context() {
        return SslBundle.of(
                        new PemSslStoreBundle(
                                certificate == null
                                        ? null
                                        : PemSslStoreDetails.forCertificate(location(certificate))
                                                .withPrivateKey(location(key))
                                                .withPrivateKeyPassword(keyPassword),
                                trust == null ? null : PemSslStoreDetails.forCertificate(location(trust))),
                        SslBundleKey.NONE)
                .createSslContext();
    }

    private static String location(Path file) {
        return file.toAbsolutePath().toUri().toString();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PeerTls[trust=" + trust + ", certificate=" + certificate + "]";
    }
}
