package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonGatewayPeerTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private JsonGatewayPeer gateway;
    private CallbackRecorder hub;

    @BeforeEach
    void start() throws IOException {
        gateway = new JsonGatewayPeer(GatewaySettings.of("suchi", "token").withReceiptDelay(Duration.ofMillis(20)));
        gateway.start();
        hub = new CallbackRecorder();
    }

    @AfterEach
    void stop() {
        gateway.close();
        hub.close();
    }

    @Test
    void theSameReferenceAgainIsAnsweredWithTheFirstIdAndSendsNoSecondSms() throws Exception {
        var first = submit("Bearer token", message("D1", "916100380112"));
        var again = submit("Bearer token", message("D1", "916100380112"));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body()).startsWith("{\"id\":\"");
        assertThat(gateway.messages()).singleElement().satisfies(m -> {
            assertThat(m.reference()).isEqualTo("D1");
            assertThat(m.text()).isEqualTo("टीका 16 जनवरी");
            assertThat(m.templateId()).isEqualTo("1107");
        });
    }

    @Test
    void theReceiptCarriesReferenceIdAndStatus() throws Exception {
        submit("Bearer token", message("D1", "916100380112"));
        await().until(() -> hub.received().size() == 1);
        assertThat(hub.received().get(0)).contains("\"reference\":\"D1\"", "\"status\":\"DELIVRD\"", "\"id\":");
    }

    @Test
    void aMistakeIsPermanentAWrongTokenIsConfigurationAndTooMuchIsTemporary() throws Exception {
        assertThat(submit("Bearer token", "{").statusCode()).isEqualTo(400);
        assertThat(submit("Bearer token", message("D1", "12")).statusCode()).isEqualTo(400);
        assertThat(submit("Bearer wrong", message("D1", "916100380112")).statusCode())
                .isEqualTo(403);
        gateway.faults().refuseNext(1);
        var refused = submit("Bearer token", message("D1", "916100380112"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(submit("Bearer token", message("D1", "916100380112")).statusCode())
                .isEqualTo(202);
        assertThat(gateway.accepted()).isEqualTo(1);
    }

    private String message(String reference, String to) {
        return """
                {"reference":"%s","to":"%s","text":"टीका 16 जनवरी","sender":"BRHLTH","entityId":"1101",
                 "templateId":"1107","callback":"%s/receipts"}""".formatted(reference, to, hub.url());
    }

    private HttpResponse<String> submit(String authorization, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(gateway.submitUrl())
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
