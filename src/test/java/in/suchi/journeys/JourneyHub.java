package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.district.Pushes;
import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.sandbox.SandboxFolders;
import in.suchi.sandbox.SandboxPeers;
import in.suchi.sandbox.SmsMessage;
import in.suchi.sandbox.SmsOutcomes;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole hub between simulated peers with real protocols: registry and district by SFTP, gateway by HTTP, an officer at the API.
 * All journeys share one hub; each begins with an empty ledger sixty hours before the first session, and the balances must hold at
 * its end.
 */
abstract class JourneyHub extends HubTest {

    static final Instant SIXTY_HOURS_BEFORE = time("2021-01-13T21:00:00+05:30");
    static final Instant ROSTERS_ARE_OUT = time("2021-01-14T09:05:00+05:30");
    static final Instant NOTICES_ARE_DUE = time("2021-01-15T09:05:00+05:30");

    static final String HEADER =
            "registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,"
                    + "home_pincode,posting_facility,posting_district,posting_pincode,registered_at\n";
    static final String ASHA =
            "T1,Asha Devi,आशा देवी,F,1980,6100000001,HCW,AADHAAR,Ward 1,800001,PHC Danapur,Patna,801503,2021-01-05T10:00:00+05:30\n";
    static final String RAM =
            "T2,Ram Kumar,राम कुमार,M,1975,6100000002,HCW,PAN,Ward 2,800001,PHC Danapur,Patna,801503,2021-01-05T11:00:00+05:30\n";

    static final SandboxFolders FOLDERS = new SandboxFolders(newFolder());
    static final SandboxPeers PEERS = new SandboxPeers(
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
        registry.add("suchi.districts.file", JourneyHub::districts);
        registry.add("suchi.pushes.back-off", () -> "1s");
        registry.add("suchi.pushes.index-wait", () -> "1s");
        registry.add("suchi.routes.take-attendance-delay", () -> "500");
        registry.add("suchi.pushes.tries", () -> "5");
        registry.add("suchi.dispatch.queued-lease", () -> "3s");
        registry.add("suchi.pushes.queued-lease", () -> "3s");
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

    private int messagesBefore;

    @Autowired
    DomainClock clock;

    @Autowired
    Balances balances;

    @Autowired
    TestRestTemplate http;

    @Autowired
    PasswordEncoder encoder;

    @Autowired
    Pushes pushes;

    @BeforeEach
    void startFromNothing() throws IOException {
        PEERS.gateway().repair();
        messagesBefore = PEERS.gateway().messages().size();
        clock.moveTo(SIXTY_HOURS_BEFORE);
        emptyLedger();
        try (Stream<Path> files = Files.walk(FOLDERS.district("patna"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The clock was moved under the hub: the pushes that became due by that are planned before they are counted. */
    @AfterEach
    void balancesHold() {
        pushes.plan();
        assertThat(balances.count()).allMatch(Balance::holds, "holds");
    }

    void extractOf(int people, long seed) {
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
    long count(String fromWhere) {
        String sql = "select count(*) from " + fromWhere.replace("now_at", "timestamptz '" + clock.instant() + "'");
        return jdbc.sql(sql).query(Long.class).single();
    }

    void eventually(Callable<Boolean> condition) {
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

    static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** A file of these rows in the registry's outbox. */
    void extract(String name, String... rows) throws IOException {
        Path extract = Files.writeString(FOLDERS.root().resolve(name), HEADER + String.join("", rows));
        PEERS.putIntoOutbox(extract, name);
    }

    boolean isDone(String name) {
        return Files.exists(FOLDERS.outbox().resolve(".done").resolve(name));
    }

    void allIsPushed() {
        eventually(() -> count("push where state = 'accepted'") > 0
                && count("push where state not in ('accepted', 'superseded')") == 0
                && count("roster_request") == 0);
    }

    void allIsSent() {
        eventually(() -> count(
                        "notice where due_at <= now_at and state in ('scheduled', 'queued', 'submitting', 'in-doubt', 'submitted')")
                == 0);
    }

    /** What the gateway got for a number in this journey, as on the handset. */
    List<String> messagesTo(String mobile) {
        return PEERS.gateway().messages().stream()
                .skip(messagesBefore)
                .filter(message -> message.to().endsWith(mobile))
                .map(SmsMessage::text)
                .toList();
    }

    /** The officer at the head office, by API. */
    TestRestTemplate officer() {
        jdbc.sql("""
                        insert into officer (username, password_hash, role, created_at) values ('asha', ?, 'administrator', now())
                        on conflict (username) do nothing""").param(encoder.encode("asha's own")).update();
        return http.withBasicAuth("asha", "asha's own");
    }

    static HttpEntity<String> json(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new HttpEntity<>(body, headers);
    }
}
