package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.person.Mobile;
import in.suchi.sandbox.GatewayPeer;
import in.suchi.sandbox.GatewaySettings;
import in.suchi.sandbox.JsonGatewayPeer;
import in.suchi.sandbox.KannelPeer;
import in.suchi.sandbox.SmsMessage;
import in.suchi.sandbox.SmsOutcomes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped profiles against gateways that behave as theirs were observed to, over HTTP. */
class GatewayDialogueTest {
    private static final String HINDI =
            "कोविड टीकाकरण: 16 जनवरी को सुबह 9:00 बजे पीएचसी देव आएँ। फोटो पहचान पत्र साथ लाएँ। मदद 104";
    private static final SmsOutcomes ALL_UNDELIVERED = new SmsOutcomes(1, 1, 0, 0);
    private static final SmsOutcomes ALL_REFUSED = new SmsOutcomes(1, 0, 1, 0);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<ReceiptReport> receipts = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private GatewayPeer peer;
    private GatewayProfile profile;

    @BeforeEach
    void listenForReceipts() throws IOException {
        hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            receipts.addAll(
                    profile.readReceipts(parameters(exchange.getRequestURI().getRawQuery()), body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void close() {
        hub.stop(0);
        if (peer != null) {
            peer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HINDI,
                "COVID-19 vaccination: please come on 16 January at 9:00 AM to PHC Deo. Bring your photo ID. Help 104",
                "a&b=c+d%e#f;g?h {to} [€] ~|\\^",
                "%d %A %P %% \"quoted\" <b>",
                "two\nlines"
            })
    void a_text_stands_on_the_handset_exactly_as_it_was_composed(String text) {
        for (String gateway : List.of("kannel-1", "json-1")) {
            begin(gateway, SmsOutcomes.allDelivered());
            boolean ucs2 = text.equals(HINDI);
            assertThat(submit("A1", text, ucs2)).isInstanceOf(GatewayAnswer.Accepted.class);
            SmsMessage message = peer.messages().get(0);
            assertThat(message.text()).isEqualTo(text);
            assertThat(message.coding()).isEqualTo(ucs2 ? 2 : 0);
            assertThat(message.to()).isEqualTo("916100380112");
            assertThat(message.from()).isEqualTo("SUCHIH");
            assertThat(message.reference()).isEqualTo("A1");
            assertThat(message.entityId()).isEqualTo("1000000000000000001");
            assertThat(message.templateId()).isEqualTo("1000000000000000011");
            peer.close();
        }
    }

    @Test
    void kannels_receipts_say_first_taken_and_then_delivered() {
        begin("kannel-1", SmsOutcomes.allDelivered());
        submit("A1-b_2", HINDI, true);
        await().untilAsserted(() ->
                assertThat(states("A1-b_2")).containsExactlyInAnyOrder(ReceiptState.ACCEPTED, ReceiptState.DELIVRD));
        assertThat(receipts).allSatisfy(r -> assertThat(((Receipt) r).at()).isPresent());
    }

    @Test
    void what_the_operator_thinks_of_a_number_comes_only_in_the_receipt() {
        begin("kannel-1", ALL_UNDELIVERED);
        assertThat(submit("A1", HINDI, true)).isInstanceOf(GatewayAnswer.Accepted.class);
        await().untilAsserted(() -> assertThat(states("A1")).contains(ReceiptState.UNDELIV));
        peer.close();
        begin("kannel-1", ALL_REFUSED);
        assertThat(submit("A2", HINDI, true)).isInstanceOf(GatewayAnswer.Accepted.class);
        await().untilAsserted(() -> assertThat(states("A2")).containsExactly(ReceiptState.REJECTD));
    }

    @Test
    void the_json_gateways_receipts_are_read_from_the_body() {
        begin("json-1", ALL_UNDELIVERED);
        submit("A1", HINDI, true);
        await().untilAsserted(() -> assertThat(states("A1")).containsExactly(ReceiptState.UNDELIV));
        assertThat(((Receipt) receipts.get(0)).error()).isEqualTo("011");
    }

    @Test
    void the_json_gateway_knows_a_reference_again_and_sends_nothing_twice() {
        begin("json-1", SmsOutcomes.allDelivered());
        GatewayAnswer first = submit("A1", HINDI, true);
        assertThat(first).isInstanceOf(GatewayAnswer.Accepted.class);
        GatewayAnswer second = submit("A1", HINDI, true);
        assertThat(((GatewayAnswer.Accepted) second).id()).isEqualTo(((GatewayAnswer.Accepted) first).id());
        assertThat(peer.accepted("A1")).isEqualTo(1);
        assertThat(profile.recognisesReferences()).isTrue();
    }

    @Test
    void what_was_not_taken_is_temporary_and_what_may_have_been_taken_is_in_doubt() {
        begin("kannel-1", SmsOutcomes.allDelivered());
        peer.faults().refuseNext(1);
        assertThat(submit("A1", HINDI, true)).isInstanceOf(GatewayAnswer.Temporary.class);
        peer.faults().failAfterAccept(1);
        assertThat(submit("A2", HINDI, true)).isInstanceOf(GatewayAnswer.InDoubt.class);
        peer.faults().clear();
        peer.faults().garbageAnswer(1);
        assertThat(submit("A3", HINDI, true)).isInstanceOf(GatewayAnswer.InDoubt.class);
        peer.faults().clear();
        peer.faults().cutAfterAccept(1);
        assertThat(submit("A4", HINDI, true)).isInstanceOf(GatewayAnswer.InDoubt.class);
        peer.repair();
        peer.hang(true);
        assertThat(submit("A5", HINDI, true)).isInstanceOf(GatewayAnswer.InDoubt.class);
        peer.repair();
        peer.down(true);
        assertThat(submit("A6", HINDI, true).reason()).isEqualTo("connection-refused");
        peer.repair();
        await().untilAsserted(() -> assertThat(peer.acceptedPerReference()).containsOnlyKeys("A2", "A3", "A4", "A5"));
    }

    @Test
    void a_number_is_refused_alone_and_a_wrong_login_pauses_the_gateway() {
        begin("kannel-1", SmsOutcomes.allDelivered());
        peer.operatorLinkDown(true);
        assertThat(submit("A1", HINDI, true).reason()).isEqualTo("queued-at-gateway");
        peer.operatorLinkDown(false);
        ((KannelPeer) peer).deny("916100380112");
        assertThat(submit("A2", HINDI, true).reason()).isEqualTo("number-denied");
        profile = profile(Map.of(
                "suchi.gateways.kannel-1.url",
                peer.submitUrl().toString(),
                "suchi.gateways.kannel-1.username",
                "suchi",
                "suchi.gateways.kannel-1.password",
                "guess"));
        assertThat(submit("A3", HINDI, true))
                .isInstanceOfSatisfying(GatewayAnswer.PauseGateway.class, pause -> assertThat(pause.reason())
                        .isEqualTo("credentials-refused"));
    }

    private void begin(String gateway, SmsOutcomes outcomes) {
        GatewaySettings settings = GatewaySettings.of("suchi", "p&w=1%d").withOutcomes(outcomes);
        peer = gateway.equals("kannel-1") ? new KannelPeer(settings) : new JsonGatewayPeer(settings);
        peer.start();
        Map<String, String> values = new HashMap<>(Map.of(
                "suchi.gateways.kannel-1.username",
                "suchi",
                "suchi.gateways.kannel-1.password",
                "p&w=1%d",
                "suchi.gateways.json-1.token",
                "p&w=1%d",
                "suchi.gateways.json-1.active",
                "true"));
        values.put("suchi.gateways." + gateway + ".url", peer.submitUrl().toString());
        profile = GatewayProfiles.load(Path.of("config/gateways"), values::get)
                .find(gateway)
                .orElseThrow();
    }

    private static GatewayProfile profile(Map<String, String> values) {
        return GatewayProfiles.load(Path.of("config/gateways"), values::get)
                .find("kannel-1")
                .orElseThrow();
    }

    private GatewayAnswer submit(String reference, String text, boolean ucs2) {
        GatewayRequest request = profile.render(new Submission(
                reference,
                Mobile.of("6100380112").orElseThrow(),
                text,
                ucs2,
                "SUCHIH",
                "1000000000000000001",
                "1000000000000000011",
                "http://127.0.0.1:" + hub.getAddress().getPort() + "/receipts/x/s3cret"));
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .timeout(Duration.ofSeconds(1))
                .method(
                        request.method(),
                        request.body()
                                .map(HttpRequest.BodyPublishers::ofString)
                                .orElse(HttpRequest.BodyPublishers.noBody()));
        request.headers().forEach(http::header);
        try {
            HttpResponse<String> response = client.send(http.build(), HttpResponse.BodyHandlers.ofString());
            return profile.read(
                    response.statusCode(),
                    response.body(),
                    response.headers().map().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> e.getValue().get(0))));
        } catch (IOException e) {
            return GatewayAnswer.ofFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<ReceiptState> states(String reference) {
        return receipts.stream()
                .map(Receipt.class::cast)
                .filter(r -> r.reference().equals(reference))
                .map(Receipt::state)
                .toList();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
