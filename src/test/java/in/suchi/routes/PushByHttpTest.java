package in.suchi.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import in.suchi.deadletter.FailureHandler;
import in.suchi.district.HttpDistrict;
import in.suchi.district.HttpDistrict.Answer;
import in.suchi.district.LedgerRows;
import in.suchi.roster.Rosters;
import in.suchi.support.HubTest;
import in.suchi.support.TestCertificates;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** routes/40 and 60 as shipped, with districts that take lists by HTTP: JSON and multipart, basic, bearer and mutual TLS. */
@CamelSpringBootTest
class PushByHttpTest extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "p)a&s%s+w }rd";

    private static HttpDistrict basic;
    private static HttpDistrict bearer;
    private static HttpDistrict mutual;

    @Autowired
    Rosters rosters;

    @Autowired
    DomainClock clock;

    @Autowired
    @Qualifier("pushFailures")
    FailureHandler handler;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) throws Exception {
        Path folder = Files.createTempDirectory("suchi-http");
        TestCertificates certificates = new TestCertificates(folder);
        KeyStore server = certificates.make("server");
        KeyStore hub = certificates.make("hub");
        basic = HttpDistrict.plain();
        bearer = HttpDistrict.plain();
        mutual = HttpDistrict.mutualTls(context(server, hub));
        Files.writeString(folder.resolve("districts.yaml"), """
                districts:
                  patna:
                    lgd: 212
                    endpoints:
                      - id: patna-http
                        kind: http
                        url: http://127.0.0.1:%d/in/rosters
                        call-sheet-url: http://127.0.0.1:%d/in/call-sheets
                        user: suchi
                        password: ${suchi.test.password}
                        timeout: 3s
                  nalanda:
                    lgd: 211
                    endpoints:
                      - id: nalanda-http
                        kind: http
                        url: http://127.0.0.1:%d/lists
                        body: multipart
                        formats: [csv, xlsx, pdf]
                        token: ${suchi.test.password}
                        timeout: 3s
                  gaya:
                    lgd: 196
                    endpoints:
                      - id: gaya-http
                        kind: http
                        url: https://127.0.0.1:%d/lists
                        certificate: %s
                        key: %s
                        trust: %s
                        timeout: 3s
                      - id: gaya-stranger
                        kind: http
                        url: https://127.0.0.1:%d/lists
                        user: suchi
                        password: ${suchi.test.password}
                        trust: %s
                        sites: [BR-STRANGER]
                        timeout: 3s
                      - id: gaya-distrusting
                        kind: http
                        url: https://127.0.0.1:%d/lists
                        certificate: %s
                        key: %s
                        sites: [BR-DISTRUSTING]
                        timeout: 3s
                """.formatted(
                        basic.port(),
                        basic.port(),
                        bearer.port(),
                        mutual.port(),
                        certificates.certificate("hub"),
                        certificates.key("hub"),
                        certificates.certificate("server"),
                        mutual.port(),
                        certificates.certificate("server"),
                        mutual.port(),
                        certificates.certificate("hub"),
                        certificates.key("hub")));
        registry.add(
                "suchi.districts.file", () -> folder.resolve("districts.yaml").toString());
        registry.add("suchi.test.password", () -> PASSWORD);
        registry.add("suchi.pushes.back-off", () -> "300ms");
        registry.add("suchi.pushes.probe-every", () -> "400ms");
        registry.add("suchi.routes.plan-pushes-period", () -> "200");
        registry.add("suchi.routes.release-pushes-period", () -> "100");
        registry.add("suchi.routes.call-sheet-period", () -> "200");
        // appointments and notices of these tests are what the tests make them
        registry.add("suchi.routes.fill-period", () -> "3600000");
        registry.add("suchi.routes.release-notices-period", () -> "3600000");
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, TestCertificates.PASSWORD);
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("hub", trusted.getCertificate("hub"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @BeforeEach
    void nothingIsAmiss() {
        clock.moveTo(LedgerRows.START.minus(Duration.ofHours(60)));
        for (HttpDistrict district : List.of(basic, bearer, mutual)) {
            district.answer(Answer.of(201));
        }
    }

    @Test
    void aRosterIsOnePostOfTheJsonOfTheContractAndItsNextRevisionSaysWhatItReplaces() throws IOException {
        LedgerRows ledger = session("J1", "BR212-004", "patna");
        ledger.revise("J1", rosters);
        soon(() -> assertThat(state("J1", 1, "patna-http")).isEqualTo("accepted"));

        HttpDistrict.Request first = basic.requests("J1").get(0);
        assertThat(first.path()).isEqualTo("/in/rosters");
        assertThat(first.header("Idempotency-Key")).isEqualTo("J1/1");
        assertThat(first.header("Content-Type")).startsWith("application/json");
        assertThat(first.header("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString(("suchi:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        assertThat(first.headers().keySet())
                .as("nothing of the broker's or the hub's own")
                .noneMatch(name ->
                        name.toLowerCase(java.util.Locale.ROOT).matches("hub.*|jms.*|camel.*|district|endpoint"));
        JsonNode body = JSON.readTree(first.body());
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly("session", "site", "district", "revision", "replaces", "count", "digest", "people");
        assertThat(body.path("session").path("session_id").asText()).isEqualTo("J1");
        assertThat(body.path("site").path("site_code").asText()).isEqualTo("BR212-004");
        assertThat(body.path("site").path("district_lgd").asInt()).isEqualTo(212);
        assertThat(body.path("district").asText()).isEqualTo("patna");
        assertThat(body.path("replaces").isNull()).isTrue();
        assertThat(body.path("count").asInt()).isEqualTo(1);
        assertThat(body.path("digest").asText()).isEqualTo(digest("J1"));
        assertThat(body.path("people").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        ("session_id,revision,serial,registration_id,name,name_hi,gender,year_of_birth,mobile,category,"
                                        + "id_type,posting_facility,slot,basis")
                                .split(","));
        assertThat(body.path("people").get(0).path("name").asText()).isEqualTo("Asha");

        ledger.appointed("J1", 2, "=Bina", "6100000002");
        ledger.revise("J1", rosters);
        soon(() -> assertThat(state("J1", 2, "patna-http")).isEqualTo("accepted"));
        HttpDistrict.Request second = basic.requests("J1").get(1);
        assertThat(second.header("Idempotency-Key")).isEqualTo("J1/2");
        JsonNode next = JSON.readTree(second.body());
        assertThat(next.path("replaces").asInt()).isEqualTo(1);
        assertThat(next.path("people").get(1).path("name").asText())
                .as("JSON is no spreadsheet")
                .isEqualTo("=Bina");
    }

    @Test
    void aCallSheetGoesToItsOwnAddressUnderItsOwnKey() throws IOException {
        LedgerRows ledger = session("J2", "BR-1", "patna");
        long bina = ledger.appointed("J2", 2, "Bina", null);
        ledger.notice(bina, "no-number", clock.instant());
        ledger.revise("J2", rosters);
        clock.moveTo(LedgerRows.START.minus(Duration.ofHours(34)));
        soon(() -> assertThat(basic.requests("J2"))
                .anyMatch(request -> request.path().equals("/in/call-sheets")
                        && request.header("Idempotency-Key").equals("callsheet/J2/1")));
        HttpDistrict.Request sheet = basic.requests("J2").stream()
                .filter(request -> request.path().equals("/in/call-sheets"))
                .findFirst()
                .orElseThrow();
        assertThat(JSON.readTree(sheet.body()).path("people").findValuesAsText("reason"))
                .contains("no-number");
    }

    @Test
    void multipartBringsTheListWithoutPeopleAndEachFileAskedFor() {
        session("M1", "BR-1", "nalanda").revise("M1", rosters);
        soon(() -> assertThat(state("M1", 1, "nalanda-http")).isEqualTo("accepted"));
        HttpDistrict.Request request = bearer.requests("M1").get(0);
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + PASSWORD);
        assertThat(request.header("Content-Type")).startsWith("multipart/");
        String stem = "roster-nalanda-BR-1-2021-01-15-M1-r1";
        assertThat(request.text())
                .contains("name=\"list\"", "\"digest\":\"" + digest("M1") + "\"")
                .contains("filename=\"" + stem + ".csv\"", "filename=\"" + stem + ".xlsx\"", "%PDF-1")
                .contains("filename=\"" + stem + ".pdf\"", "Asha")
                .doesNotContain("\"people\"");
    }

    @Test
    void aServerThatAsksForACertificateGetsTheHubs() {
        session("T1", "BR-1", "gaya").revise("T1", rosters);
        soon(() -> assertThat(state("T1", 1, "gaya-http")).isEqualTo("accepted"));
        assertThat(mutual.requests("T1").get(0).text()).contains("\"district\":\"gaya\"");
    }

    @Test
    void withoutACertificateOrWithoutTrustTheEndpointPausesAndNothingGoesOut() {
        session("T2", "BR-STRANGER", "gaya").revise("T2", rosters);
        session("T3", "BR-DISTRUSTING", "gaya").revise("T3", rosters);
        // with TLS 1.3 the server's alert and the breaking of the connection run against each other
        soon(() -> assertThat(rest("gaya-stranger")).isIn("login-refused", "unreachable"));
        soon(() -> assertThat(rest("gaya-distrusting")).isEqualTo("certificate"));
        soon(() ->
                assertThat(alarms("gaya-stranger") + alarms("gaya-distrusting")).isEqualTo(2));
        assertThat(mutual.requests("T2"))
                .as("only what the other endpoint brought")
                .hasSizeLessThanOrEqualTo(1);
    }

    private static List<NamedCsvRecord> answers(String... meanings) throws IOException {
        return CsvReader.builder().ofNamedCsvRecord(Path.of("src/test/resources/cases/district-answers.csv")).stream()
                .filter(row -> row.getField("kind").equals("http"))
                .filter(row -> List.of(meanings).contains(row.getField("meaning")))
                .toList();
    }

    private static String sessionOf(NamedCsvRecord row) {
        return "A" + row.getField("answer") + row.getField("retry-after");
    }

    /** Makes the server answer as the row says, and pushes a roster to it. */
    private String pushed(NamedCsvRecord row) {
        String after = row.getField("retry-after");
        int status = Integer.parseInt(row.getField("answer"));
        String session = sessionOf(row);
        basic.answer(session, new Answer(status, after.isEmpty() ? Map.of() : Map.of("Retry-After", after)));
        session(session, "BR-1", "patna").revise(session, rosters);
        return session;
    }

    @Test
    void whatIsTakenIsAcceptedAndWhatIsRefusedIsADeadLetterAtOnceAndRetriesAreSafe() throws IOException {
        List<NamedCsvRecord> rows = answers("accepted", "dead");
        assertThat(rows).hasSizeGreaterThan(8);
        rows.forEach(this::pushed);
        for (NamedCsvRecord row : rows) {
            String session = sessionOf(row);
            if (row.getField("meaning").equals("accepted")) {
                soon(() -> assertThat(state(session, 1, "patna-http")).isEqualTo("accepted"));
            } else {
                soon(() -> assertThat(letter(session)).isEqualTo("roster.push.patna list-refused open 1"));
                basic.answerAsBefore(session);
                assertThat(handler.putBack("roster", push(session))).isNull();
                assertThat(handler.putBack("roster", push(session))).isNotNull();
                soon(() -> assertThat(state(session, 1, "patna-http")).isEqualTo("accepted"));
            }
            assertThat(basic.requests(session))
                    .as(session)
                    .hasSize(row.getField("meaning").equals("dead") ? 2 : 1)
                    .extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(session + "/1");
        }
        assertThat(rest("patna-http")).isEmpty();
    }

    @Test
    void aFaultOfTheServersIsTriedAgainWithoutDelayingOtherLists() throws IOException {
        List<NamedCsvRecord> rows = answers("again");
        assertThat(rows).hasSizeGreaterThan(4);
        rows.forEach(this::pushed);
        soon(() -> assertThat(rows)
                .allSatisfy(row -> assertThat(basic.requests(sessionOf(row))).hasSizeGreaterThan(1)));
        rows.forEach(row -> basic.answerAsBefore(sessionOf(row)));
        soon(() -> assertThat(rows).allSatisfy(row -> assertThat(state(sessionOf(row), 1, "patna-http"))
                .isEqualTo("accepted")));
        assertThat(rest("patna-http")).isEmpty();
    }

    static Stream<NamedCsvRecord> rests() throws IOException {
        return answers("rest", "pause").stream();
    }

    @ParameterizedTest
    @MethodSource("rests")
    void anEndpointThatAsksForItRestsAndGoesOnByItself(NamedCsvRecord row) {
        String session = pushed(row);
        soon(() -> assertThat(rest("patna-http")).isEqualTo(row.getField("reason")));
        if (!row.getField("retry-after").isEmpty()) {
            assertThat(jdbc.sql(
                                    "select rest_until > now() + interval '1 second' from endpoint_rest where endpoint = 'patna-http'")
                            .query(Boolean.class)
                            .single())
                    .as("Retry-After is obeyed, not the 300 ms of ours")
                    .isTrue();
        }
        basic.answerAsBefore(session);
        soon(() -> assertThat(state(session, 1, "patna-http")).isEqualTo("accepted"));
        soon(() -> assertThat(rest("patna-http")).isEmpty());
        assertThat(alarms("patna-http")).isZero();
    }

    @Test
    void aRefusedLoginIsOneAlarmForAllListsAndCostsThemNoTries() {
        basic.answer(Answer.of(401));
        for (int i = 0; i < 5; i++) {
            session("P" + i, "BR-1", "patna").revise("P" + i, rosters);
        }
        soon(() -> assertThat(
                        jdbc.sql("select coalesce(max(failures), 0) from endpoint_rest where endpoint = 'patna-http'")
                                .query(Integer.class)
                                .single())
                .isGreaterThanOrEqualTo(3));
        assertThat(alarms("patna-http")).isEqualTo(1);
        basic.answer(Answer.of(200));
        for (int i = 0; i < 5; i++) {
            String session = "P" + i;
            soon(() -> assertThat(state(session, 1, "patna-http")).isEqualTo("accepted"));
        }
        assertThat(jdbc.sql("select max(tries) from push where session_id like 'P_'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(alarms("patna-http")).isZero();
    }

    @Test
    void anOlderRevisionThatFailedIsSupersededOnRetryToo() {
        basic.answer("S1", Answer.of(422));
        LedgerRows ledger = session("S1", "BR-1", "patna");
        ledger.revise("S1", rosters);
        soon(() -> assertThat(state("S1", 1, "patna-http")).isEqualTo("dead"));
        String old = push("S1");
        basic.answerAsBefore("S1");
        ledger.appointed("S1", 2, "Bina", "6100000002");
        ledger.revise("S1", rosters);
        assertThat(handler.putBack("roster", old)).isIn("superseded by revision 2", "revision 1 was accepted already");
        soon(() -> assertThat(state("S1", 2, "patna-http")).isEqualTo("accepted"));
        assertThat(state("S1", 1, "patna-http")).isEqualTo("superseded");
        assertThat(basic.requests("S1"))
                .extracting(request -> request.header("Idempotency-Key"))
                .containsExactly("S1/1", "S1/2");
    }

    private LedgerRows session(String id, String site, String district) {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session(id, site, district, LedgerRows.START.minus(Duration.ofHours(20)));
        ledger.appointed(id, 1, "Asha", "6100000001");
        return ledger;
    }

    private String state(String session, int revision, String endpoint) {
        return jdbc.sql(
                        "select state from push where kind = 'roster' and session_id = ? and revision = ? and endpoint = ?")
                .params(session, revision, endpoint)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private String push(String session) {
        return jdbc.sql(
                        "select push_id from push where kind = 'roster' and session_id = ? and endpoint = 'patna-http' order by revision limit 1")
                .param(session)
                .query(String.class)
                .single();
    }

    private String letter(String session) {
        return jdbc.sql("""
                        select queue || ' ' || reason || ' ' || d.state || ' ' || d.attempts from dead_letter d
                        join push p on p.push_id::text = d.subject and d.kind = 'roster' where p.session_id = ?""").param(session).query(String.class).optional().orElse("none");
    }

    private String rest(String endpoint) {
        return jdbc.sql("select reason from endpoint_rest where endpoint = ?")
                .param(endpoint)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private int alarms(String endpoint) {
        return jdbc.sql(
                        "select count(*) from alarm where kind = 'endpoint-paused' and subject = ? and cleared_at is null")
                .param(endpoint)
                .query(Integer.class)
                .single();
    }

    private String digest(String session) {
        return jdbc.sql("select digest from roster where session_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }
}
