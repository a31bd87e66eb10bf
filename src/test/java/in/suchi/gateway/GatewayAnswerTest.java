package in.suchi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GatewayAnswerTest {
    @ParameterizedTest(name = "{0} {1} {2}: {7}")
    @CsvFileSource(resources = "/cases/gateway-answers.csv", numLinesToSkip = 1)
    void an_answer_means_what_the_table_says(
            String gateway,
            int status,
            String body,
            String headers,
            String meaning,
            String reason,
            String extra,
            String why) {
        GatewayAnswer answer = Profiles.get(gateway).read(status, body, headers(headers));
        assertThat(answer.getClass().getSimpleName()).as(why).isEqualTo(meaning);
        assertThat(answer.reason()).as(why).isEqualTo(reason);
        assertThat(extra(answer)).as(why).isEqualTo(extra == null ? "" : extra);
        assertThat(answer.detail()).startsWith("HTTP " + status);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvFileSource(resources = "/cases/gateway-failures.csv", numLinesToSkip = 1)
    void a_failure_is_temporary_only_if_the_request_never_went_out(
            String failure, String meaning, String reason, String why) {
        GatewayAnswer answer = GatewayAnswer.ofFailure(failure(failure));
        assertThat(answer.getClass().getSimpleName()).as(why).isEqualTo(meaning);
        assertThat(answer.reason()).as(why).isEqualTo(reason);
    }

    @Test
    void the_id_may_be_found_by_a_pattern() {
        assertThat(Profiles.get("form-test").read(200, "402,MsgID = 110121201hp", Map.of()))
                .isEqualTo(new GatewayAnswer.Accepted(
                        Optional.of("110121201hp"), "accepted", "HTTP 200 402,MsgID = 110121201hp"));
    }

    @Test
    void numbers_in_a_gateways_words_are_masked_and_long_words_cut() {
        assertThat(Profiles.get("kannel-1")
                        .read(400, "blocked: 916100380112, 6100380113", Map.of())
                        .detail())
                .isEqualTo("HTTP 400 blocked: ******0112, ******0113");
        assertThat(Profiles.get("kannel-1")
                        .read(500, "x".repeat(100_000), Map.of())
                        .detail())
                .hasSizeLessThan(300);
    }

    @Property
    void the_hub_never_invents_success(@ForAll @IntRange(min = 100, max = 599) int status, @ForAll String body) {
        assertThat(Profiles.get("kannel-1").read(status, body, Map.of())).isNotInstanceOf(GatewayAnswer.Accepted.class);
    }

    private static Map<String, String> headers(String written) {
        Map<String, String> headers = new HashMap<>();
        if (written != null) {
            for (String header : written.split("\\|")) {
                String[] parts = header.split(": ", 2);
                headers.put(parts[0], parts[1]);
            }
        }
        return headers;
    }

    private static String extra(GatewayAnswer answer) {
        if (answer instanceof GatewayAnswer.Accepted accepted) {
            return accepted.id().orElse("");
        }
        if (answer instanceof GatewayAnswer.Throttled throttled) {
            return seconds(throttled.retryAfter());
        }
        return answer instanceof GatewayAnswer.Temporary temporary ? seconds(temporary.retryAfter()) : "";
    }

    private static String seconds(Optional<Duration> wait) {
        return wait.map(w -> String.valueOf(w.toSeconds())).orElse("");
    }

    private static Throwable failure(String name) {
        return switch (name) {
            case "connect-refused" -> new ConnectException("Connection refused");
            case "unknown-host" -> new UnknownHostException("gateway.example");
            case "no-route" -> new NoRouteToHostException();
            case "connect-timeout" -> new ConnectTimeoutException("timed out");
            case "jdk-connect-timeout" -> new HttpConnectTimeoutException("timed out");
            case "pool-exhausted" -> new ConnectionRequestTimeoutException("timed out");
            case "tls-handshake" -> new SSLHandshakeException("Remote host terminated the handshake");
            case "tls-untrusted" -> new SSLHandshakeException("PKIX").initCause(new CertificateException("no path"));
            case "wrapped-refused" -> new IllegalStateException(new IOException(new ConnectException()));
            case "read-timeout" -> new SocketTimeoutException("Read timed out");
            case "reset" -> new SocketException("Connection reset");
            case "no-response" -> new NoHttpResponseException("gateway failed to respond");
            case "broken-answer" -> new ProtocolException("not HTTP");
            case "anything" -> new IllegalStateException();
            case "none" -> null;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
