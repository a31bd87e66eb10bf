package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.support.HubTest;
import in.suchi.support.Mutations;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The shipped route 55 and the address in front of it, called as a gateway would. */
@CamelSpringBootTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "suchi.gateways.json-1.active=true",
            "suchi.gateways.json-1.token=t",
            "suchi.canary.count=0",
            // nothing is sent here: receipts are about attempts that lie in the ledger already
            "suchi.routes.release-notices-period=3600000",
            "suchi.routes.find-receipts-period=500"
        })
class RecordReceiptRouteTest extends HubTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    CamelContext camel;

    @Autowired
    ReceiptSecrets secrets;

    @Value("${suchi.data}")
    Path data;

    NoticeRows rows;
    long notice;

    @BeforeEach
    void oneNoticeIsSubmitted() {
        rows = new NoticeRows(jdbc);
        rows.clear();
        notice = rows.invites(rows.session("araria"), 1).get(0);
        submitted(notice, "REFERENCE");
    }

    private void submitted(long id, String reference) {
        rows.set(
                "insert into attempt (reference, notice_id, gateway, number, state, began_at) values (?, ?, 'kannel-1', 1, 'submitted', now())",
                reference,
                id);
        rows.set(
                "update notice set state = 'submitted', reference = ?, gateway = 'kannel-1', tries = 1 where notice_id = ?",
                reference,
                id);
    }

    private HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, String type, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void becomes(String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows.state(notice)).isEqualTo(state));
    }

    @Test
    void whatever_is_sent_to_the_address_is_answered_and_no_notice_but_the_named_one_changes() throws Exception {
        Random random = new Random(16);
        String receipt =
                "ref=REFERENCE-OF-ANOTHER&st=1&ans=id:1000001C sub:001 stat:DELIVRD err:000 text:&ts=1610681405";
        for (int round = Mutations.rounds(60); round > 0; round--) {
            String damaged = Mutations.of(receipt, random);
            HttpResponse<String> answer = random.nextBoolean()
                    ? get(secrets.url("kannel-1") + "?"
                            + URLEncoder.encode(damaged, StandardCharsets.UTF_8)
                                    .replace("%3D", "=")
                                    .replace("%26", "&"))
                    : post(
                            secrets.url(random.nextBoolean() ? "kannel-1" : "json-1"),
                            random.nextBoolean() ? "application/json" : "application/x-www-form-urlencoded",
                            damaged);
            assertThat(answer.statusCode()).as(damaged).isIn(200, 400, 413, 415);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        assertThat(rows.state(notice)).isEqualTo("submitted");
    }

    @Test
    void a_receipt_by_get_is_answered_and_applied() throws Exception {
        HttpResponse<String> answer = get(
                secrets.url("kannel-1")
                        + "?ref=REFERENCE&st=1&ans=id%3A1000001C+sub%3A001+dlvrd%3A001+submit+date%3A2611221757+done+date%3A2611221757+stat%3ADELIVRD+err%3A000+text%3A");

        assertThat(answer.statusCode()).isEqualTo(200);
        becomes("delivered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31556889864403199",
                "-99999999999999",
                "99999999999999",
                "9999999999999999999999999999999999999999",
                "0",
                "NaN"
            })
    void a_receipt_with_a_time_that_cannot_be_counts_all_the_same(String seconds) throws Exception {
        HttpResponse<String> answer =
                get(secrets.url("kannel-1") + "?ref=REFERENCE&st=1&ans=stat%3ADELIVRD&ts=" + seconds);

        assertThat(answer.statusCode()).isEqualTo(200);
        becomes("delivered");
        assertThat(rows.count("select count(*) from receipt where reported_at is not null"))
                .isZero();
    }

    @Test
    void a_receipt_is_in_the_ledger_before_it_is_answered() throws Exception {
        AdviceWith.adviceWith(camel, "queue-receipt", route -> route.weaveById("queue-receipts")
                .replace()
                .stop());

        get(secrets.url("kannel-1") + "?ref=REFERENCE&st=2&ans=");
        assertThat(rows.count("select count(*) from receipt where reference = 'REFERENCE' and status = 'UNDELIV'"))
                .isOne();

        // and is applied although its message never came
        becomes("undelivered");
    }

    @Test
    void a_receipt_through_another_gateways_address_changes_nothing() throws Exception {
        HttpResponse<String> answer =
                post(secrets.url("json-1"), "application/json", "{\"reference\":\"REFERENCE\",\"status\":\"DELIVRD\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        rows.count("select count(*) from receipt where outcome = 'informative'"))
                .isOne());
        assertThat(rows.state(notice)).isEqualTo("submitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/receipts/kannel-1/wrong", "/receipts/nobody/wrong", "/receipts/json-1/SECRETOFKANNEL"})
    void whoever_does_not_know_the_address_learns_nothing(String path) throws Exception {
        String base = secrets.url("kannel-1").replaceFirst("/receipts/.*", "");
        String secret = secrets.url("kannel-1").replaceFirst(".*/", "");

        HttpResponse<String> answer =
                get(base + path.replace("SECRETOFKANNEL", secret) + "?ref=REFERENCE&st=1&ans=stat%3ADELIVRD");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(rows.count("select count(*) from receipt")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?ref=",
                "?ref=../../etc/passwd&st=1",
                "?ref=%00&st=1",
                "?ref=%ZZ&st=1",
                "?st=1&ans=stat%3ADELIVRD",
                "?ref=';drop%20table%20notice;--&st=1"
            })
    void what_is_no_receipt_is_refused_with_a_reason_and_without_a_trace(String query) throws Exception {
        HttpResponse<String> answer = rawGet(secrets.url("kannel-1") + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at in.suchi");
        assertThat(rows.count("select count(*) from receipt")).isZero();
        assertThat(rows.state(notice)).isEqualTo("submitted");
    }

    private HttpResponse<String> rawGet(String url) throws Exception {
        return get(url.replace("%ZZ", "%25ZZ").replace("'", "%27"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"reference\":{}}", "{\"reference\":\"\\u0000\"}", "\u0000\u0001"})
    void a_body_that_is_no_receipt_is_refused_with_a_reason(String body) throws Exception {
        HttpResponse<String> answer = post(secrets.url("json-1"), "application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(":").doesNotContain("Exception");
    }

    @Test
    void a_body_without_end_is_cut_short() throws Exception {
        HttpResponse<String> answer = post(secrets.url("json-1"), "application/json", "x".repeat(300_000));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void many_receipts_at_once_are_all_kept() {
        List<Long> many = rows.invites(rows.session("araria"), 300);
        many.forEach(id -> submitted(id, "REFERENCE" + id));

        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (Long id : many) {
            URI uri = URI.create(secrets.url("kannel-1") + "?ref=REFERENCE" + id + "&st=1&ans=stat%3ADELIVRD");
            answers.add(HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }

        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows.count("select count(*) from notice where state = 'delivered'"))
                        .isEqualTo(300));
    }

    @Test
    void the_secret_is_made_once_and_can_be_read_by_the_hub_alone() throws IOException {
        Path file = data.resolve("secrets/receipts-kannel-1");

        assertThat(secrets.url("kannel-1")).endsWith("/receipts/kannel-1/" + Files.readString(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
