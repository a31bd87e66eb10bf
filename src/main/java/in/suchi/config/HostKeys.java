package in.suchi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Whether an SFTP server's key is pinned, and whether the server shows that key; no login is tried. */
public final class HostKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private static final Pattern BAD_LINE = Pattern.compile("line #([0-9]+)");

    private HostKeys() {}

    /**
     * @param knownHosts the file that pins the key
     * @param key where the server is named, e.g. {@code districts.patna.endpoints[1]}
     */
    public static void check(String host, int port, Path knownHosts, CheckRun run, Path file, String key) {
        List<PublicKey> pinned = pinned(host, port, knownHosts, run, file, key);
        if (pinned.isEmpty() || !run.mayAskPeers() || !Reachability.ofPort(host, port, run, file, key + ".host")) {
            return;
        }
        try {
            PublicKey shown = shown(host, port, pinned);
            if (shown == null) {
                run.yamlError(
                        file, key + ".host", host + ":" + port, "it listens, but shows no key of the pinned kind");
            } else if (pinned.stream().noneMatch(known -> KeyUtils.compareKeys(known, shown))) {
                run.yamlError(
                        file,
                        key + ".host",
                        host + ":" + port,
                        "it shows another key (%s) than the pinned one (%s): ask its owner by telephone before you pin it"
                                .formatted(KeyUtils.getFingerPrint(shown), KeyUtils.getFingerPrint(pinned.get(0))));
            }
        } catch (IOException e) {
            run.yamlError(
                    file, key + ".host", host + ":" + port, "it does not speak SSH here (" + e.getMessage() + ")");
        }
    }

    private static List<PublicKey> pinned(String host, int port, Path knownHosts, CheckRun run, Path file, String key) {
        String where = key + ".known-hosts";
        if (!Files.isReadable(knownHosts)) {
            run.yamlError(
                    file,
                    where,
                    knownHosts.toString(),
                    "there is no such readable file: put the server's key there (ssh-keyscan, compared by telephone)");
            return List.of();
        }
        try {
            List<PublicKey> keys = KnownHostEntry.readKnownHostEntries(knownHosts).stream()
                    .filter(entry -> entry.isHostMatch(host, port))
                    .map(HostKeys::keyOf)
                    .toList();
            if (keys.isEmpty()) {
                String name = port == 22 ? host : "[" + host + "]:" + port;
                run.yamlError(
                        file,
                        where,
                        knownHosts.toString(),
                        "it has no key of " + name
                                + ": fetch it with ssh-keyscan, compare its fingerprint by telephone, append it");
            }
            return keys;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            Matcher line = BAD_LINE.matcher(String.valueOf(e.getMessage()));
            run.yamlError(
                    file,
                    where,
                    knownHosts.toString(),
                    "it is no known_hosts file" + (line.find() ? ": see its line " + line.group(1) : ""));
            return List.of();
        }
    }

    private static PublicKey keyOf(KnownHostEntry entry) {
        try {
            return entry.getKeyEntry().resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static PublicKey shown(String host, int port, List<PublicKey> pinned) throws IOException {
        Set<String> kinds = new HashSet<>();
        pinned.forEach(key -> kinds.add(KeyUtils.getKeyType(key)));
        AtomicReference<PublicKey> shown = new AtomicReference<>();
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> {
                shown.set(key);
                return true;
            });
            client.start();
            client.setSignatureFactories(client.getSignatureFactories().stream()
                    .filter(factory -> kinds.contains(factory.getName())
                            || kinds.contains("ssh-rsa") && factory.getName().startsWith("rsa-sha2"))
                    .toList());
            try (ClientSession session =
                    client.connect("suchi-check", host, port).verify(PATIENCE).getSession()) {
                session.waitFor(
                        EnumSet.of(ClientSession.ClientSessionEvent.WAIT_AUTH, ClientSession.ClientSessionEvent.CLOSED),
                        PATIENCE);
            }
        }
        return shown.get();
    }

    /** Whether a private key's file is there, and nobody else can read it. */
    public static void privateKey(String path, CheckRun run, Path file, String key) {
        if (path == null || path.isBlank()) {
            return;
        }
        Path privateKey = Path.of(path);
        if (!Files.isReadable(privateKey)) {
            run.yamlError(
                    file, key, path, "there is no such readable file: put the key there, readable for the hub alone");
            return;
        }
        try {
            if (Files.getPosixFilePermissions(privateKey).stream().anyMatch(OTHERS::contains)) {
                run.yamlWarning(file, key, path, "others can read this key: chmod 600 " + path);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // no such permissions on this file system
        }
    }
}
