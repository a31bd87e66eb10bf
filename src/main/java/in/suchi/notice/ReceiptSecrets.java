package in.suchi.notice;

import in.suchi.gateway.GatewayProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * The receipts' addresses: each gateway has a secret of its own in its path, from the settings, else made once and kept in a file
 * that only the hub's user can read.
 */
@Component
class ReceiptSecrets {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{20,128}");

    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, List<IpAddressMatcher>> sources = new HashMap<>();
    private final String baseUrl;
    private volatile int port;

    ReceiptSecrets(ReceiptSettings settings, GatewayProfiles profiles) {
        this.baseUrl = settings.baseUrl().replaceAll("/+$", "");
        profiles.all().forEach(profile -> {
            String given = settings.secrets().get(profile.name());
            secrets.put(profile.name(), given == null ? kept(settings.folder(), profile.name()) : given);
            if (!SECRET.matcher(secrets.get(profile.name())).matches()) {
                throw new IllegalStateException("the receipts' secret of " + profile.name()
                        + " (suchi.receipts.secrets, or its file in " + settings.folder()
                        + ") is too weak: use 20 to 128 letters, digits, _ or -, or leave it out and one is made");
            }
        });
        settings.sources()
                .forEach((gateway, addresses) -> sources.put(
                        gateway, addresses.stream().map(IpAddressMatcher::new).toList()));
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** Where this gateway is to send its receipts; holds its secret, so it goes into the submit and nowhere else. */
    String url(String gateway) {
        String base = baseUrl.isEmpty() ? "http://127.0.0.1:" + port : baseUrl;
        return base + "/receipts/" + gateway + "/" + secrets.get(gateway);
    }

    /** Whether a call comes from this gateway; takes equally long for every wrong secret. */
    boolean admits(String gateway, String secret, String address) {
        String expected = secrets.getOrDefault(gateway, "");
        boolean same = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        List<IpAddressMatcher> from = sources.get(gateway);
        return same && !expected.isEmpty() && (from == null || from.stream().anyMatch(m -> m.matches(address)));
    }

    private static String kept(Path folder, String gateway) {
        Path file = folder.resolve("receipts-" + gateway);
        try {
            if (!Files.exists(file)) {
                write(folder, file, References.fresh());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be written or read: let the hub's user own " + folder
                            + ", or set suchi.receipts.secrets." + gateway,
                    e);
        }
    }

    /** Complete or not at all: a hub killed meanwhile must not leave an empty secret. */
    private static void write(Path folder, Path file, String secret) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder);
        Path half = posix
                ? Files.createTempFile(
                        folder,
                        ".secret",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, ".secret", "");
        Files.writeString(half, secret);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
