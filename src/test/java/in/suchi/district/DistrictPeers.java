package in.suchi.district;

import in.suchi.sandbox.SftpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One SFTP server for each of some districts, and the districts.yaml that names them. */
public final class DistrictPeers {

    /** Characters that mean something in addresses, placeholders and expressions. */
    private static final String PASSWORD = "p)a&s%s+w }rd";

    private final Path folder;
    private final Map<String, SftpPeer> peers = new LinkedHashMap<>();

    /** Starts a server for each district; its endpoints are {@code <district>-sftp} and {@code <district>-sites}. */
    public DistrictPeers(String... districts) {
        try {
            folder = Files.createTempDirectory("suchi-districts");
            StringBuilder yaml = new StringBuilder("districts:\n");
            int lgd = 900;
            for (String district : districts) {
                Path root = folder.resolve(district);
                for (String sub : List.of("rosters", "sites", "ack", "attendance")) {
                    Files.createDirectories(root.resolve(sub));
                }
                SftpPeer peer = new SftpPeer(folder.resolve("keys-" + district), 0)
                        .login("suchi", PASSWORD, root)
                        .start();
                peers.put(district, peer);
                yaml.append(block(district, ++lgd, peer.port()));
            }
            Files.writeString(yaml(), yaml);
            SftpPeer.writeKnownHosts(folder.resolve("known_hosts"), List.copyOf(peers.values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String block(String district, int lgd, int port) {
        return """
                  %1$s:
                    lgd: %2$d
                    endpoints:
                      - id: %1$s-sftp
                        kind: sftp
                        host: 127.0.0.1
                        port: %3$d
                        user: suchi
                        password: ${suchi.test.password}
                        known-hosts: %4$s/known_hosts
                        folder: rosters
                        ack: true
                        attendance: true
                        read-back: true
                        timeout: 3s
                      - id: %1$s-sites
                        for: sites
                        kind: sftp
                        host: 127.0.0.1
                        port: %3$d
                        user: suchi
                        password: ${suchi.test.password}
                        known-hosts: %4$s/known_hosts
                        folder: sites/<site_code>
                        gets: rosters
                        timeout: 3s
                """.formatted(district, lgd, port, folder).indent(0);
    }

    private Path yaml() {
        return folder.resolve("districts.yaml");
    }

    /** Settings under which the hub finds these servers and is quick about it. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("suchi.districts.file", () -> yaml().toString());
        registry.add("suchi.test.password", () -> PASSWORD);
        registry.add("suchi.pushes.back-off", () -> "300ms");
        registry.add("suchi.pushes.probe-every", () -> "400ms");
        registry.add("suchi.pushes.queued-lease", () -> "20s");
        registry.add("suchi.pushes.sending-lease", () -> "3s");
        registry.add("suchi.routes.plan-pushes-period", () -> "200");
        registry.add("suchi.routes.release-pushes-period", () -> "100");
        registry.add("suchi.routes.check-punctuality-period", () -> "200");
        registry.add("suchi.routes.take-acknowledgement-delay", () -> "300");
        registry.add("suchi.routes.call-sheet-period", () -> "200");
        registry.add("suchi.routes.take-attendance-delay", () -> "300");
        registry.add("suchi.routes.take-attendance-still", () -> "100");
        registry.add("suchi.routes.release-period", () -> "200");
    }

    /** Switches every fault off and starts what was stopped. */
    public void heal() {
        peers.values().forEach(peer -> peer.refuseLogins(false)
                .readOnly(false)
                .delay(Duration.ZERO)
                .failWritesAfter(-1)
                .start());
    }

    public SftpPeer peer(String district) {
        return peers.get(district);
    }

    public Path folder(String district) {
        return folder.resolve(district);
    }

    /** Names of all files in a folder of the district, sorted. */
    public List<String> files(String district, String sub) {
        Path at = folder(district).resolve(sub);
        if (!Files.isDirectory(at)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(at)) {
            return list.filter(Files::isRegularFile)
                    .map(p -> p.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String district, String file) {
        try {
            return Files.readString(folder(district).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
