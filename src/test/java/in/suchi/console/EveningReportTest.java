package in.suchi.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.access.Officers;
import in.suchi.access.Role;
import in.suchi.evening.EveningReport;
import in.suchi.evening.EveningReports;
import in.suchi.evening.Standing;
import in.suchi.site.CurrentTables;
import in.suchi.site.Site;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;

/** The evening report over a small ledger, in each of its forms, and its sign-off; routes stand still. */
@TestPropertySource(properties = "camel.main.auto-startup=false")
class EveningReportTest extends HubTest {

    private static final LocalDate DAY = LocalDate.of(2021, 1, 16);
    private static final String ADDRESS = "/api/v1/evening-report";

    @Autowired
    TestRestTemplate http;

    @Autowired
    Officers officers;

    @Autowired
    CurrentTables tables;

    @Autowired
    EveningReports reports;

    @Autowired
    DomainClock clock;

    private String patnaSite;

    @BeforeEach
    void aSmallLedger() {
        emptyLedger();
        jdbc.sql("delete from session").update();
        jdbc.sql("delete from officer").update();
        clock.moveTo(OffsetDateTime.parse("2021-01-15T18:30:00+05:30").toInstant());
        patnaSite = site("patna");
        ConsoleRows.write(jdbc, patnaSite, site("gaya"));
    }

    private String site(String slug) {
        int lgd = tables.now().districts().bySlug(slug).orElseThrow().lgd();
        return tables.now().sites().active().stream()
                .filter(s -> s.districtLgd() == lgd)
                .map(Site::code)
                .findFirst()
                .orElseThrow();
    }

    private TestRestTemplate as(Role role, String district) {
        String name = role.wire() + (district == null ? "" : "-" + district);
        String oneTime = officers.add(name, role, district, null);
        assertThat(officers.changePassword(name, oneTime, "own-password-" + name, "own-password-" + name))
                .isNull();
        return http.withBasicAuth(name, "own-password-" + name);
    }

    private static HttpEntity<String> json(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new HttpEntity<>(body, headers);
    }

    private static HttpEntity<Void> accept(MediaType type, String language) {
        HttpHeaders headers = new HttpHeaders();
        headers.setAccept(java.util.List.of(type));
        headers.set("Cookie", "suchi-lang=" + language);
        return new HttpEntity<>(headers);
    }

    @Test
    void countsEverybodyOnceAndSaysWhatIsInTheWay() {
        EveningReport report = reports.of(null, DAY);

        Standing total = report.total();
        assertThat(total.sessions()).isEqualTo(2);
        assertThat(total.appointed()).isEqualTo(2);
        assertThat(total.told() + total.telephoned() + total.uncertain() + total.toSend() + total.toTelephone())
                .isEqualTo(total.appointed());
        assertThat(total.told()).isEqualTo(1);
        assertThat(total.toTelephone()).isEqualTo(1);
        assertThat(total.held()).isEqualTo(1);
        assertThat(total.listsLate()).as("people and no list at all").isEqualTo(2);
        assertThat(report.verdict().go()).isFalse();
        assertThat(report.verdict().reasons())
                .extracting("key")
                .contains("lists-late", "untold", "held", "dead-letters");
        assertThat(report.lines()).extracting(EveningReport.Line::district).contains("gaya", "patna");
        EveningReport patna = reports.of("patna", DAY);
        assertThat(patna.lines()).hasSize(1);
        assertThat(patna.total().told()).isEqualTo(1);
        assertThat(patna.verdict().reasons())
                .filteredOn(r -> r.inTheWay())
                .extracting("key")
                .containsExactly("lists-late");
        assertThat(reports.nextDay()).isEqualTo(DAY);
    }

    @Test
    void whoeverIsTelephonedIsTold() {
        jdbc.sql(
                        "insert into callsheet (session_id, revision, digest, people, opened_at, revised_at) values ('S-GAYA', 1, 'd', 1, now(), now())")
                .update();
        jdbc.sql(
                        "insert into callsheet_entry (session_id, person_id, reason, notice_state, last_change, result) values ('S-GAYA', 2, 'refused', 'refused', now(), 'reached')")
                .update();

        assertThat(reports.of("gaya", DAY).total())
                .extracting(Standing::telephoned, Standing::toTelephone)
                .containsExactly(1L, 0L);
    }

    @Test
    void aNoticeThatIsNotOutAfterItsSendByIsLateAndAStopIsInTheWay() {
        jdbc.sql("update notice set state = 'scheduled', dead = false where person_id = 2")
                .update();
        jdbc.sql("insert into stop_switch values ('gateway:kannel-1', 'no credit', 'hub', now())")
                .update();
        EveningReport report = reports.of("gaya", DAY);

        assertThat(report.total().lateNotices()).isEqualTo(1);
        assertThat(report.verdict().reasons())
                .filteredOn(r -> r.inTheWay())
                .extracting("key")
                .contains("sending-stopped", "untold");
    }

    @Test
    void thePageIsInBothLanguagesAndTheTextTooAndNeitherNamesAnyone() {
        TestRestTemplate viewer = as(Role.VIEWER, null);
        String english = viewer.exchange(
                        ADDRESS + "?date=2021-01-16", HttpMethod.GET, accept(MediaType.TEXT_HTML, "en"), String.class)
                .getBody();
        String hindi = viewer.exchange(
                        ADDRESS + "?date=2021-01-16&district=patna",
                        HttpMethod.GET,
                        accept(MediaType.TEXT_HTML, "hi"),
                        String.class)
                .getBody();
        assertThat(english)
                .contains(
                        "Evening report", "Whole state", "NO-GO", "Saturday 16 January 2021", "People not told yet: 1.")
                .doesNotContain("??")
                .doesNotContain("61234567");
        assertThat(hindi).contains("शाम की रिपोर्ट", "पटना", "शनिवार").doesNotContain("??");
        String text = viewer.exchange(
                        ADDRESS + "?date=2021-01-16", HttpMethod.GET, accept(MediaType.TEXT_PLAIN, "en"), String.class)
                .getBody();
        assertThat(text)
                .startsWith("Evening report · Whole state · Saturday 16 January 2021\n")
                .contains("NO-GO\n", "Told by SMS: 1\n", "Gaya: ", "Not signed off yet.")
                .doesNotContain("61234567");
        assertThat(viewer.getForObject("/api/v1/forecast", JsonNode.class).has("days"))
                .isTrue();
    }

    @Test
    void aSignatureKeepsTheNumbersOfItsMomentAndIsInTheAuditTrail() {
        TestRestTemplate operator = as(Role.STATE_OPERATOR, null);
        String sign = ADDRESS + "/sign-off?date=2021-01-16";
        assertThat(operator.postForEntity(sign, json("{\"decision\": \"perhaps\"}"), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(operator.getForEntity(ADDRESS + "?date=9999-01-16", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(operator.postForEntity(sign, json("{\"decision\": \"no-go\"}"), String.class)
                        .getStatusCode())
                .as("a no-go says why")
                .isEqualTo(HttpStatus.BAD_REQUEST);
        operator.postForEntity(sign, json("{\"decision\": \"go\", \"comment\": \"lists printed\"}"), String.class);
        jdbc.sql("update notice set state = 'delivered' where person_id = 2").update();
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));

        EveningReport report = reports.of(null, DAY);
        assertThat(report.total().told()).isEqualTo(2);
        assertThat(report.signatures()).singleElement().satisfies(s -> {
            assertThat(s.go()).isTrue();
            assertThat(s.officer()).isEqualTo("state-operator");
            assertThat(s.numbers().told()).isEqualTo(1);
            assertThat(s.verdict().go()).isFalse();
            assertThat(s.at()).isEqualTo(OffsetDateTime.parse("2021-01-15T18:30:00+05:30"));
        });
        assertThat(jdbc.sql("select what from ledger_entry where step = 'sign-off' and actor = 'state-operator'")
                        .query(String.class)
                        .single())
                .isEqualTo("The evening report of the state for 2021-01-16 was signed: go: lists printed.");
    }

    @Test
    void anOfficerOfADistrictSeesAndSignsTheirOwnAndAViewerSignsNothing() {
        TestRestTemplate gaya = as(Role.DISTRICT_OFFICER, "gaya");
        assertThat(gaya.getForObject(ADDRESS + "?date=2021-01-16", JsonNode.class)
                        .get("district")
                        .asText())
                .isEqualTo("gaya");
        assertThat(gaya.getForEntity(ADDRESS + "?district=patna", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        String go = "{\"decision\": \"go\"}";
        assertThat(gaya.postForEntity(ADDRESS + "/sign-off?district=patna", json(go), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        ResponseEntity<JsonNode> signed =
                gaya.postForEntity(ADDRESS + "/sign-off?date=2021-01-16", json(go), JsonNode.class);
        assertThat(signed.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(signed.getBody().get("signatures").get(0).get("officer").asText())
                .isEqualTo("district-officer-gaya");
        assertThat(reports.of("patna", DAY).signatures()).isEmpty();
        assertThat(as(Role.VIEWER, null)
                        .postForEntity(ADDRESS + "/sign-off", json(go), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void duplicatesAreShownToADistrictOnlyWhereBothPersonsAreTheirs() {
        jdbc.sql("insert into duplicate (person_a, person_b, strength, reasons, suggested_at, state)"
                        + " values (1, 2, 'likely', '{same-name}', now(), 'suggested')")
                .update();
        TestRestTemplate gaya = as(Role.DISTRICT_OFFICER, "gaya");
        assertThat(gaya.getForObject("/api/v1/duplicates", JsonNode.class)
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(gaya.postForEntity("/api/v1/duplicates/1/not-same", json("{\"comment\": \"two\"}"), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        TestRestTemplate state = as(Role.STATE_OPERATOR, null);
        assertThat(state.getForObject("/api/v1/duplicates", JsonNode.class)
                        .get("pairs")
                        .size())
                .isEqualTo(1);
        assertThat(state.postForEntity(
                                "/api/v1/duplicates/1/merge", json("{\"keep\": 1, \"comment\": \"one\"}"), String.class)
                        .getStatusCode())
                .as("it must be said whose mobile is right")
                .isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(state.postForObject("/api/v1/duplicates/1/not-same", json("{\"comment\": \"two\"}"), JsonNode.class)
                        .get("state")
                        .asText())
                .isEqualTo("not-same");
    }
}
