package in.suchi.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A real SFTP server of the sandbox, the drill and the tests: the registry's, or a district's. Bound to loopback only.
 * Each login sees its own folder as root and nothing else. The host key is made once in the given folder and stays, so
 * a client that pinned it recognises the server after a restart.
 *
 * <p>Thread-safe. Faults act at once, on open connections too, and stay until switched off.
 */
public final class SftpPeer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int RSA_BITS = 2048;

    private record Login(String password, PublicKey key) {}

    private final SimpleGeneratorHostKeyProvider hostKey;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final VirtualFileSystemFactory jails = new VirtualFileSystemFactory();
    private final SftpFaults faults = new SftpFaults();
    private int port;
    private SshServer server;

    /**
     * @param keyFolder where the host key is kept; made where missing
     * @param port the port to listen on; 0 takes any free one at the first start and keeps it from then on
     */
    public SftpPeer(Path keyFolder, int port) {
        try {
            Files.createDirectories(keyFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the host key's folder " + keyFolder, e);
        }
        this.hostKey = new SimpleGeneratorHostKeyProvider(keyFolder.resolve("host-key"));
        this.hostKey.setAlgorithm("RSA");
        this.hostKey.setKeySize(RSA_BITS);
        this.port = port;
    }

    /** Adds (or replaces) a login by password, jailed to the folder, which is made where missing. */
    public SftpPeer login(String name, String password, Path root) {
        return login(name, password, root, null);
    }

    /** Adds (or replaces) a login by password or key, either of which may be null. */
    public SftpPeer login(String name, String password, Path root, PublicKey key) {
        try {
            Files.createDirectories(root);
            jails.setUserHomeDir(name, root.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the SFTP folder " + root, e);
        }
        logins.put(name, new Login(password, key));
        return this;
    }

    /** Starts to listen, on the port of the last start if there was one. Does nothing when it is already listening. */
    public synchronized SftpPeer start() {
        if (server != null) {
            return this;
        }
        var sshd = SshServer.setUpDefaultServer();
        sshd.setHost(HOST);
        sshd.setPort(port);
        sshd.setKeyPairProvider(hostKey);
        sshd.setFileSystemFactory(jails);
        sshd.setPasswordAuthenticator(
                (name, password, session) -> !faults.refusesLogins() && passwordIs(name, password));
        sshd.setPublickeyAuthenticator((name, key, session) -> !faults.refusesLogins() && keyIs(name, key));
        var sftp = new SftpSubsystemFactory();
        sftp.setFileSystemAccessor(faults);
        sftp.addSftpEventListener(faults);
        sshd.setSubsystemFactories(List.of(sftp));
        try {
            sshd.start();
        } catch (IOException e) {
            throw new UncheckedIOException("SFTP peer cannot listen on " + HOST + ":" + port + "; is it taken?", e);
        }
        port = sshd.getPort();
        server = sshd;
        return this;
    }

    /** Closes the port and every connection at once: clients find the connection refused until {@link #start()}. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        var stopping = server;
        server = null;
        try {
            stopping.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("SFTP peer on port " + port + " did not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String host() {
        return HOST;
    }

    /** The port listened on; 0 before the first start of a peer that takes any. */
    public synchronized int port() {
        return port;
    }

    public synchronized boolean isRunning() {
        return server != null;
    }

    /** The host key's line as it stands in a known_hosts file; only after the first start, as it names the port. */
    public String knownHostsLine() {
        int listening = port();
        if (listening == 0) {
            throw new IllegalStateException("start the SFTP peer first: its line in known_hosts names the port");
        }
        try {
            var key = hostKey.loadKey(null, KeyPairProvider.SSH_RSA).getPublic();
            return "[" + HOST + "]:" + listening + " " + PublicKeyEntry.toString(key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the host key " + hostKey.getPath(), e);
        }
    }

    /** Writes a known_hosts file that pins this peer and no other. */
    public void writeKnownHosts(Path file) {
        writeKnownHosts(file, List.of(this));
    }

    /** Writes a known_hosts file that pins all these peers. */
    public static void writeKnownHosts(Path file, List<SftpPeer> peers) {
        var lines = peers.stream().map(SftpPeer::knownHostsLine).toList();
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.write(file, lines, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Fault: every password and key is refused. */
    public SftpPeer refuseLogins(boolean on) {
        faults.refuseLogins(on);
        return this;
    }

    /** Fault: nothing can be written, renamed or removed (permission denied). */
    public SftpPeer readOnly(boolean on) {
        faults.readOnly(on);
        return this;
    }

    /** Fault: each request is answered this much later; zero switches it off. */
    public SftpPeer delay(Duration each) {
        faults.delay(each);
        return this;
    }

    /** Fault: after this many more bytes every write fails as on a full disk; a negative number switches it off. */
    public SftpPeer failWritesAfter(long bytes) {
        faults.failWritesAfter(bytes);
        return this;
    }

    private boolean passwordIs(String name, String password) {
        var login = logins.get(name);
        return login != null
                && login.password() != null
                && password != null
                && MessageDigest.isEqual(
                        login.password().getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    private boolean keyIs(String name, PublicKey key) {
        var login = logins.get(name);
        return login != null && login.key() != null && KeyUtils.compareKeys(login.key(), key);
    }
}
