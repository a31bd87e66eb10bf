package in.suchi.benchmark;

import static org.awaitility.Awaitility.await;

import in.suchi.support.RealProcesses;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;

/** Starts {@link StubGateway} in a process of its own. */
final class StubProcess {

    private StubProcess() {}

    private static String classes() {
        try {
            return Path.of(StubGateway.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return its address, without a path */
    static String start(RealProcesses processes, long delayMillis) {
        int port = RealProcesses.freePort();
        processes.start(
                "gateway-" + port,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classes(),
                StubGateway.class.getName(),
                String.valueOf(port),
                String.valueOf(delayMillis));
        await().atMost(Duration.ofSeconds(60)).until(() -> RealProcesses.listens(port));
        return "http://127.0.0.1:" + port;
    }
}
