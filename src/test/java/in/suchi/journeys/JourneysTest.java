package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.sandbox.SandboxFolders;
import in.suchi.sandbox.SandboxPeers;
import in.suchi.sandbox.SmsOutcomes;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whole ways through the hub with PostgreSQL, ActiveMQ, SFTP and HTTP: from the registry's outbox to the handset's receipt. */
@DirtiesContext
class JourneysTest extends HubTest {

    private static final SandboxFolders FOLDERS = new SandboxFolders(newFolder());
    private static final SandboxPeers PEERS = new SandboxPeers(
            FOLDERS, new SandboxPeers.Ports(0, 0, 0), List.of("patna"), SmsOutcomes.allDelivered(), DomainClock.real());

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("suchi.registry.enabled", () -> "true");
        registry.add("suchi.registry.port", () -> PEERS.registry().port());
        registry.add("suchi.registry.user", () -> SandboxPeers.REGISTRY_USER);
        registry.add("suchi.registry.password", () -> SandboxPeers.PASSWORD);
        registry.add("suchi.registry.known-hosts", () -> FOLDERS.knownHosts().toString());
        registry.add("suchi.registry.poll", () -> "300");
        registry.add("suchi.registry.still", () -> "200");
        registry.add("suchi.districts.file", JourneysTest::districts);
        registry.add("suchi.pushes.back-off", () -> "1s");
        registry.add("suchi.pushes.index-wait", () -> "1s");
        registry.add("suchi.routes.take-attendance-delay", () -> "500");
        registry.add(
                "suchi.gateways.kannel-1.url", () -> PEERS.gateway().submitUrl().toString());
        registry.add("suchi.gateways.kannel-1.per-second", () -> "200");
        registry.add("suchi.gateways.kannel-1.answer-timeout", () -> "3s");
        registry.add("suchi.gateways.kannel-1.first-wait", () -> "1s");
        registry.add("suchi.gateways.kannel-1.longest-wait", () -> "2s");
        registry.add("suchi.gateways.kannel-1.try-again-after", () -> "2s");
        registry.add("suchi.dispatch.back-off", () -> "1s");
        registry.add("suchi.dispatch.longest-back-off", () -> "2s");
    }

    private static String districts() {
        String yaml = """
                districts:
                  patna:
                    lgd: 212
                    endpoints:
                      - {id: patna-sftp, kind: sftp, host: 127.0.0.1, port: %d, user: patna, password: sandbox, known-hosts: "%s", folder: rosters, attendance: true}
                """.formatted(PEERS.districts().port(), FOLDERS.knownHosts());
        try {
            return Files.writeString(FOLDERS.root().resolve("districts.yaml"), yaml)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("suchi-journeys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Autowired
    DomainClock clock;

    @Autowired
    Balances balances;

    @BeforeEach
    void startFromNothing() throws IOException {
        clock.moveTo(time("2021-01-13T21:00:00+05:30"));
        emptyLedger();
        try (Stream<Path> files = Files.walk(FOLDERS.district("patna"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @AfterEach
    void balancesHold() {
        assertThat(balances.count()).allMatch(Balance::holds, "holds");
    }

    @AfterAll
    static void stopPeers() {
        PEERS.close();
    }

    @Test
    void anExtractBecomesListsAtTheDistrictMessagesAtTheGatewayAndReceiptsInTheLedger() throws IOException {
        extractOf(60, 11);
        eventually(() -> count("appointment") > 40);
        eventually(() -> Files.exists(FOLDERS.outbox().resolve(".done/journey-11.csv")));

        clock.moveTo(time("2021-01-14T09:05:00+05:30"));
        eventually(() -> count("push where state = 'accepted'") > 0 && count("push where state <> 'accepted'") == 0);
        try (Stream<Path> files = Files.list(FOLDERS.district("patna").resolve("rosters"))) {
            List<Path> rosters = files.filter(
                            file -> file.getFileName().toString().matches("roster-.*\\.csv"))
                    .toList();
            assertThat(rosters).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file.resolveSibling(file.getFileName() + ".sha256")))
                    .startsWith(DigestUtils.sha256Hex(Files.readAllBytes(file))));
        }

        clock.moveTo(time("2021-01-15T09:05:00+05:30"));
        eventually(() ->
                count("notice where due_at <= now_at and state in ('scheduled', 'queued', 'submitting', 'in-doubt')")
                        == 0);
        eventually(() -> count("notice where state = 'delivered'") > 30);
        assertThat(PEERS.gateway().acceptedPerReference().values()).allMatch(times -> times == 1);
    }

    @Test
    void whileTheGatewayIsDownNoticesWaitAndWhenItIsBackEachGoesOutOnce() throws IOException {
        extractOf(30, 12);
        eventually(() -> count("appointment") > 20);
        long before = PEERS.gateway().accepted();
        PEERS.gateway().down(true);
        clock.moveTo(time("2021-01-15T09:05:00+05:30"));
        eventually(() -> count("notice where tries > 0") > 0);
        assertThat(count("notice where state in ('submitted', 'delivered')")).isZero();

        PEERS.gateway().down(false);
        eventually(() ->
                count("notice where due_at <= now_at and state in ('scheduled', 'queued', 'submitting', 'in-doubt')")
                        == 0);
        assertThat(PEERS.gateway().accepted() - before).isEqualTo(count("attempt where state = 'submitted'"));
        assertThat(count("dead_letter")).isZero();
    }

    @Test
    void whileTheDistrictIsDownItsListsWaitAndWhenItIsBackTheyArrive() throws IOException {
        PEERS.districts().stop();
        extractOf(30, 13);
        eventually(() -> count("appointment") > 20);
        clock.moveTo(time("2021-01-14T09:05:00+05:30"));
        eventually(() -> count("push where tries > 0") > 0);

        PEERS.districts().start();
        eventually(() -> count("push where state = 'accepted'") > 0 && count("push where state <> 'accepted'") == 0);
        assertThat(count("dead_letter")).isZero();
    }

    @Test
    void whoDidNotComeIsInvitedToAnotherSessionAndWhoIsVaccinatedIsToldNothingMore() throws IOException {
        extractOf(40, 15);
        eventually(() -> count("appointment") > 25);
        clock.moveTo(time("2021-01-15T09:05:00+05:30"));
        eventually(() -> count("notice where due_at <= now_at and state <> 'delivered'") == 0
                && count("notice where state = 'delivered'") > 20);
        // While the first session is held only, so that another one is left for those who did not come.
        clock.moveTo(time("2021-01-16T17:05:00+05:30"));
        eventually(() -> count("callsheet where closed_at is null") == 0);
        List<String> came = people("a.serial % 3 <> 0");
        List<String> missed = people("a.serial % 3 = 0");
        long told = count("notice");
        report(
                "attendance-2021-01-16.csv",
                Stream.concat(
                        came.stream().map(p -> p + ",vaccinated,2021-01-16T11:00:00+05:30,"),
                        missed.stream().map(p -> p + ",absent,2021-01-16T17:00:00+05:30,")));
        eventually(() -> count("finished") == came.size());
        eventually(() -> count("appointment a join session s using (session_id) where s.starts_at <= now_at") == 0);

        eventually(() -> count("waiting") == 0 && count("notice") == told + missed.size());
        assertThat(count("notice where kind <> 'invite'")).isZero();
        clock.moveTo(time("2021-01-17T09:05:00+05:30"));
        eventually(() -> count("notice where due_at <= now_at and state <> 'delivered'") == 0);
        assertThat(count("appointment_event where what = 'ended' and owes is null"))
                .isEqualTo(came.size() + missed.size());
        assertThat(
                        count(
                                "notice n where state = 'delivered' and exists (select from finished f where f.person_id = n.person_id)"))
                .isEqualTo(came.size());
    }

    /** Session and registration id of everyone on a session that has begun. */
    private List<String> people(String which) {
        return jdbc.sql(
                        "select a.session_id || ',' || p.registration_id from appointment a join person p using (person_id)"
                                + " join session s using (session_id) where s.starts_at <= ? and " + which)
                .param(java.sql.Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }

    private static void report(String name, Stream<String> rows) throws IOException {
        Path folder = FOLDERS.district("patna").resolve("attendance");
        Path part = folder.resolve("." + name);
        Files.write(
                part,
                Stream.concat(Stream.of("session_id,registration_id,status,at,remark"), rows)
                        .toList());
        Files.move(part, folder.resolve(name));
    }

    @Test
    void anUnreadableExtractGoesToFailedAndIsADeadLetterAndTheNextOneIsTaken() throws IOException {
        Path broken = Files.writeString(FOLDERS.root().resolve("broken.csv"), "a,b\n1,2\n");
        PEERS.putIntoOutbox(broken, "broken.csv");
        eventually(() -> Files.exists(FOLDERS.outbox().resolve(".failed/broken.csv")));
        assertThat(count("dead_letter where state = 'open' and reason = 'extract-unreadable'"))
                .isEqualTo(1);

        extractOf(20, 14);
        eventually(() -> count("appointment") > 10);
    }

    @Test
    void rejectsGoBackToTheRegistryWithLineFieldAndReason() throws IOException {
        Path extract = Files.writeString(FOLDERS.root().resolve("rejects.csv"), """
                registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,home_pincode,posting_facility,posting_district,posting_pincode,registered_at
                J1,,,F,1980,6100000001,HCW,PAN,=1+1,800001,,Patna,800001,2021-01-05T10:00:00+05:30
                J2,Asha Devi,,F,1980,6100000001,HCW,PAN,Ward 1,800001,,Patna,800001,2021-01-05T10:00:00+05:30
                """);
        PEERS.putIntoOutbox(extract, "journey-rejects.csv");
        Path report = FOLDERS.registry().resolve("rejects/journey-rejects.rejects.csv");
        eventually(() -> Files.exists(report));
        assertThat(Files.readString(report))
                .contains("line,registration_id,column,value,reason,message")
                .contains("name-missing")
                .doesNotContain(",=1+1");
    }

    private void extractOf(int people, long seed) {
        Path extract = FOLDERS.root().resolve("journey-" + seed + ".csv");
        new PeopleGenerator(GeneratorPlaces.ofBihar(Path.of("config")))
                .generate(
                        people,
                        seed,
                        GeneratorOptions.faultless().withDistricts(Set.of("Patna")),
                        extract,
                        FOLDERS.root().resolve("truth-" + seed + ".csv"));
        PEERS.putIntoOutbox(extract, "journey-" + seed + ".csv");
    }

    /** Rows of a table with an optional condition; {@code now_at} in it is the domain time. */
    private long count(String fromWhere) {
        String sql = "select count(*) from " + fromWhere.replace("now_at", "timestamptz '" + clock.instant() + "'");
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void eventually(Callable<Boolean> condition) {
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "in time there were only: "
                            + jdbc.sql("""
                                            select 'notice ' || state || ' ' || coalesce(last_error, '') || ' ' || count(*) from notice group by state, last_error
                                            union all select 'push ' || state || ' ' || count(*) from push group by state
                                            union all select 'canary ' || state || ' ' || sent from canary
                                            union all select 'stopped ' || scope from stop_switch
                                            union all select 'dead letter ' || reason from dead_letter""").query(String.class).list(),
                    late);
        }
    }

    private static java.time.Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
