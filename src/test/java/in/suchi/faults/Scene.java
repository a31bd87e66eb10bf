package in.suchi.faults;

import static org.awaitility.Awaitility.await;

import in.suchi.faults.Person.Place;
import in.suchi.faults.agent.BrokenBuild;
import in.suchi.faults.peers.BrokerPeer;
import in.suchi.faults.peers.ChildJvm;
import in.suchi.faults.peers.DatabasePeer;
import in.suchi.faults.peers.GatewayServerPeer;
import in.suchi.faults.peers.SftpServerPeer;
import in.suchi.faults.peers.TcpProxy;
import in.suchi.sandbox.SandboxFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The hub and all its peers, each in a process of its own, and a proxy on each link. Domain time runs from the evening before the
 * sessions, when everything is due at once: a new registration goes from the outbox to roster, SMS, receipt and call sheet in seconds.
 */
final class Scene implements AutoCloseable {

    static final String PASSWORD = "faults";
    private static final Instant EVENING =
            OffsetDateTime.parse("2021-01-15T18:05:00+05:30").toInstant();

    final Path folder;
    final SandboxFolders folders;
    final List<Place> places;
    final Registry registry;
    final DatabasePeer database;
    final ChildJvm broker;
    final ChildJvm registryServer;
    final ChildJvm districtServer;
    final ChildJvm gateway;
    final Map<String, TcpProxy> links = new HashMap<>();
    final Map<String, Disk> disks = new LinkedHashMap<>();
    final HubProcess hub;
    final JdbcClient jdbc;
    final boolean recognises;

    /** @param recognises whether the gateway knows a reference it had before */
    Scene(Path folder, BrokenBuild build, boolean recognises) {
        this.folder = folder;
        this.recognises = recognises;
        folders = new SandboxFolders(folder);
        places = SceneConfiguration.places();
        registry = new Registry(folders.outbox(), places);
        disks.put("database", Disk.mount(folder.resolve("disk-database"), 300));
        disks.put("broker", Disk.mount(folder.resolve("disk-broker"), 48));
        disks.put("spool of the hub", Disk.mount(folder.resolve("hub"), 24));
        disks.put("districts", Disk.mount(folder.resolve("districts"), 24));
        SceneConfiguration.makeFolders(folders, places);
        database = new DatabasePeer(folder.resolve("disk-database/postgres")).start();
        int brokerPort = freePort();
        int registryPort = freePort();
        int districtPort = freePort();
        int gatewayPort = freePort();
        int hubPort = freePort();
        broker = child(BrokerPeer.class, "broker", brokerPort, folder.resolve("disk-broker/store"), 32);
        registryServer = child(
                SftpServerPeer.class,
                "registry",
                registryPort,
                folders.keys().resolve("registry"),
                PASSWORD,
                "registry=" + folders.registry());
        districtServer = child(
                SftpServerPeer.class,
                "districts",
                districtPort,
                folders.keys().resolve("districts"),
                PASSWORD,
                "patna=" + folders.district("patna"),
                "nalanda=" + folders.district("nalanda"));
        gateway = child(
                GatewayServerPeer.class,
                "gateway",
                recognises ? "json" : "kannel",
                gatewayPort,
                folders.gateway("gateway"),
                "suchi",
                PASSWORD);
        link("database", database.port());
        link("broker", brokerPort);
        link("registry", registryPort);
        link("districts", districtPort);
        link("gateway", gatewayPort);
        link("receipts", hubPort);
        SceneConfiguration.writeKnownHosts(this);
        SceneConfiguration.write(this);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url(database.port()));
        source.setUser("postgres");
        source.setSocketTimeout(60);
        jdbc = JdbcClient.create(source);
        hub = new HubProcess(
                folder, build, SceneConfiguration.properties(this, hubPort), EVENING.toEpochMilli(), hubPort);
    }

    private ChildJvm child(Class<?> main, String name, Object... arguments) {
        String[] texts = java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        return new ChildJvm(main, folder.resolve(name + ".log"), texts).start();
    }

    private void link(String name, int port) {
        links.put(name, new TcpProxy(name, port));
    }

    TcpProxy link(String name) {
        return links.get(name);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything works again; who was killed is up again. */
    void repair() {
        links.values().forEach(TcpProxy::repair);
        for (ChildJvm peer : List.of(broker, registryServer, districtServer, gateway)) {
            if (!peer.isAlive()) {
                peer.start();
            }
        }
        gateway.tell("repair");
        for (ChildJvm server : List.of(registryServer, districtServer)) {
            server.tell("refuse-logins off");
            server.tell("read-only off");
            server.tell("delay 0");
            server.tell("fail-writes-after -1");
            server.tell("start");
        }
        if (!hub.isAlive()) {
            hub.start();
        }
    }

    void deleteBrokerStore() {
        try {
            FileSystemUtils.deleteRecursively(folder.resolve("disk-broker/store"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until nothing is open.
     *
     * @return how long it took
     * @throws StuckException when it takes longer than that; it says what is open
     */
    Duration settle(Duration limit) {
        Instant begun = Instant.now();
        Rest rest = new Rest(this);
        try {
            await().atMost(limit).pollInterval(Duration.ofMillis(250)).until(() -> rest.open()
                    .isEmpty());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new StuckException(rest.open(), limit);
        }
        return Duration.between(begun, Instant.now());
    }

    /** Work older than its time limit, and no dead letter says so. */
    static final class StuckException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StuckException(List<String> open, Duration limit) {
            super("after " + limit.toSeconds() + " s without a fault there is still: " + String.join("; ", open));
        }
    }

    /** Every file there; the hub and its peers may be at work in these folders meanwhile. */
    static List<Path> files(Path under) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(under, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void close() {
        hub.close();
        links.values().forEach(TcpProxy::close);
        for (ChildJvm peer : List.of(gateway, districtServer, registryServer, broker)) {
            peer.close();
        }
        database.close();
        disks.values().forEach(Disk::close);
    }
}
