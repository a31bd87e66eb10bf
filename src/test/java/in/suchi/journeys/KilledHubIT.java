package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.ledger.Balances;
import in.suchi.sandbox.GatewayPeer;
import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.sandbox.SandboxFolders;
import in.suchi.sandbox.SandboxPeers;
import in.suchi.sandbox.SmsOutcomes;
import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged hub in a process of its own is killed (kill -9) in the middle of its work and started again, with its broker's store
 * deleted in between; nothing may be lost and nothing doubled beyond what was in doubt.
 */
class KilledHubIT {

    private static final int IN_DOUBT_BOUND = 100;

    @TempDir
    Path folder;

    private SandboxFolders folders;
    private SandboxPeers peers;
    private JdbcClient jdbc;
    private final Map<String, String> properties = new HashMap<>();
    private Process hub;

    @BeforeEach
    void startPeers() throws IOException {
        folders = new SandboxFolders(folder);
        peers = new SandboxPeers(
                folders,
                new SandboxPeers.Ports(0, 0, 0),
                List.of("patna"),
                SmsOutcomes.allDelivered(),
                DomainClock.real());
        String url = TestDatabase.freshUrl();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        jdbc = JdbcClient.create(source);
        Path districts = Files.writeString(folder.resolve("districts.yaml"), """
                districts:
                  patna:
                    lgd: 212
                    endpoints:
                      - {id: patna-sftp, kind: sftp, host: 127.0.0.1, port: %d, user: patna, password: sandbox, known-hosts: "%s", folder: rosters}
                """.formatted(
                        peers.districts().port(), folders.knownHosts()));
        properties.put("spring.profiles.active", "drill");
        properties.put("suchi.database.embedded", "false");
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", "postgres");
        properties.put("spring.datasource.password", "");
        properties.put("suchi.data", folder.resolve("hub").toString());
        properties.put("suchi.districts.file", districts.toString());
        properties.put("suchi.registry.port", Integer.toString(peers.registry().port()));
        properties.put("suchi.registry.user", SandboxPeers.REGISTRY_USER);
        properties.put("suchi.registry.password", SandboxPeers.PASSWORD);
        properties.put("suchi.registry.known-hosts", folders.knownHosts().toString());
        properties.put("suchi.routes.count-balances-period", "1000");
        properties.put("suchi.registry.lease", "5s");
        properties.put("suchi.dispatch.queued-lease", "5s");
        properties.put("suchi.pushes.queued-lease", "5s");
        properties.put("suchi.pushes.sending-lease", "5s");
        properties.put(
                "suchi.gateways.kannel-1.url", peers.gateway().submitUrl().toString());
        properties.put("suchi.gateways.kannel-1.per-second", "100");
        properties.put("suchi.gateways.kannel-1.answer-timeout", "3s");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.destroyForcibly();
        }
        peers.close();
    }

    @Test
    void killedInEachPhaseAndItsBrokersStoreDeletedItLosesNobody() throws Exception {
        Path extract = folder.resolve("extract.csv");
        PeopleGenerator.Summary made = new PeopleGenerator(GeneratorPlaces.ofBihar(Path.of("config")))
                .generate(
                        1500,
                        3,
                        GeneratorOptions.faultless().withDistricts(Set.of("Patna")),
                        extract,
                        folder.resolve("truth.csv"));
        start("2021-01-13T21:00:00+05:30");
        peers.putIntoOutbox(extract, "registrations-20210113T200000.csv");
        eventually(() -> count("extract") == 1); // taken, perhaps being loaded
        kill();

        start("2021-01-13T21:00:00+05:30");
        eventually(() -> count("registration where version = 1") == made.persons() && count("waiting") == 0);
        kill();

        start("2021-01-14T09:05:00+05:30");
        eventually(() -> count("push where state = 'accepted'") > 2); // in the middle of the pushes
        kill();
        FileSystemUtils.deleteRecursively(folder.resolve("hub/broker"));

        start("2021-01-15T09:05:00+05:30");
        eventually(() -> count("push where state <> 'accepted' and state <> 'superseded'") == 0);
        eventually(() -> peers.gateway().accepted() > 100); // in the middle of the notices
        kill();

        start("2021-01-15T09:05:00+05:30");
        eventually(() -> count("notice where due_at <= timestamptz '2021-01-15T09:05:00+05:30' and state not in"
                        + " ('delivered', 'submitted', 'no-number', 'cancelled')")
                == 0);

        Map<String, Integer> perReference = peers.gateway().acceptedPerReference();
        long told = count("notice where state in ('delivered', 'submitted')"); // receipts to a killed hub may be lost
        assertThat(perReference).hasSize((int) told);
        assertThat(GatewayPeer.messagesIn(folders.gateway("kannel-1")).size() - perReference.size())
                .isLessThanOrEqualTo(IN_DOUBT_BOUND);
        assertThat(count("dead_letter")).isZero();
        jdbc.sql("delete from balance_count").update(); // those of now, not of the time of a kill
        eventually(() -> count("balance_count") == Balances.NAMES.size());
        assertThat(count("balance_count where not holds")).isZero();
    }

    private void start(String domainTime) {
        Map<String, String> now = new HashMap<>(properties);
        now.put("suchi.clock.start", domainTime);
        hub = HubJar.start(folder.resolve("hub.log"), now);
    }

    private void kill() throws InterruptedException {
        hub.destroyForcibly().waitFor(); // SIGKILL
    }

    private long count(String fromWhere) {
        return jdbc.sql("select count(*) from " + fromWhere).query(Long.class).single();
    }

    /** Waits longer than a busy machine needs, but not for a hub that has ended. */
    private void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .failFast("the hub has ended; its log says why", () -> !hub.isAlive())
                .until(condition);
    }
}
