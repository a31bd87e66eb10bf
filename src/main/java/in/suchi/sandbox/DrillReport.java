package in.suchi.sandbox;

import in.suchi.ledger.Balance;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a drill tells at its end: how long each step took, the balances, and how much memory and disk it needed. */
final class DrillReport {

    private static final long MEGABYTE = 1024 * 1024;

    private final Map<String, Duration> laps = new LinkedHashMap<>();
    private final Instant began = Instant.now();
    private Instant lapSince = Instant.now();
    private List<Balance> balances = List.of();
    private long databaseBytes;
    private long brokerBytes;
    private long peerBytes;

    void lap(String step) {
        Instant now = Instant.now();
        laps.merge(step, Duration.between(lapSince, now), Duration::plus);
        lapSince = now;
    }

    void balances(List<Balance> counted) {
        balances = counted;
    }

    void database(JdbcClient jdbc) {
        databaseBytes = jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }

    void folders(SandboxFolders folders) {
        brokerBytes = size(folders.hub().resolve("broker"));
        peerBytes = size(folders.root()) - size(folders.hub());
    }

    void print(PrintStream out) {
        balances.forEach(balance -> out.printf(
                "drill: balance %-12s %s: %,d = %,d %s%n",
                balance.name(),
                balance.holds() ? "holds" : "does NOT hold",
                balance.expected(),
                balance.found(),
                balance.parts()));
        laps.forEach((step, time) -> out.printf("  %-32s %8.1f s%n", step, time.toMillis() / 1000.0));
        out.printf(
                "drill: %.1f minutes; heap at most %d MB, process %s; on disk: database %d MB, broker %d MB, peers %d MB%n",
                Duration.between(began, Instant.now()).toMillis() / 60_000.0,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                residentPeak(),
                databaseBytes / MEGABYTE,
                brokerBytes / MEGABYTE,
                peerBytes / MEGABYTE);
    }

    /** The most memory this process ever held, as Linux counts it; the database's processes are not in it. */
    private static String residentPeak() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(DrillReport::length).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }
}
