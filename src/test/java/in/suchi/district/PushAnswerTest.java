package in.suchi.district;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PushAnswerTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvFileSource(resources = "/cases/district-answers.csv", numLinesToSkip = 1)
    void whatAnAnswerMeans(String kind, int code, String retryAfter, String meaning, String reason) {
        if (meaning.equals("accepted")) {
            return; // the route's okStatusCodeRange; PushByHttpTest has these against a server
        }
        PushAnswer answer = PushAnswer.of(kind.equals("http") ? http(code, retryAfter) : mail(code));
        assertThat(answer.failure().key()).isEqualTo(reason);
        assertThat(meaningOf(answer.failure())).isEqualTo(meaning);
        assertThat(answer.asked())
                .isEqualTo(Optional.ofNullable(retryAfter).map(Long::valueOf).map(Duration::ofSeconds));
    }

    @Test
    void aServerIsObeyedForSixHoursAtMost() {
        assertThat(PushAnswer.of(http(429, "864000")).asked()).contains(Duration.ofHours(6));
    }

    @Test
    void whatBreaksOnTheWayIsOfTheEndpoint() {
        assertThat(PushAnswer.of(new RuntimeCamelException(new ConnectException("refused")))
                        .failure())
                .isEqualTo(PushFailure.UNREACHABLE);
        assertThat(PushAnswer.of(new MessagingException("read", new SocketTimeoutException("Read timed out")))
                        .failure())
                .isEqualTo(PushFailure.UNREACHABLE);
        assertThat(PushAnswer.of(new IOException(new SSLHandshakeException("PKIX path building failed")))
                        .failure())
                .isEqualTo(PushFailure.CERTIFICATE);
        assertThat(PushAnswer.of(new SSLHandshakeException("Received fatal alert: bad_certificate"))
                        .failure())
                .isEqualTo(PushFailure.LOGIN_REFUSED);
        assertThat(PushAnswer.of(new IllegalStateException("no endpoint")).failure())
                .isEqualTo(PushFailure.OTHER);
    }

    private static String meaningOf(PushFailure failure) {
        if (failure.isFinal()) {
            return "dead";
        }
        if (!failure.burnsTry()) {
            return "pause";
        }
        return failure.ofEndpoint() ? "rest" : "again";
    }

    private static Exception http(int status, String retryAfter) {
        return new HttpOperationFailedException(
                "http://district",
                status,
                "no",
                null,
                retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter),
                null);
    }

    private static Exception mail(int code) {
        return new SMTPSendFailedException(
                "DATA", code, code + " no", null, new jakarta.mail.Address[0], new jakarta.mail.Address[0], null);
    }
}
