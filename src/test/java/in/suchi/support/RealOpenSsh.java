package in.suchi.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSH's own server on a free port, for the user who runs the test, by key; logins begin in {@code home}. */
public final class RealOpenSsh {

    private static final String SSHD = "/usr/sbin/sshd";

    private final Path folder;
    private final Path home;
    private final int port = RealProcesses.freePort();

    public RealOpenSsh(RealProcesses processes, Path folder, String name) {
        this.folder = folder.resolve(name);
        this.home = this.folder.resolve("home");
        try {
            Files.createDirectories(home);
            if ("root".equals(user())) {
                Files.createDirectories(Path.of("/run/sshd")); // started by root, it wants its empty folder
            }
            processes.run(name + "-host-key", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path("host_key"));
            processes.run(name + "-key", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path("login_key"));
            Files.copy(this.folder.resolve("login_key.pub"), this.folder.resolve("authorized_keys"));
            Files.writeString(
                    this.folder.resolve("known_hosts"),
                    "[127.0.0.1]:" + port + " " + Files.readString(this.folder.resolve("host_key.pub")));
            Files.writeString(this.folder.resolve("sshd_config"), """
                    Port %d
                    ListenAddress 127.0.0.1
                    HostKey %s
                    PidFile none
                    MaxStartups 200
                    MaxSessions 200
                    AuthorizedKeysFile %s
                    StrictModes no
                    UsePAM no
                    PasswordAuthentication no
                    KbdInteractiveAuthentication no
                    PermitRootLogin prohibit-password
                    Subsystem sftp internal-sftp -d %s
                    """.formatted(
                            port, path("host_key"), path("authorized_keys"), home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        processes.start(name, SSHD, "-D", "-e", "-f", path("sshd_config"));
        await().atMost(Duration.ofSeconds(20)).until(() -> RealProcesses.listens(port));
    }

    public static boolean isInstalled() {
        return Files.isExecutable(Path.of(SSHD));
    }

    public static String user() {
        return System.getProperty("user.name");
    }

    public int port() {
        return port;
    }

    public String privateKey() {
        return path("login_key");
    }

    public String knownHosts() {
        return path("known_hosts");
    }

    public Path home() {
        return home;
    }

    public RealOpenSsh withFolders(String... names) {
        for (String name : names) {
            try {
                Files.createDirectories(home.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** Lays a file there as a careful owner would: under another name first. */
    public void put(String name, String text) {
        try {
            Path part = folder.resolve("putting");
            Files.writeString(part, text);
            Files.move(part, home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> files(String name) {
        if (!Files.isDirectory(home.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        try {
            return Files.readString(home.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
