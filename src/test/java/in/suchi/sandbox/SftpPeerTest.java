package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One host key for all these tests: making an RSA key takes longer than all the rest. */
    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private SftpPeer peer;
    private SshClient ssh;

    @BeforeEach
    void startPeer() {
        peer = new SftpPeer(keys, 0)
                .login("patna", "patna-word", folder.resolve("patna"))
                .login("gaya", "gaya-word", folder.resolve("gaya"))
                .start();
        ssh = client(peer);
    }

    @AfterEach
    void stopPeer() {
        ssh.stop();
        peer.close();
    }

    @Test
    void aFileWrittenByALoginLiesInThatLoginsFolder() throws Exception {
        try (var session = connect("patna", "patna-word");
                var sftp = sftp(session)) {
            write(sftp, ".roster.tmp", "one\n");
            sftp.rename(".roster.tmp", "roster.csv");
        }
        assertThat(folder.resolve("patna/roster.csv")).hasContent("one\n");
        assertThat(folder.resolve("gaya")).isEmptyDirectory();
    }

    @Test
    void aLoginCannotClimbOutOfItsFolder() throws Exception {
        Files.writeString(folder.resolve("gaya/secret.csv"), "people");
        try (var session = connect("patna", "patna-word");
                var sftp = sftp(session)) {
            assertThatThrownBy(() -> read(sftp, "../gaya/secret.csv")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(sftp, "/gaya/secret.csv")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sftp.symLink("/door", "../gaya")).isInstanceOf(IOException.class);
            var names = new ArrayList<String>();
            sftp.readDir("/").forEach(e -> names.add(e.getFilename()));
            assertThat(names).doesNotContain("gaya", "patna", "door");
        }
    }

    @Test
    void aWrongPasswordAndAnotherLoginsPasswordAreRefused() {
        assertThatThrownBy(() -> connect("patna", "gaya-word")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> connect("nobody", "patna-word")).isInstanceOf(IOException.class);
    }

    @Test
    void aLoginMayUseItsKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        peer.login("saran", null, folder.resolve("saran"), pair.getPublic());
        try (var session =
                ssh.connect("saran", peer.host(), peer.port()).verify(PATIENCE).getSession()) {
            session.addPublicKeyIdentity(pair);
            session.auth().verify(PATIENCE);
            try (var sftp = sftp(session)) {
                write(sftp, "a.csv", "x");
            }
        }
        assertThat(folder.resolve("saran/a.csv")).exists();
    }

    @Test
    void afterARestartItHasTheSamePortAndTheSameHostKey() throws Exception {
        int port = peer.port();
        String line = peer.knownHostsLine();
        peer.stop();
        assertThatThrownBy(() -> connect("patna", "patna-word")).hasRootCauseInstanceOf(ConnectException.class);
        peer.start();
        assertThat(peer.port()).isEqualTo(port);
        assertThat(peer.knownHostsLine()).isEqualTo(line).startsWith("[127.0.0.1]:" + port + " ssh-rsa ");
        connect("patna", "patna-word").close();
        try (var again = new SftpPeer(keys, 0).start()) {
            assertThat(keyOf(again.knownHostsLine())).isEqualTo(keyOf(line));
        }
    }

    @Test
    void aServerWithAnotherKeyIsNotTakenForThisOne() {
        try (var stranger = new SftpPeer(folder.resolve("other-keys"), 0).start()) {
            assertThat(keyOf(stranger.knownHostsLine())).isNotEqualTo(keyOf(peer.knownHostsLine()));
        }
    }

    @Test
    void refusedLoginsAreTakenAgainWhenTheFaultIsOver() throws Exception {
        peer.refuseLogins(true);
        assertThatThrownBy(() -> connect("patna", "patna-word")).isInstanceOf(IOException.class);
        peer.refuseLogins(false);
        connect("patna", "patna-word").close();
    }

    @Test
    void aReadOnlyServerIsReadButNotChanged() throws Exception {
        Files.writeString(folder.resolve("patna/old.csv"), "old");
        try (var session = connect("patna", "patna-word");
                var sftp = sftp(session)) {
            peer.readOnly(true);
            assertThat(read(sftp, "old.csv")).isEqualTo("old");
            assertThatThrownBy(() -> write(sftp, "new.csv", "x")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sftp.rename("old.csv", "moved.csv")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sftp.remove("old.csv")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> sftp.mkdir("sub")).isInstanceOf(IOException.class);
            peer.readOnly(false);
            sftp.rename("old.csv", "moved.csv");
        }
        assertThat(folder.resolve("patna")).isDirectoryContaining("glob:**/moved.csv");
        assertThat(folder.resolve("patna/new.csv")).doesNotExist();
    }

    @Test
    void aFullDiskStopsAFileInTheMiddle() throws Exception {
        try (var session = connect("patna", "patna-word");
                var sftp = sftp(session)) {
            peer.failWritesAfter(100_000);
            assertThatThrownBy(() -> write(sftp, "big.csv", "x".repeat(500_000)))
                    .isInstanceOf(IOException.class);
            peer.failWritesAfter(-1);
            write(sftp, "big2.csv", "x".repeat(500_000));
        }
        assertThat(Files.size(folder.resolve("patna/big.csv"))).isLessThan(500_000);
        assertThat(folder.resolve("patna/big2.csv")).hasSize(500_000);
    }

    @Test
    void aSlowServerAnswersLate() throws Exception {
        try (var session = connect("patna", "patna-word");
                var sftp = sftp(session)) {
            peer.delay(Duration.ofMillis(300));
            long before = System.nanoTime();
            sftp.stat("/");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private ClientSession connect(String name, String password) throws IOException {
        var session =
                ssh.connect(name, peer.host(), peer.port()).verify(PATIENCE).getSession();
        try {
            session.addPasswordIdentity(password);
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    private SshClient client(SftpPeer pinned) {
        Path knownHosts = folder.resolve("known_hosts");
        pinned.writeKnownHosts(knownHosts);
        var client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
        client.start();
        return client;
    }

    private static SftpClient sftp(ClientSession session) throws IOException {
        return SftpClientFactory.instance().createSftpClient(session);
    }

    private static String keyOf(String knownHostsLine) {
        return knownHostsLine.substring(knownHostsLine.indexOf(' ') + 1);
    }

    private static void write(SftpClient sftp, String name, String text) throws IOException {
        try (var out = sftp.write(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String read(SftpClient sftp, String name) throws IOException {
        try (var in = sftp.read(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
