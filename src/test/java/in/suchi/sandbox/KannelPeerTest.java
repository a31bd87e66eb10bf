package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class KannelPeerTest {
    private static final String NUMBER = "916100380112";
    private static final GatewaySettings SETTINGS = GatewaySettings.of("suchi", "word")
            .withReceiptDelay(Duration.ofMillis(40))
            .withReceiptRetries(Duration.ofMillis(30), 4);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private KannelPeer kannel;
    private CallbackRecorder hub;

    @BeforeEach
    void start() throws IOException {
        kannel = new KannelPeer(SETTINGS.withMaxParts(2));
        kannel.start();
        hub = new CallbackRecorder();
    }

    @AfterEach
    void stop() {
        kannel.close();
        hub.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/kannel-answers.csv", numLinesToSkip = 1)
    void itAnswersAsKannelWasObservedTo(
            String what,
            String method,
            String type,
            String request,
            String body,
            int status,
            String answer,
            Integer coding,
            String shown)
            throws Exception {
        kannel.deny("916100000098");
        kannel.leaveWithoutRoute("916100000099");

        var response = method.equals("GET") ? get(expanded(request)) : post(type, request, expanded(body));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(answer);
        if (status == 202) {
            assertThat(kannel.messages()).singleElement().satisfies(m -> {
                assertThat(m.to()).isEqualTo(NUMBER);
                assertThat(m.coding()).isEqualTo(coding);
                assertThat(m.text()).isEqualTo(expanded(shown));
            });
        } else {
            assertThat(kannel.messages()).isEmpty();
        }
    }

    @Test
    void theOperatorsAcknowledgementComesBeforeTheFinalReceipt() throws Exception {
        submit("D1");
        await().until(() -> hub.received().size() == 2);
        assertThat(hub.received().get(0)).startsWith("ref=D1&st=8&").contains("&ans=ACK%2F&");
        assertThat(hub.received().get(1))
                .matches("ref=D1&st=1&to=916100380112&ans=id%3A[0-9A-F]{8}\\+sub%3A001\\+dlvrd%3A001"
                        + "\\+submit\\+date%3A\\d{10}\\+done\\+date%3A\\d{10}\\+stat%3ADELIVRD\\+err%3A000\\+text%3A"
                        + "&at=\\d{4}-\\d\\d-\\d\\d\\+\\d\\d%3A\\d\\d%3A\\d\\d");
    }

    @Test
    void anUndeliveredAndARefusedMessageAreToldApartByTheReceiptOnly() throws Exception {
        useOutcomes(new SmsOutcomes(1, 1, 0, 0));
        assertThat(submit("D1").body()).isEqualTo("0: Accepted for delivery");
        await().until(() -> hub.received().size() == 2);
        assertThat(hub.received().get(1)).startsWith("ref=D1&st=2&").contains("stat%3AUNDELIV+err%3A011");

        useOutcomes(new SmsOutcomes(1, 0, 1, 0));
        assertThat(submit("D2").body()).isEqualTo("0: Accepted for delivery");
        await().until(() -> hub.received().size() == 3);
        assertThat(hub.received().get(2))
                .startsWith("ref=D2&st=16&")
                .contains("&ans=NACK%2F0x0000000b%2FInvalid+Destination+Address&");
    }

    @Test
    void onlyTheReceiptsOfTheMaskAreSent() throws Exception {
        get("username=suchi&password=word&to=" + NUMBER + "&text=x&dlr-mask=1&dlr-url=" + encoded(dlrUrl("D1")));
        await().until(() -> kannel.receiptsSent() == 1);
        assertThat(kannel.receiptsPending()).isZero();
        assertThat(hub.received()).singleElement().asString().startsWith("ref=D1&st=1&");
    }

    @Test
    void aReceiptRefusedAFewTimesArrivesAndOneRefusedForEverIsLost() throws Exception {
        hub.failNext(3);
        submit("D1");
        await().until(() -> hub.received().size() == 2);
        assertThat(kannel.receiptsLost()).isZero();

        hub.failNext(8);
        submit("D2");
        await().until(() -> kannel.receiptsLost() == 2);
        assertThat(kannel.receiptsPending()).isZero();
        assertThat(hub.received()).hasSize(2);
    }

    @Test
    void theSameReferenceTwiceIsTwoSmsAndIsCounted() throws Exception {
        submit("D1");
        submit("D1");
        submit("D2");
        assertThat(kannel.accepted("D1")).isEqualTo(2);
        assertThat(kannel.acceptedPerReference()).containsEntry("D1", 2).containsEntry("D2", 1);
        assertThat(kannel.accepted()).isEqualTo(3);
    }

    @Test
    void theDltIdsTravelInTheMetaData() throws Exception {
        var meta = "?smpp?PE_ID=1101234567890123456&TEMPLATE_ID=1107161234567890123";
        get("username=suchi&password=word&to=" + NUMBER + "&text=x&meta-data=" + encoded(meta));
        assertThat(kannel.messages()).singleElement().satisfies(m -> {
            assertThat(m.entityId()).isEqualTo("1101234567890123456");
            assertThat(m.templateId()).isEqualTo("1107161234567890123");
        });
    }

    @Test
    void whenItsQueueIsFullItTakesNothing() throws Exception {
        kannel.faults().refuseNext(2);
        assertThat(submit("D1").statusCode()).isEqualTo(503);
        assertThat(submit("D1").body()).isEqualTo("Temporal failure, try again later.");
        assertThat(submit("D1").statusCode()).isEqualTo(202);
        assertThat(kannel.accepted("D1")).isEqualTo(1);
    }

    @Test
    void whenItIsDownConnectionsAreRefusedUntilItIsBackOnTheSamePort() throws Exception {
        URI before = kannel.submitUrl();
        kannel.down(true);
        assertThatThrownBy(() -> submit("D1")).isInstanceOf(ConnectException.class);
        kannel.down(false);
        assertThat(kannel.submitUrl()).isEqualTo(before);
        assertThat(submit("D1").statusCode()).isEqualTo(202);
    }

    @Test
    void whatItsSenderGaveUpOnWhileItHungIsSentLater() throws Exception {
        kannel.hang(true);
        var patience = HttpRequest.newBuilder(URI.create(kannel.submitUrl() + "?" + query("D1")))
                .timeout(Duration.ofMillis(200))
                .build();
        assertThatThrownBy(() -> client.send(patience, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(kannel.accepted()).isZero();
        kannel.hang(false);
        await().until(() -> kannel.accepted("D1") == 1);
        await().until(() -> hub.received().size() == 2);
    }

    @Test
    void itCanTakeAMessageAndCutTheLineBeforeTheAnswer() {
        kannel.faults().cutAfterAccept(1);
        assertThatThrownBy(() -> submit("D1")).isInstanceOf(IOException.class);
        // The JDK's client repeats a GET whose line was cut: at Kannel that is a second SMS.
        assertThat(kannel.accepted("D1")).isPositive();
        assertThat(kannel.messages()).allMatch(m -> m.reference().equals("D1"));
    }

    @Test
    void itCanTakeAMessageAndAnswerAnErrorOrNonsense() throws Exception {
        kannel.faults().failAfterAccept(1);
        assertThat(submit("D1").statusCode()).isEqualTo(500);
        kannel.faults().failAfterAccept(0).garbageAnswer(1);
        assertThat(submit("D2").body()).contains("<html>");
        kannel.faults().clear();
        assertThat(submit("D3").body()).isEqualTo("0: Accepted for delivery");
        assertThat(kannel.acceptedPerReference()).containsOnlyKeys("D1", "D2", "D3");
    }

    @Test
    void receiptsCanComeTwiceAndInTheWrongOrder() throws Exception {
        kannel.faults().receiptsTwice(true).receiptsReversed(true);
        submit("D1");
        await().until(() -> hub.received().size() == 4);
        assertThat(hub.received())
                .map(r -> r.substring(0, "ref=D1&st=1".length()))
                .containsExactly("ref=D1&st=1", "ref=D1&st=1", "ref=D1&st=8", "ref=D1&st=8");
    }

    @Test
    void receiptsCanComeBeforeTheSubmitIsAnswered() throws Exception {
        kannel.faults().receiptsBeforeAnswer(true);
        submit("D1");
        assertThat(hub.received()).hasSize(2);
    }

    @Test
    void receiptsCanBeLost() throws Exception {
        kannel.faults().loseReceipts(1);
        submit("D1");
        kannel.faults().loseReceipts(0);
        submit("D2");
        await().until(() -> hub.received().size() == 2);
        assertThat(hub.received()).allMatch(r -> r.startsWith("ref=D2&"));
    }

    @Test
    void withoutTheOperatorsLinkMessagesAreQueuedAndReceiptsWait() throws Exception {
        kannel.operatorLinkDown(true);
        var answer = submit("D1");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("3: Queued for later delivery");
        assertThat(kannel.receiptsPending()).isEqualTo(2);
        assertThat(hub.received()).isEmpty();
        kannel.operatorLinkDown(false);
        await().until(() -> hub.received().size() == 2);
    }

    @Test
    void whatItAnsweredForStandsInItsFileAndIsThereAfterARestart(@TempDir Path folder) throws Exception {
        kannel.close();
        kannel = new KannelPeer(SETTINGS.withFolder(folder));
        kannel.start();
        post(
                "text/plain; charset=UTF-8",
                "X-Kannel-Username: suchi|X-Kannel-Password: word|X-Kannel-Coding: 2|X-Kannel-To: " + NUMBER
                        + "|X-Kannel-DLR-Url: " + dlrUrl("D1"),
                "पहली पंक्ति\n\"दूसरी\", पंक्ति");
        submit("D2");
        assertThat(GatewayPeer.messagesIn(folder)).hasSize(2).isEqualTo(kannel.messages());
        kannel.close();

        // a crash in the middle of a line
        Files.writeString(folder.resolve("messages.csv"), "2021-01-13T21:00:00Z,D3,\"BR", StandardOpenOption.APPEND);
        kannel = new KannelPeer(SETTINGS.withFolder(folder));
        kannel.start();
        submit("D4");
        assertThat(kannel.messages()).map(SmsMessage::reference).containsExactly("D1", "D2", "D4");
        assertThat(kannel.messages().get(0).text()).isEqualTo("पहली पंक्ति\n\"दूसरी\", पंक्ति");
        assertThat(kannel.accepted("D1")).isEqualTo(1);
    }

    @Test
    void itTakesManyAtOnceWithoutLosingAny(@TempDir Path folder) throws Exception {
        kannel.close();
        kannel = new KannelPeer(SETTINGS.withFolder(folder).withReceiptDelay(Duration.ofMillis(1)));
        kannel.start();
        var room = new Semaphore(100);
        int many = 1_500;
        for (int i = 0; i < many; i++) {
            room.acquire();
            client.sendAsync(
                            HttpRequest.newBuilder(URI.create(kannel.submitUrl() + "?" + query("D" + i)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> room.release());
        }
        room.acquire(100);
        assertThat(kannel.acceptedPerReference()).hasSize(many).allSatisfy((ref, n) -> assertThat(n)
                .isEqualTo(1));
        assertThat(kannel.messages()).hasSize(many);
        await().atMost(Duration.ofSeconds(30)).until(() -> hub.received().size() == 2 * many);
    }

    @Test
    void theOutcomeOfANumberIsTheSameInAllItsFormsAndTheSharesAreKept() {
        var outcomes = new SmsOutcomes(42, 0.10, 0.02, 0.05);
        assertThat(outcomes.of("6100380112"))
                .isEqualTo(outcomes.of("916100380112"))
                .isEqualTo(outcomes.of("+916100380112"));
        List<SmsOutcome> many = IntStream.range(0, 20_000)
                .mapToObj(i -> outcomes.of(String.valueOf(6_100_000_000L + i * 48_271L)))
                .toList();
        assertThat(share(many, SmsOutcome.UNDELIVERED)).isBetween(0.09, 0.11);
        assertThat(share(many, SmsOutcome.REFUSED)).isBetween(0.015, 0.025);
        assertThat(share(many, SmsOutcome.NO_RECEIPT)).isBetween(0.045, 0.055);
    }

    private static double share(List<SmsOutcome> all, SmsOutcome one) {
        return all.stream().filter(one::equals).count() / (double) all.size();
    }

    private void useOutcomes(SmsOutcomes outcomes) {
        kannel.close();
        kannel = new KannelPeer(SETTINGS.withOutcomes(outcomes));
        kannel.start();
    }

    private HttpResponse<String> submit(String reference) throws Exception {
        return get(query(reference));
    }

    private String query(String reference) {
        return "username=suchi&password=word&to=" + NUMBER + "&from=BRHLTH&text=Come&dlr-mask=27&dlr-url="
                + encoded(dlrUrl(reference));
    }

    private String dlrUrl(String reference) {
        return hub.url() + "/dlr?ref=" + reference + "&st=%d&to=%P&ans=%A&at=%t";
    }

    private HttpResponse<String> get(String query) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(kannel.submitUrl() + "?" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String type, String headers, String body) throws Exception {
        var request = HttpRequest.newBuilder(kannel.submitUrl())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers != null) {
            for (var header : headers.split("\\|")) {
                request.header(
                        header.substring(0, header.indexOf(':')),
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Long texts are written in the cases as [letter*times]. */
    private static String expanded(String text) {
        int start = text == null ? -1 : text.indexOf('[');
        if (start < 0) {
            return text;
        }
        int end = text.indexOf(']');
        var times = Integer.parseInt(text.substring(start + 3, end));
        return text.substring(0, start)
                + String.valueOf(text.charAt(start + 1)).repeat(times)
                + text.substring(end + 1);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
