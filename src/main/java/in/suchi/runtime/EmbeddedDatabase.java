package in.suchi.runtime;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL started by the hub. Its binaries come as a library whose defaults suit throw-away tests; here fsync and
 * synchronous_commit are on, so that an acknowledged commit survives kill -9 and power loss.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts the server in the folder, creating it at the first start.
     *
     * @throws IllegalStateException with the remedy, when it cannot be started
     */
    static EmbeddedDatabase start(Path folder, int port) {
        Path data = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(data);
            stopOrphan(data);
            ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                    data.resolveSibling(data.getFileName() + ".log").toFile());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // the hub stops it after everything that uses it
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("work_mem", "32MB")
                    .setServerConfig("maintenance_work_mem", "128MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setErrorRedirector(log)
                    .setOutputRedirector(log);
            if (port > 0) {
                builder.setPort(port);
            }
            EmbeddedDatabase database = new EmbeddedDatabase(builder.start());
            LOG.info("embedded PostgreSQL runs on port {} in {}", database.postgres.getPort(), data);
            return database;
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + data + " does not start (" + e.getMessage()
                            + "; its own words are in " + data
                            + ".log). Remedy: free the disk or the port; where containers forbid starting it (as root it runs through"
                            + " 'unshare -U'), run as an ordinary user or set suchi.database.embedded=false and"
                            + " spring.datasource.url to an external PostgreSQL.",
                    e);
        }
    }

    /**
     * After kill -9 of the hub its server goes on running. It would be adopted with old settings or block the folder: stop it.
     */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid;
        try {
            pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            Files.delete(pidFile); // half written: that server never came up
            return;
        }
        ProcessHandle server = ProcessHandle.of(pid)
                .filter(p -> p.info().command().orElse("postgres").contains("postgres"))
                .orElse(null);
        if (server == null) {
            return; // PostgreSQL itself removes a stale file
        }
        LOG.warn("a PostgreSQL (process {}) was left running in {}; stopping it", pid, data);
        // TERM lets it close in order; its clients are gone with the hub. KILL is safe as well: fsync is on.
        server.destroy();
        try {
            server.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        Files.deleteIfExists(pidFile);
    }

    /** The server's details to an error quote whole rows, names among them: the driver is told to leave them out. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort()
                + "/postgres?user=postgres&reWriteBatchedInserts=true&logServerErrorDetail=false&ApplicationName=suchi";
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
