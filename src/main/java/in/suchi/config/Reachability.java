package in.suchi.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Whether another system can be reached from here, and whether its clock agrees with ours. Sends nothing of anybody. */
public final class Reachability {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Two clocks may differ by this much; what is more makes deadlines and receipts' times wrong. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Reachability() {}

    /** Whether the name is this machine itself. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Opens a connection and closes it again; notes an error when it cannot. */
    public static boolean ofPort(String host, int port, CheckRun run, Path file, String key) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return true;
        } catch (UnknownHostException e) {
            run.yamlError(file, key, host, "no such host is known here: correct it, or ask who keeps the name servers");
        } catch (IOException e) {
            run.yamlError(
                    file,
                    key,
                    host + ":" + port,
                    "cannot be reached (" + e.getMessage()
                            + "): see that it is up, and that the firewall lets us through");
        }
        return false;
    }

    /** As {@link #ofPort}, then asks for the headers of the server's root, whose date tells its clock. */
    public static void ofHttp(URI uri, CheckRun run, Path file, String key) {
        if (!ofHttpPort(uri, run, file, key)) {
            return;
        }
        HttpRequest head = HttpRequest.newBuilder(URI.create(uri.getScheme() + "://" + uri.getAuthority() + "/"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(head, HttpResponse.BodyHandlers.discarding());
            answer.headers().firstValue("Date").ifPresent(date -> clock(date, uri.getHost(), run, file, key));
        } catch (javax.net.ssl.SSLException e) {
            run.yamlError(
                    file,
                    key,
                    uri.getHost(),
                    "its certificate is not trusted here (" + e.getMessage()
                            + "): ask its owner, and put its authority into the trust store");
        } catch (IOException e) {
            // It answers no HEAD; that it listens is all that can be known without submitting something.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #ofPort}, at the port that the address means. */
    public static boolean ofHttpPort(URI uri, CheckRun run, Path file, String key) {
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? HTTPS : HTTP;
        return ofPort(uri.getHost(), port, run, file, key);
    }

    private static void clock(String date, String host, CheckRun run, Path file, String key) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            skew(Duration.between(Instant.now(), theirs), host, run, file, key);
        } catch (DateTimeException e) {
            // a date that cannot be read says nothing about the clock
        }
    }

    /** Notes a warning when another system's clock is too far from ours. */
    public static void skew(Duration ahead, String whose, CheckRun run, Path file, String key) {
        if (ahead.abs().compareTo(SKEW) > 0) {
            run.yamlWarning(
                    file,
                    key,
                    whose,
                    "its clock is %d s %s ours: let both follow a time server (chrony, systemd-timesyncd)"
                            .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"));
        }
    }
}
