package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.support.DocumentedGateways;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The shipped profiles at work, all at once and in equal shares, with a process in each provider's place that speaks as its maker
 * documents: request, answer, receipt called or asked for, and a call to whom no SMS reaches.
 */
@CamelSpringBootTest
@DirtiesContext
class EveryGatewayTest extends HubTest {

    private static final List<String> WRITING = List.of("cdac", "exotel", "gupshup", "jasmin", "msg91", "nic");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int port;
    private static Process providers;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry registry) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        providers = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DocumentedGateways.class.getName(),
                        String.valueOf(port))
                .inheritIO()
                .start();
        String base = "http://127.0.0.1:" + port;
        Map<String, String> urls = Map.of(
                "jasmin", "/send",
                "cdac", "/esms/sendsmsrequestDLT",
                "nic", "/failsafe/HttpLink",
                "exotel", "/v1/Accounts",
                "gupshup", "/GatewayAPI/rest",
                "msg91", "/api/v5/flow",
                "voice-1", "/calls");
        urls.forEach((gateway, path) -> {
            String prefix = "suchi.gateways." + gateway;
            registry.add(prefix + ".url", () -> base + path);
            registry.add(prefix + ".active", () -> "true");
            registry.add(prefix + ".username", () -> "suchi");
            registry.add(prefix + ".password", () -> gateway.equals("msg91") ? "a0thkey" : "p&w");
            registry.add(prefix + ".per-second", () -> "50");
            if (!gateway.equals("voice-1")) {
                registry.add(prefix + ".share", () -> "10");
            }
        });
        registry.add("suchi.gateways.kannel-1.active", () -> "false");
        registry.add("suchi.gateways.cdac.secure-key", () -> "s3cure");
        registry.add("suchi.gateways.cdac.report-url", () -> base + "/ReportAPI/csvreport");
        registry.add("suchi.gateways.cdac.report-first", () -> "300ms");
        registry.add("suchi.gateways.cdac.report-every", () -> "500ms");
        registry.add("suchi.gateways.exotel.account", () -> "health1");
        registry.add("suchi.gateways.voice-1.token", () -> "t0ken");
        registry.add("suchi.gateways.msg91.template-invite-hi", () -> "flow-hi");
        registry.add("suchi.canary.count", () -> "0");
        registry.add("suchi.routes.release-notices-period", () -> "200");
        registry.add("suchi.routes.find-receipts-period", () -> "500");
        registry.add("suchi.routes.ask-for-receipts-period", () -> "200");
    }

    @AfterAll
    static void stopProviders() {
        providers.destroy();
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    ReceiptSecrets secrets;

    NoticeRows rows;

    @BeforeEach
    void quietBeforeTheTest() throws Exception {
        clock.moveTo(NoticeRows.DUE.minus(Duration.ofHours(1)));
        rows = new NoticeRows(jdbc);
        rows.clear();
        soon().ignoreExceptions().until(() -> messages().isArray());
        for (String gateway : List.of("gupshup", "msg91")) {
            HTTP.send(
                    HttpRequest.newBuilder(address("/receipts-of/" + gateway))
                            .POST(HttpRequest.BodyPublishers.ofString(secrets.url(gateway)))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90));
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode messages() throws Exception {
        return JSON.readTree(
                HTTP.send(HttpRequest.newBuilder(address("/messages")).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static List<JsonNode> messagesOf(String gateway) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        messages().forEach(message -> {
            if (message.path("gateway").asText().equals(gateway)) {
                found.add(message);
            }
        });
        return found;
    }

    @Test
    void everyone_is_written_to_once_in_the_form_of_their_gateway_and_called_where_no_sms_arrives() throws Exception {
        List<Long> notices = rows.invites(rows.session("araria"), 180);
        clock.moveTo(NoticeRows.DUE);

        soon().untilAsserted(() -> assertThat(states())
                .containsOnlyKeys("delivered", "submitted")
                .containsEntry("submitted", sentBy("nic")));

        Map<String, String> textOf = jdbc
                .sql("select mobile, text from notice")
                .query((row, n) -> Map.entry("91" + row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> called = messagesOf("voice-1").stream()
                .map(m -> m.path("number").asText())
                .collect(Collectors.toSet());
        List<String> written = new ArrayList<>();
        for (String gateway : WRITING) {
            List<JsonNode> messages = messagesOf(gateway);
            assertThat(messages).as(gateway).hasSizeBetween(10, 60).hasSize(sentBy(gateway));
            for (JsonNode message : messages) {
                String number = message.path("number").asText();
                written.add(number);
                String text = message.path("text").asText();
                if (gateway.equals("msg91")) {
                    assertThat(textOf.get(number)).contains(text.split("\\|"));
                } else {
                    assertThat(text).isEqualTo(textOf.get(number));
                }
                assertThat(called.contains(number))
                        .as("%s is called if the SMS was not delivered", number)
                        .isEqualTo(number.endsWith("9") && !gateway.equals("nic"));
            }
        }
        assertThat(written).hasSize(notices.size()).doesNotHaveDuplicates();
        assertThat(messagesOf("voice-1")).hasSameSizeAs(called);
        assertThat(messagesOf("cdac").stream()
                        .map(m -> m.path("id").asText())
                        .distinct()
                        .count())
                .as("several notices go in one submit")
                .isLessThan(messagesOf("cdac").size());
        soon().untilAsserted(() ->
                assertThat(rows.count("select count(*) from receipt_report")).isZero());
        assertThat(rows.count("select count(*) from dead_letter")).isZero();
        assertThat(rows.count("select count(*) from receipt where outcome = 'parked'"))
                .isZero();
        assertThat(
                        rows.count(
                                "select count(*) from alarm where kind in ('gateway-failing', 'sending-stopped', 'receipts-not-to-be-had')"))
                .isZero();
    }

    @Test
    void whoever_gave_a_landline_is_called() throws Exception {
        long notice = rows.invites(rows.session("araria"), 1).get(0);
        rows.set(
                "update person set mobile = null, no_sms_reason = 'landline', alternative_mobile = '06122214567' where person_id = (select person_id from notice where notice_id = ?)",
                notice);
        rows.set("update notice set mobile = '', state = 'no-number' where notice_id = ?", notice);
        clock.moveTo(NoticeRows.DUE);

        soon().untilAsserted(() -> assertThat(rows.state(notice)).isEqualTo("delivered"));

        assertThat(messagesOf("voice-1"))
                .filteredOn(m -> m.path("number").asText().equals("916122214567"))
                .singleElement()
                .satisfies(m -> assertThat(m.path("text").asText()).contains("कोविड टीकाकरण"));
    }

    private Map<String, Integer> states() {
        Map<String, Integer> states = new TreeMap<>();
        jdbc.sql("select state, count(*) from notice group by state")
                .query((row, n) -> states.put(row.getString(1), row.getInt(2)))
                .list();
        return states;
    }

    private int sentBy(String gateway) {
        return (int) rows.count("select count(*) from attempt where gateway = ?", gateway);
    }
}
