package in.suchi.faults;

import static org.awaitility.Awaitility.await;

import in.suchi.faults.agent.Board;
import in.suchi.faults.agent.BrokenBuild;
import in.suchi.faults.agent.HubAgent;
import in.suchi.faults.peers.ChildJvm;
import in.suchi.journeys.HubJar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The packaged hub with the suite's agent in it. */
final class HubProcess implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofMinutes(10);

    final Board board;
    private final Path folder;
    private final Path agent;
    private final BrokenBuild build;
    private final Map<String, String> properties;
    private final Map<String, String> environment = new HashMap<>();
    private final int port;
    private Process process;

    HubProcess(Path folder, BrokenBuild build, Map<String, String> properties, long domainMillis, int port) {
        this.folder = folder;
        this.build = build;
        this.properties = new HashMap<>(properties);
        this.port = port;
        try {
            board = Board.open(folder.resolve("board-" + port));
            agent = agentJar(folder.resolve("agent-" + port + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        board.domainOffset(domainMillis - System.currentTimeMillis());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // the suite may be interrupted
    }

    /** A second hub of the same database, broker, peers and folders. */
    HubProcess another(int otherPort) {
        Map<String, String> own = new HashMap<>(properties);
        own.put("server.port", Integer.toString(otherPort));
        HubProcess other = new HubProcess(folder, build, own, System.currentTimeMillis(), otherPort);
        other.board.domainOffset(board.domainOffset());
        return other;
    }

    /** A variable of its environment, from the next start on; null: not set. */
    void environment(String variable, String value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
    }

    /** Starts it and comes back at once. */
    void begin() {
        process = HubJar.start(
                log(),
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-javaagent:" + agent + "=" + boardFile() + "," + build.name()),
                environment,
                properties);
    }

    /** Starts it; when this returns it serves. */
    void start() {
        begin();
        await("the hub starts; its words are in " + log())
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the hub ended at its start; its words are in " + log());
                    }
                    return serves();
                });
    }

    boolean serves() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        ended();
        board.aimAtNothing();
    }

    /** SIGTERM. @return how long it took to end */
    Duration terminate() {
        long begun = System.nanoTime();
        process.destroy();
        ended();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void ended() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return folder.resolve("hub-" + port + ".log");
    }

    private Path boardFile() {
        return folder.resolve("board-" + port);
    }

    /** The agent's classes in a jar of their own; the library that weaves is named by its manifest. */
    private static Path agentJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Premain-Class"), HubAgent.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                ChildJvm.sourceOf(ByteBuddy.class).toUri().toString());
        Path classes = ChildJvm.sourceOf(HubAgent.class);
        String packageFolder = HubAgent.class.getPackageName().replace('.', '/');
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(classes.resolve(packageFolder))) {
            all.forEach(found::add);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Path type : found) {
                out.putNextEntry(new JarEntry(packageFolder + "/" + type.getFileName()));
                out.write(Files.readAllBytes(type));
                out.closeEntry();
            }
        }
        return jar;
    }

    @Override
    public void close() {
        if (isAlive()) {
            process.destroyForcibly();
        }
    }
}
