package in.suchi.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.access.Officers;
import in.suchi.access.Role;
import in.suchi.site.CurrentTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings.Redirects;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Pages and API as a browser and a program meet them, over HTTP, with the shipped rules. Routes that change people stand still. */
@DirtiesContext
class ConsoleTest extends ConsoleContext {

    /** What may answer without a login; anything else must not. */
    private static final Set<String> OPEN = Set.of("/login", "/error", "/receipts/{gateway}/{secret}");

    private TestRestTemplate http;

    @Autowired
    Officers officers;

    @Autowired
    CurrentTables tables;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    private String admin;

    /** A client that shows where it is sent instead of going there. */
    @Autowired
    void client(TestRestTemplate template) {
        http = template.withRequestFactorySettings(
                ClientHttpRequestFactorySettings.defaults().withRedirects(Redirects.DONT_FOLLOW));
    }

    @BeforeEach
    void peopleAndAdministrator() {
        emptyLedger();
        jdbc.sql("delete from session").update();
        jdbc.sql("delete from officer").update();
        admin = ready("admin", officers.firstAdministrator());
        ConsoleRows.write(jdbc, site("patna"), site("gaya"));
    }

    private String site(String slug) {
        return ConsoleRows.site(tables.now(), slug);
    }

    /** Gives the officer a password of their own. */
    private String ready(String username, String oneTime) {
        String password = "own-password-of-" + username;
        assertThat(officers.changePassword(username, oneTime, password, password))
                .isNull();
        return password;
    }

    private TestRestTemplate as(String username, Role role, String district) {
        return http.withBasicAuth(username, ready(username, officers.add(username, role, district, null)));
    }

    private TestRestTemplate admin() {
        return http.withBasicAuth("admin", admin);
    }

    private static HttpEntity<String> json(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new HttpEntity<>(body, headers);
    }

    @Test
    void nothingAnswersWithoutALoginExceptWhatIsMeantTo() {
        Set<String> asked = new TreeSet<>();
        for (RequestMappingInfo mapping :
                requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                if (OPEN.contains(pattern)) {
                    continue;
                }
                Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                RequestMethod method = methods.isEmpty()
                        ? RequestMethod.GET
                        : methods.iterator().next();
                String path = pattern.replaceAll("\\{[^}]*}", "1");
                ResponseEntity<String> answer =
                        http.exchange(path, HttpMethod.valueOf(method.name()), HttpEntity.EMPTY, String.class);
                boolean toLogin = answer.getStatusCode() == HttpStatus.FOUND
                        && String.valueOf(answer.getHeaders().getLocation()).endsWith("/login");
                assertThat(toLogin
                                || answer.getStatusCode().value() == 401
                                || answer.getStatusCode().value() == 403)
                        .as("%s %s answered %s", method, path, answer.getStatusCode())
                        .isTrue();
                asked.add(pattern);
            }
        }
        assertThat(asked).contains("/", "/api/v1/status", "/api/v1/people.csv", "/api/v1/dead-letters/retry");
        for (String path :
                List.of("/actuator", "/actuator/prometheus", "/actuator/metrics", "/actuator/info", "/no/such")) {
            assertThat(http.getForEntity(path, String.class).getStatusCode().value())
                    .as(path)
                    .isIn(302, 401);
        }
    }

    @Test
    void healthSaysUpOrDownAndNothingElse() throws Exception {
        ResponseEntity<JsonNode> health = http.getForEntity("/actuator/health", JsonNode.class);
        assertThat(health.getBody()).isNotNull();
        assertThat(health.getBody().fieldNames()).toIterable().containsOnly("status", "groups");
    }

    @Test
    void aReceiptsAddressIsReachedWithoutLoginAndProvesItselfByItsSecret() {
        ResponseEntity<String> answer = http.postForEntity("/receipts/kannel-1/not-the-secret", "x", String.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void everyPageComesWithStrictHeaders() {
        HttpHeaders headers = http.getForEntity("/login", String.class).getHeaders();
        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void theOneTimePasswordOpensNothingUntilItIsChanged() {
        String oneTime = officers.add("operator", Role.STATE_OPERATOR, null, null);
        ResponseEntity<JsonNode> refused =
                http.withBasicAuth("operator", oneTime).getForEntity("/api/v1/status", JsonNode.class);
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(refused.getBody().get("remedy").asText()).contains("/password");

        String own = ready("operator", oneTime);

        assertThat(http.withBasicAuth("operator", own)
                        .getForEntity("/api/v1/status", JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void theAdministratorGetsANewOneTimePasswordAtEachStartUntilItIsChanged() {
        jdbc.sql("delete from officer").update();
        String first = officers.firstAdministrator();
        String second = officers.firstAdministrator();
        assertThat(first).matches("[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}").isNotEqualTo(second);
        assertThat(officers.changePassword("admin", first, "ten letters and more", "ten letters and more"))
                .isEqualTo("password.wrong");
        ready("admin", second);
        assertThat(officers.firstAdministrator()).isNull();
    }

    @Test
    void guessingIsMadeSlow() {
        String own = ready("guessed", officers.add("guessed", Role.VIEWER, null, null));
        for (int i = 0; i < 3; i++) {
            http.withBasicAuth("guessed", "guess").getForEntity("/api/v1/status", JsonNode.class);
        }

        ResponseEntity<JsonNode> right =
                http.withBasicAuth("guessed", own).getForEntity("/api/v1/status", JsonNode.class);

        assertThat(right.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(right.getBody().get("detail").asText()).contains("too many failed logins");
    }

    @Test
    void theFormLoginNeedsItsTokenAndLeadsToThePageInTheChosenLanguage() {
        officers.add("eye", Role.VIEWER, null, null);
        String cookie = login("operator2", Role.STATE_OPERATOR);
        HttpHeaders headers = new HttpHeaders();
        headers.add("Cookie", cookie);

        String page = http.exchange("/?lang=hi", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                .getBody();

        assertThat(page)
                .contains("lang=\"hi\"", "प्राप्त लोग", "hx-get=\"/live\"")
                .doesNotContain("??");
        String english = http.exchange("/live", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                .getBody();
        assertThat(english).contains("People received", "posting ambiguous").doesNotContain("??", "Asha", "6123456781");
        // the API by the session's cookie alone is refused without the token
        ResponseEntity<String> forged =
                http.exchange("/api/v1/stops", HttpMethod.POST, new HttpEntity<>("{}", headers), String.class);
        assertThat(forged.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private String login(String username, Role role) {
        String password = ready(username, officers.add(username, role, null, null));
        ResponseEntity<String> form = http.getForEntity("/login", String.class);
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form.getBody());
        assertThat(token.find()).isTrue();
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        headers.add("Cookie", cookieOf(form));
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        fields.add("username", username);
        fields.add("password", password);
        ResponseEntity<String> without = http.postForEntity("/login", new HttpEntity<>(fields, headers), String.class);
        assertThat(without.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        fields.add("_csrf", token.group(1));
        ResponseEntity<String> in = http.postForEntity("/login", new HttpEntity<>(fields, headers), String.class);
        assertThat(in.getStatusCode()).isEqualTo(HttpStatus.FOUND);
        assertThat(in.getHeaders().getLocation().getPath()).isEqualTo("/");
        return cookieOf(in);
    }

    private static String cookieOf(ResponseEntity<?> answer) {
        return answer.getHeaders().getOrEmpty("Set-Cookie").stream()
                .filter(c -> c.startsWith("JSESSIONID"))
                .map(c -> c.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStatusHasEverythingThePageShows() {
        JsonNode status = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> admin().getForObject("/api/v1/status", JsonNode.class),
                        s -> s.at("/people/received").asInt() == 3);

        assertThat(status.at("/people/held").asInt()).isEqualTo(1);
        assertThat(status.at("/placedByBasis/posting-facility").asInt()).isEqualTo(2);
        assertThat(status.at("/heldByReason/posting-ambiguous").asInt()).isEqualTo(1);
        assertThat(status.at("/notices/delivered").asInt()).isEqualTo(1);
        assertThat(status.at("/rows/read").asInt()).isEqualTo(3);
        assertThat(status.at("/profile").asText()).isEqualTo("test");
        assertThat(status.at("/domainTime").asText()).startsWith("2021-01-13T21:00");
        assertThat(status.has("balances")).isTrue();
    }

    @Test
    void peopleAsCsvHaveTheDryRunsColumnsAndThreeMore() {
        String csv = admin().getForObject("/api/v1/people.csv", String.class);

        assertThat(csv.lines().findFirst().orElseThrow()).isEqualTo(String.join(",", People.COLUMNS));
        assertThat(csv.lines())
                .anyMatch(line -> line.startsWith("2,REG-1,accepted,,Asha 1,") && line.endsWith(",S-PATNA,1,delivered"))
                .anyMatch(line -> line.startsWith("4,REG-3,held,posting-ambiguous,"))
                .anyMatch(line -> line.startsWith("9,,rejected,registration-id-missing,"));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select outcome from audit_entry where what = 'exported.people' and actor = 'admin'")
                                .query(String.class)
                                .list())
                .containsExactly("done"));
    }

    @Test
    void aDistrictOfficerSeesTheirOwnDistrictOnly() {
        TestRestTemplate patna = as("it-patna", Role.DISTRICT_OFFICER, "patna");

        assertThat(patna.getForObject("/api/v1/people.csv", String.class))
                .contains("REG-1", "REG-3")
                .doesNotContain("REG-2", "rejected");
        assertThat(patna.getForEntity("/api/v1/people/REG-2", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(patna.getForObject("/api/v1/dead-letters", JsonNode.class)
                        .at("/count")
                        .asInt())
                .isEqualTo(1);
        long gaya = jdbc.sql("select dead_letter_id from dead_letter where district = 'gaya'")
                .query(Long.class)
                .single();
        JsonNode retried =
                patna.postForObject("/api/v1/dead-letters/retry", json("{\"ids\":[" + gaya + "]}"), JsonNode.class);
        assertThat(retried.at("/done").asInt()).isZero();
        assertThat(patna.getForEntity("/api/v1/rosters/S-GAYA.csv", JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(patna.postForEntity("/api/v1/stops", json("{}"), JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void aViewerSeesCountsButNoPerson() {
        TestRestTemplate viewer = as("eye", Role.VIEWER, null);

        assertThat(viewer.getForEntity("/api/v1/status", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.OK);
        for (String path :
                List.of("/api/v1/people.csv", "/api/v1/people/REG-1", "/api/v1/held", "/api/v1/dead-letters")) {
            assertThat(viewer.getForEntity(path, JsonNode.class).getStatusCode())
                    .as(path)
                    .isEqualTo(HttpStatus.FORBIDDEN);
        }
    }

    @Test
    void anAuditorReadsEverythingAndChangesNothing() {
        TestRestTemplate auditor = as("audit", Role.AUDITOR, null);

        assertThat(auditor.getForEntity("/api/v1/people/REG-1", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.OK);
        for (String path : List.of(
                "/api/v1/rules", "/api/v1/dead-letters/retry", "/api/v1/people/REG-1/withdraw", "/api/v1/stops")) {
            assertThat(auditor.postForEntity(path, json("{}"), JsonNode.class).getStatusCode())
                    .as(path)
                    .isEqualTo(HttpStatus.FORBIDDEN);
        }
        assertThat(auditor.getForEntity("/api/v1/officers", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void theTimelineAnswersWhyThePersonWasTold() {
        JsonNode story = admin().getForObject("/api/v1/people/REG-1/timeline", JsonNode.class);

        assertThat(story.path("answer").asText())
                .as("%s", story)
                .isEqualTo(
                        "Told: the invite for session S-PATNA on 16 Jan 2021, 09:00 reached the handset on 13 Jan 2021, 09:02.");
        assertThat(story.get("entries").findValuesAsText("what"))
                .contains(
                        "Received by line 2 of registrations-20210110T080000.csv; cleaned: mobile (mob_spaces).",
                        "Appointment made on session S-PATNA (version 1): the site has room; invite owed to ******6781.",
                        "Invite (version 1) given to kannel-1 under reference ref1: taken (0: Accepted for delivery).",
                        "Receipt DELIVRD (applied) for reference ref1.");
        assertThat(story.toString()).doesNotContain("6123456781", "Asha");
    }

    @Test
    void theTimelineAnswersWhyAPersonWasNotTold() {
        assertThat(admin().getForObject("/api/v1/people/REG-3/timeline", JsonNode.class)
                        .get("answer")
                        .asText())
                .isEqualTo(
                        "Not told: held for an officer's decision, posting-ambiguous: Several sites could be meant.");
        assertThat(admin().getForObject("/api/v1/people/REG-2/timeline", JsonNode.class)
                        .get("answer")
                        .asText())
                .startsWith("Not told by SMS: the gateway or operator refused the invite for session S-GAYA")
                .contains("number-denied")
                .contains("dead letter");
    }

    @Test
    void heldPeopleComeInGroupsWithCandidatesAndARuleReleasesAllAlike() {
        JsonNode held = admin().getForObject("/api/v1/held", JsonNode.class);
        assertThat(held.get(0).get("people").asInt()).isEqualTo(1);
        assertThat(held.get(0).get("candidates").size()).isPositive();

        ResponseEntity<JsonNode> decided = admin().postForEntity(
                        "/api/v1/rules",
                        json("{\"facility\":\"Sadar Haspatal\",\"district\":\"Patna\",\"siteCode\":\"" + site("patna")
                                + "\",\"comment\":\"asked the civil surgeon\"}"),
                        JsonNode.class);

        assertThat(decided.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(decided.getBody().get("placed").asInt()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from held").query(Integer.class).single())
                .isZero();
        long rule = decided.getBody().get("ruleId").asLong();
        assertThat(admin().exchange("/api/v1/rules/" + rule, HttpMethod.DELETE, null, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(admin().exchange("/api/v1/rules/" + rule, HttpMethod.DELETE, null, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void deadLettersAreExplainedRetriedAndDiscarded() {
        JsonNode letters = admin().getForObject("/api/v1/dead-letters?reason=number-refused", JsonNode.class);
        assertThat(letters.at("/letters/0/why").asText()).isEqualTo("The gateway refuses this number.");
        long id = letters.at("/letters/0/letter/id").asLong();

        JsonNode retried = admin().postForObject(
                        "/api/v1/dead-letters/retry", json("{\"ids\":[" + id + ",4711]}"), JsonNode.class);
        assertThat(retried.at("/asked").asInt()).isEqualTo(2);
        assertThat(retried.at("/results/0/words").asText()).isEqualTo("put back");
        assertThat(retried.at("/results/1/words").asText()).contains("no dead letter 4711");
        assertThat(jdbc.sql("select state from notice where person_id = 2")
                        .query(String.class)
                        .single())
                .isNotEqualTo("refused");

        assertThat(admin().postForEntity(
                                "/api/v1/dead-letters/discard",
                                json("{\"queue\":\"roster.push.patna\"}"),
                                JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(admin().postForObject(
                                "/api/v1/dead-letters/discard",
                                json("{\"queue\":\"roster.push.patna\",\"comment\":\"a stray message\"}"),
                                JsonNode.class)
                        .at("/done")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin().postForEntity("/api/v1/dead-letters/retry", json("{}"), JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void officersActionsOnOnePersonGoThroughTheirOwners() {
        assertThat(admin().postForObject(
                                "/api/v1/people/REG-2/mobile", json("{\"mobile\":\"6199999999\"}"), JsonNode.class)
                        .toString())
                .contains("corrected");
        assertThat(jdbc.sql("select mobile from person where person_id = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("6199999999");
        assertThat(admin().postForObject(
                                "/api/v1/people/REG-1/withdraw", json("{\"reason\":\"moved abroad\"}"), JsonNode.class)
                        .get("done")
                        .asBoolean())
                .isTrue();
        assertThat(jdbc.sql("select by_whom from withdrawn where person_id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("admin");
    }

    @Test
    void sendingIsStoppedAndStartedAgain() {
        assertThat(admin().postForObject(
                                "/api/v1/stops",
                                json("{\"scope\":\"district:gaya\",\"reason\":\"wrong hour\"}"),
                                JsonNode.class)
                        .get("done")
                        .asBoolean())
                .isTrue();
        assertThat(admin().getForObject("/api/v1/stops", JsonNode.class).toString())
                .contains("wrong hour");
        assertThat(admin().exchange("/api/v1/stops?scope=district:gaya", HttpMethod.DELETE, null, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(admin().exchange("/api/v1/stops?scope=district:gaya", HttpMethod.DELETE, null, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void badInputGetsAProblemWithARemedyAndNeverAStackTrace() {
        Map<String, Integer> expected = Map.ofEntries(
                Map.entry("GET /api/v1/people/NO-SUCH", 404),
                Map.entry("GET /api/v1/people/99999999999999999999999", 404),
                Map.entry("GET /api/v1/dead-letters/4711", 404),
                Map.entry("GET /api/v1/dead-letters/x", 400),
                Map.entry("GET /api/v1/dead-letters?limit=0", 400),
                Map.entry("GET /api/v1/rosters/NONE.csv", 404),
                Map.entry("GET /api/v1/no-such-address", 404),
                Map.entry("POST /api/v1/rules {", 400),
                Map.entry("POST /api/v1/rules {\"siteCode\":\"NO\",\"comment\":\"c\",\"facility\":\"f\"}", 422),
                Map.entry("POST /api/v1/people/REG-1/move {\"sessionId\":\"none\"}", 400),
                Map.entry("POST /api/v1/people/REG-1/mobile {\"mobile\":\"12\"}", 400),
                Map.entry("POST /api/v1/people/REG-1/mobile {\"moblie\":\"6100000001\"}", 400),
                Map.entry("POST /api/v1/people/REG-1/mobile {}", 400),
                Map.entry("POST /api/v1/people/REG-1/mobile null", 400),
                Map.entry("POST /api/v1/dead-letters/retry {\"ids\":[null]}", 400),
                Map.entry("POST /api/v1/dead-letters/retry {\"ids\":[\"a\"]}", 400),
                Map.entry("POST /api/v1/dead-letters/retry {\"queue\":\"\\u0000\"}", 400),
                Map.entry("POST /api/v1/stops {\"scope\":\"everything\",\"reason\":\"r\"}", 400),
                Map.entry("POST /api/v1/stops {\"scope\":\"gateway:kanel-1\",\"reason\":\"r\"}", 400),
                Map.entry("POST /api/v1/stops {\"scope\":\"district:paatna\",\"reason\":\"r\"}", 400),
                Map.entry("POST /api/v1/dead-letters/retry {\"ids\":[1.5]}", 400),
                Map.entry("GET /api/v1/dead-letters?state=bogus", 400),
                Map.entry("POST /api/v1/canaries/1/none/release {}", 404),
                Map.entry("POST /api/v1/officers {\"username\":\"x y\",\"role\":\"viewer\"}", 400),
                Map.entry("POST /api/v1/officers {\"username\":\"xy\",\"role\":\"king\"}", 400));
        expected.forEach((request, status) -> {
            String[] parts = request.split(" ", 3);
            ResponseEntity<JsonNode> answer = admin().exchange(
                            parts[1],
                            HttpMethod.valueOf(parts[0]),
                            json(parts.length > 2 ? parts[2] : null),
                            JsonNode.class);
            assertThat(answer.getStatusCode().value()).as(request).isEqualTo(status);
            assertThat(answer.getBody().path("remedy").asText()).as(request).isNotBlank();
            assertThat(answer.getBody().toString()).as(request).doesNotContain("Exception", "at in.suchi", "\"trace\"");
        });
    }

    @Test
    void aHeadOfficeMakesAndRemovesOfficers() {
        ResponseEntity<JsonNode> made = admin().postForEntity(
                        "/api/v1/officers",
                        json("{\"username\":\"it-gaya\",\"role\":\"district-officer\",\"district\":\"gaya\"}"),
                        JsonNode.class);
        assertThat(made.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(made.getBody().get("oneTimePassword").asText()).hasSize(19);
        assertThat(admin().getForObject("/api/v1/officers", JsonNode.class).findValuesAsText("username"))
                .containsExactlyInAnyOrder("admin", "it-gaya");
        assertThat(jdbc.sql("select password_hash from officer where username = 'it-gaya'")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}");
        assertThat(admin().exchange("/api/v1/officers/it-gaya", HttpMethod.DELETE, null, JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }
}
