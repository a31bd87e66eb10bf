package in.suchi.sandbox;

import in.suchi.ledger.Balances;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What {@code mvn spring-boot:run} shows: the hub with simulated peers and generated people, from sixty hours before the first
 * session through its day, in about two minutes.
 */
@Component
@Profile("sandbox")
class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    /** Between two looks whether the clock may go on; every timer of the hub that matters gets its turn in between. */
    private static final int TICK_MILLIS = 75;

    private static final String SAMPLE = "registrations-20210113T200000-full.csv";

    private final SandboxSettings settings;
    private final SandboxFolders folders;
    private final SandboxPeers peers;
    private final DomainClock clock;
    private final SandboxClock sandboxClock;
    private final SandboxNews news;
    private final Path config;
    private SandboxPace pace;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sandbox-clock"));

    Sandbox(
            SandboxSettings settings,
            DomainClock clock,
            JdbcClient jdbc,
            Balances balances,
            @Value("${suchi.config}") Path config) {
        this.settings = settings;
        this.clock = clock;
        this.config = config;
        folders = new SandboxFolders(settings.folder().toAbsolutePath().normalize());
        peers = new SandboxPeers(
                folders,
                new SandboxPeers.Ports(
                        settings.registryPort(), settings.districts().port(), settings.gatewayPort()),
                settings.districts().slugs(),
                SmsOutcomes.ordinary(settings.seed()),
                clock);
        sandboxClock = new SandboxClock(
                clock,
                jdbc,
                new OpenWork(jdbc, clock, settings.districts().slugs()),
                peers.gateway()::receiptsPending,
                settings.patience());
        news = new SandboxNews(jdbc, clock, balances);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() throws IOException {
        LOG.info(
                "SANDBOX: registry sftp://{}@127.0.0.1:{}, districts sftp://{}@127.0.0.1:{}, gateway {} (password of all: {}); folders in {}",
                SandboxPeers.REGISTRY_USER,
                peers.registry().port(),
                settings.districts().slugs(),
                peers.districts().port(),
                peers.gateway().submitUrl(),
                SandboxPeers.PASSWORD,
                folders.root());
        if (!everHadAnExtract()) {
            Path extract = folders.root().resolve(SAMPLE);
            PeopleGenerator.Summary made = new PeopleGenerator(GeneratorPlaces.ofBihar(config))
                    .generate(
                            settings.people(),
                            settings.seed(),
                            GeneratorOptions.defaults()
                                    .withDistricts(namesOf(settings.districts().slugs())),
                            extract,
                            folders.truth());
            peers.putIntoOutbox(extract, SAMPLE);
            LOG.info("SANDBOX: {} rows for {} persons lie in the registry's outbox", made.rows(), made.persons());
        }
        pace = new SandboxPace(clock.instant(), settings.hour(), System::nanoTime);
        ticks.scheduleWithFixedDelay(this::tick, 500, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Set<String> namesOf(Iterable<String> slugs) {
        Set<String> names = new HashSet<>();
        slugs.forEach(slug -> names.add(slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + slug.substring(1)));
        return names;
    }

    private boolean everHadAnExtract() throws IOException {
        try (Stream<Path> files = Files.walk(folders.outbox())) {
            return files.anyMatch(file -> file.getFileName().toString().equals(SAMPLE));
        }
    }

    private void tick() {
        try {
            news.tell();
            Instant end =
                    settings.until().plusDays(1).atStartOfDay(DomainClock.ZONE).toInstant();
            if (clock.instant().isBefore(end)) {
                if (pace.allows(clock.instant())) {
                    sandboxClock.step();
                }
            } else {
                clock.run();
                ticks.shutdown();
                news.tellAll();
                LOG.info("SANDBOX: the first session day is over; the domain clock goes on at real speed");
            }
        } catch (RuntimeException e) {
            LOG.warn("SANDBOX: the clock could not be moved: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        peers.close();
    }
}
