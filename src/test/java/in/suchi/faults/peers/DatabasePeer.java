package in.suchi.faults.peers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL with durable commits in processes of its own, that can be killed and started again in its folder. */
public final class DatabasePeer implements AutoCloseable {

    private final Path folder;
    private int port;
    private EmbeddedPostgres server;

    /** @param folder its data; owned by nobody else */
    public DatabasePeer(Path folder) {
        this.folder = folder;
    }

    /** Starts it, on the port of the last start if there was one. A server just killed may need a moment to leave its memory. */
    public DatabasePeer start() {
        RuntimeException last = null;
        for (int tries = 0; tries < 10; tries++) {
            try {
                Files.createDirectories(folder);
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(true)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "60")
                        .setServerConfig("listen_addresses", "127.0.0.1");
                if (port > 0) {
                    builder.setPort(port);
                }
                server = builder.start();
                port = server.getPort();
                return this;
            } catch (IOException e) {
                last = new UncheckedIOException(e);
            } catch (IllegalStateException e) {
                last = e;
            }
        }
        throw last;
    }

    public int port() {
        return port;
    }

    public String url(int throughPort) {
        return "jdbc:postgresql://127.0.0.1:" + throughPort + "/postgres?reWriteBatchedInserts=true";
    }

    /** {@code kill -9} of the postmaster; its children end when they notice. */
    public void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).trim());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            var children = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            postmaster.onExit().get(10, TimeUnit.SECONDS);
            for (ProcessHandle child : children) {
                child.destroyForcibly();
                child.onExit().get(10, TimeUnit.SECONDS);
            }
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            Files.deleteIfExists(folder.resolve("epg-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL could not be killed", e);
        }
    }

    /** Starts it where a full disk has ended it. */
    public void startAgain() {
        if (isAlive()) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            Files.deleteIfExists(folder.resolve("epg-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private boolean isAlive() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid"))
                            .get(0)
                            .trim()))
                    .isPresent();
        } catch (IOException | RuntimeException e) {
            return false; // no or half a file: it is down
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
