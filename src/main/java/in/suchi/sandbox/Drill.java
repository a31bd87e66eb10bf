package in.suchi.sandbox;

import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
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
    private static final Duration STEP = Duration.ofHours(1);
    /** Nothing moved for so long although there is work: the drill gives up and says what is open. */
    private static final Duration STUCK = Duration.ofMinutes(5);
    /** How long before its session a roster is owed, and how much longer a district that is down stays so. */
    private static final Duration LEAD = Duration.ofHours(48);

    private static final Duration DOWN = Duration.ofDays(1);

    private final SandboxFolders folders;
    private final Path config;
    private final DrillOptions options;
    private final DrillReport report = new DrillReport();

    Drill(Path folder, Path config, DrillOptions options) {
        this.folders = new SandboxFolders(folder);
        this.config = config;
        this.options = options;
    }

    /** @return whether everything agrees */
    boolean run(PrintStream out) throws IOException, InterruptedException {
        ReferenceTables tables = ReferenceTables.load(config);
        List<String> slugs =
                tables.districts().all().stream().map(District::slug).toList();
        Path extract = folders.root().resolve(EXTRACT);
        PeopleGenerator.Summary made = new PeopleGenerator(GeneratorPlaces.ofBihar(config))
                .generate(options.people(), options.seed(), GeneratorOptions.defaults(), extract, folders.truth());
        out.printf("drill: seed %d, %d rows for %d persons%n", options.seed(), made.rows(), made.persons());
        Path plan = DrillPlan.write(folders, config, options);
        report.lap("generate people");
        boolean balanced;
        try (SandboxPeers peers = new SandboxPeers(
                folders,
                new SandboxPeers.Ports(0, 0, 0),
                slugs,
                SmsOutcomes.ordinary(options.seed()),
                DomainClock.real())) {
            injectFaults(peers, out);
            try (ConfigurableApplicationContext hub = DrillHub.start(folders, config, plan, peers, tables, slugs)) {
                report.lap("start the hub");
                peers.putIntoOutbox(extract, EXTRACT);
                balanced = rehearse(hub, peers, slugs, out);
                report.database(hub.getBean(JdbcClient.class));
            }
            writeUnanswered(peers, out);
        }
        report.folders(folders);
        boolean agrees = DrillComparison.of(folders, options).print(out);
        report.lap("compare");
        report.print(out);
        out.println(balanced && agrees ? "drill: everything agrees" : "drill: NOT everything agrees, see above");
        return balanced && agrees;
    }

    private void injectFaults(SandboxPeers peers, PrintStream out) {
        double share = options.gatewayErrors() / 3;
        peers.gateway().faults().refuseShare(share).cutAfterAccept(share).failAfterAccept(share);
        for (String slug : options.districtsDown()) {
            peers.giveOwnServer(slug).stop();
            out.printf("drill: the server of %s is down%n", slug);
        }
    }

    /** The gateway's own record of what it took without saying so: the comparison allows a message twice only there. */
    private void writeUnanswered(SandboxPeers peers, PrintStream out) throws IOException {
        int unanswered = peers.gateway().faults().unanswered().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (options.gatewayErrors() > 0) {
            out.printf("drill: the gateway left %d messages that it had taken unanswered%n", unanswered);
        }
        Files.write(
                folders.unanswered(),
                peers.gateway().faults().unanswered().entrySet().stream()
                        .map(entry -> entry.getKey() + "," + entry.getValue())
                        .toList());
    }

    private boolean rehearse(
            ConfigurableApplicationContext hub, SandboxPeers peers, List<String> slugs, PrintStream out)
            throws InterruptedException {
        JdbcClient jdbc = hub.getBean(JdbcClient.class);
        DomainClock clock = hub.getBean(DomainClock.class);
        Balances balances = hub.getBean(Balances.class);
        List<String> up = slugs.stream()
                .filter(slug -> !options.districtsDown().contains(slug))
                .collect(Collectors.toList());
        OpenWork work = new OpenWork(jdbc, clock, up);
        SandboxClock sandboxClock = new SandboxClock(clock, jdbc, work, peers.gateway()::receiptsPending, STUCK, STEP);
        awaitLoaded(jdbc);
        report.lap("pull, clean, place, load");
        while (work.isOpen()) {
            Thread.sleep(50);
        }
        report.lap("fill sessions, make rosters");
        boolean balanced = counted(balances, out);
        Instant end = session(jdbc, "max(s.ends_at)");
        Instant repaired = session(jdbc, "min(s.starts_at)").minus(LEAD).plus(DOWN);
        Instant pushed = null;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("session days")
                .setInitialMax(Duration.between(START, end).dividedBy(STEP))
                .setUpdateIntervalMillis(500)
                .build()) {
            while (clock.instant().isBefore(end)) {
                if (sandboxClock.step()) {
                    bar.stepTo(Duration.between(START, clock.instant()).dividedBy(STEP));
                    bar.setExtraMessage(ZonedDateTime.now(clock).format(TIME));
                    // every timer of the hub gets its turn at this time of day before the next step is considered
                    Thread.sleep(50);
                } else {
                    Thread.sleep(100);
                }
                if (pushed == null && pushesBegan(jdbc) && !work.isOpen()) {
                    pushed = clock.instant();
                    report.lap("push first rosters");
                    balanced &= counted(balances, out);
                }
                if (repaired != null && !clock.instant().isBefore(repaired)) {
                    repaired = null;
                    repairDistricts(peers, work, slugs, jdbc, out);
                }
            }
        }
        report.lap("notices, receipts, call sheets");
        balanced &= counted(balances, out);
        report.lap("count the balances");
        return balanced;
    }

    private void repairDistricts(
            SandboxPeers peers, OpenWork work, List<String> slugs, JdbcClient jdbc, PrintStream out) {
        for (String slug : options.districtsDown()) {
            long owed = jdbc.sql("select count(*) from push where district = ? and state <> 'accepted'")
                    .param(slug)
                    .query(Long.class)
                    .single();
            out.printf(
                    "drill: the server of %s is up again; %d lists wait for it, all other districts have theirs%n",
                    slug, owed);
            peers.serverOf(slug).start();
        }
        work.waitFor(slugs);
    }

    private static Instant session(JdbcClient jdbc, String which) {
        return jdbc.sql("select " + which + " from session s"
                        + " where exists (select from appointment a where a.session_id = s.session_id)")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
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

    private boolean counted(Balances balances, PrintStream out) {
        boolean holds = true;
        List<Balance> counted = balances.count();
        for (Balance balance : counted) {
            if (!balance.holds()) {
                out.println("drill: balance does NOT hold: " + balance);
                holds = false;
            }
        }
        report.balances(counted);
        return holds;
    }
}
