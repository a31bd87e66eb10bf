package in.suchi.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * From the command to ready, second start: the packaged jar as it is, and unpacked with a class-data archive, in turns.
 */
final class StartBenchmark {

    private static final Path JAR = Path.of("target/suchi.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Results results = new Results("start");
    private final int rounds;

    StartBenchmark(int rounds) {
        this.rounds = rounds;
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("suchi-benchmark");
        Path unpacked = folder.resolve("unpacked");
        Path archive = folder.resolve("suchi.jsa");
        finished(
                folder,
                List.of(
                        JAVA,
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toString(),
                        "extract",
                        "--destination",
                        unpacked.toString()));
        List<String> plain = List.of(JAVA, "-Xmx1g", "-jar", JAR.toString());
        List<String> recording = List.of(
                JAVA,
                "-Xmx1g",
                "-XX:ArchiveClassesAtExit=" + archive,
                "-jar",
                unpacked.resolve("suchi.jar").toString());
        List<String> shared = List.of(
                JAVA,
                "-Xmx1g",
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                unpacked.resolve("suchi.jar").toString());
        start(folder, recording); // the first start also makes the database, which is not measured
        List<Double> asItIs = new ArrayList<>();
        List<Double> withArchive = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            asItIs.add(start(folder, plain));
            withArchive.add(start(folder, shared));
        }
        results.add("second start to ready, the jar as it is, s", asItIs, "10");
        results.add("second start to ready, unpacked with class-data archive, s", withArchive, "goal 5");
        results.write();
        Folders.delete(folder);
    }

    /** Starts, waits until it is ready, and stops. @return seconds */
    private static double start(Path folder, List<String> java) throws IOException, InterruptedException {
        int port = in.suchi.support.RealProcesses.freePort();
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "--spring.profiles.active=pilot",
                "--server.port=" + port,
                "--suchi.data=" + folder.resolve("data"),
                "--suchi.registry.enabled=false",
                "--suchi.gateways.kannel-1.username=suchi",
                "--suchi.gateways.kannel-1.password=benchmark"));
        long began = System.nanoTime();
        Process hub = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hub.log").toFile())
                .start();
        Instant latest = Instant.now().plus(Duration.ofMinutes(5));
        while (!isReady(port)) {
            if (!hub.isAlive() || Instant.now().isAfter(latest)) {
                throw new IllegalStateException(
                        "the hub did not start: " + Files.readString(folder.resolve("hub.log")));
            }
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        hub.destroy();
        if (!hub.waitFor(2, TimeUnit.MINUTES)) {
            hub.destroyForcibly().waitFor();
        }
        return seconds;
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void finished(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unpack.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("unpack.log")));
        }
    }
}
