package in.suchi.sandbox;

import in.suchi.SuchiApplication;
import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One rehearsal: generates people, starts peers and hub, moves the domain clock through all session days until every notice is
 * final, then compares. The hub is the real one, with its own database, broker and routes.
 */
final class Drill {

    private static final Instant START =
            OffsetDateTime.parse("2021-01-13T21:00:00+05:30").toInstant();
    private static final String EXTRACT = "registrations-20210113T200000-full.csv";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    /** Nothing moved for so long although there is work: the drill gives up and says what is open. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final SandboxFolders folders;
    private final Path config;
    private final int people;
    private final long seed;
    private final Map<String, Duration> timings = new LinkedHashMap<>();
    private Instant lapSince = Instant.now();

    Drill(Path folder, Path config, int people, long seed) {
        this.folders = new SandboxFolders(folder);
        this.config = config;
        this.people = people;
        this.seed = seed;
    }

    /** @return whether everything agrees */
    boolean run(PrintStream out) throws IOException, InterruptedException {
        ReferenceTables tables = ReferenceTables.load(config);
        List<String> slugs =
                tables.districts().all().stream().map(District::slug).toList();
        Path extract = folders.root().resolve(EXTRACT);
        PeopleGenerator.Summary made = new PeopleGenerator(GeneratorPlaces.ofBihar(config))
                .generate(people, seed, GeneratorOptions.defaults(), extract, folders.truth());
        out.printf("drill: seed %d, %d rows for %d persons%n", seed, made.rows(), made.persons());
        lap("generate people");
        boolean balanced;
        try (SandboxPeers peers = new SandboxPeers(
                folders, new SandboxPeers.Ports(0, 0, 0), slugs, SmsOutcomes.ordinary(seed), DomainClock.real())) {
            try (ConfigurableApplicationContext hub = startHub(peers, tables, slugs)) {
                lap("start the hub");
                peers.putIntoOutbox(extract, EXTRACT);
                balanced = rehearse(hub, peers, slugs, out);
            }
        }
        timings.forEach((step, time) -> out.printf("  %-32s %8.1f s%n", step, time.toMillis() / 1000.0));
        boolean agrees = DrillComparison.of(folders, seed).print(out);
        out.println(balanced && agrees ? "drill: everything agrees" : "drill: NOT everything agrees, see above");
        return balanced && agrees;
    }

    private ConfigurableApplicationContext startHub(SandboxPeers peers, ReferenceTables tables, List<String> slugs)
            throws IOException {
        Path data = folders.root().resolve("hub");
        Path districts =
                DrillDistricts.write(folders, tables, slugs, peers.districts().port());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("suchi.config", config.toString());
        properties.put("suchi.data", data.toString());
        properties.put("suchi.broker.name", "drill");
        properties.put("suchi.districts.file", districts.toString());
        properties.put("suchi.registry.port", peers.registry().port());
        properties.put("suchi.registry.user", SandboxPeers.REGISTRY_USER);
        properties.put("suchi.registry.password", SandboxPeers.PASSWORD);
        properties.put("suchi.registry.known-hosts", folders.knownHosts().toString());
        properties.put(
                "suchi.gateways.kannel-1.url", peers.gateway().submitUrl().toString());
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(SuchiApplication.class)
                .profiles("drill")
                .run(arguments);
    }

    private boolean rehearse(
            ConfigurableApplicationContext hub, SandboxPeers peers, List<String> slugs, PrintStream out)
            throws InterruptedException {
        JdbcClient jdbc = hub.getBean(JdbcClient.class);
        DomainClock clock = hub.getBean(DomainClock.class);
        Balances balances = hub.getBean(Balances.class);
        OpenWork work = new OpenWork(jdbc, clock, slugs);
        SandboxClock sandboxClock = new SandboxClock(clock, jdbc, work, peers.gateway()::receiptsPending, STUCK);
        awaitLoaded(jdbc);
        lap("pull, clean, place, load");
        while (!work.count().isEmpty()) {
            Thread.sleep(50);
        }
        lap("fill sessions, make rosters");
        Instant end = jdbc.sql(
                        "select max(s.ends_at) from session s where exists (select from appointment a where a.session_id = s.session_id)")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
        boolean balanced = counted(balances, out);
        long steps = Duration.between(START, end).dividedBy(SandboxClock.STEP);
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("session days")
                .setInitialMax(steps)
                .setUpdateIntervalMillis(500)
                .build()) {
            Instant pushed = null;
            while (clock.instant().isBefore(end)) {
                if (sandboxClock.step()) {
                    bar.stepTo(Duration.between(START, clock.instant()).dividedBy(SandboxClock.STEP));
                    bar.setExtraMessage(ZonedDateTime.now(clock).format(TIME));
                    // every timer of the hub gets its turn at this time of day before the next step is considered
                    Thread.sleep(60);
                } else {
                    Thread.sleep(20);
                }
                if (pushed == null && pushesBegan(jdbc) && work.count().isEmpty()) {
                    pushed = clock.instant();
                    lap("push first rosters");
                    balanced &= counted(balances, out);
                }
            }
        }
        lap("notices, receipts, call sheets");
        balanced &= counted(balances, out);
        return balanced;
    }

    private static boolean pushesBegan(JdbcClient jdbc) {
        return jdbc.sql("select exists (select from push)").query(Boolean.class).single();
    }

    private static void awaitLoaded(JdbcClient jdbc) throws InterruptedException {
        Instant begun = Instant.now();
        while (true) {
            String state = jdbc.sql("select state from extract")
                    .query(String.class)
                    .optional()
                    .orElse("on its way");
            if (state.equals("loaded")) {
                return;
            }
            if (state.equals("failed") || Duration.between(begun, Instant.now()).compareTo(STUCK.multipliedBy(4)) > 0) {
                throw new IllegalStateException("the extract is " + state + "; look at the hub's log above");
            }
            Thread.sleep(50);
        }
    }

    private static boolean counted(Balances balances, PrintStream out) {
        boolean holds = true;
        for (Balance balance : balances.count()) {
            if (!balance.holds()) {
                out.println("drill: balance does NOT hold: " + balance);
                holds = false;
            }
        }
        return holds;
    }

    private void lap(String step) {
        Instant now = Instant.now();
        timings.put(step, Duration.between(lapSince, now));
        lapSince = now;
    }
}
