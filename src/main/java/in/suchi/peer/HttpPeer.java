package in.suchi.peer;

import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One other system spoken to over HTTP: with connections of its own, so that one that hangs uses up nobody else's.
 *
 * @param connections at most so many at a time
 * @param connect time for a connection to stand, and to get one of ours
 * @param answer longest silence while waiting for an answer
 * @param tls whom to trust and which certificate to show; null: the JDK's trust, no certificate
 * @param headers sent with every request, such as {@code Authorization}
 */
public record HttpPeer(
        int connections, Duration connect, Duration answer, SSLContext tls, Map<String, String> headers) {

    public HttpPeer {
        headers = Map.copyOf(headers);
    }

    /** Nothing is tried again behind our back: a client of its own accord would repeat a GET whose answer did not come. */
    public CloseableHttpClient client() {
        Timeout connectTimeout = Timeout.of(connect);
        Timeout answerTimeout = Timeout.of(answer);
        PoolingHttpClientConnectionManagerBuilder pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(connections)
                .setMaxConnTotal(connections)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(answerTimeout)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout)
                        .setSocketTimeout(answerTimeout)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build());
        if (tls != null) {
            pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        return HttpClients.custom()
                .setConnectionManager(pool.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connectTimeout)
                        .setResponseTimeout(answerTimeout)
                        .build())
                .setDefaultHeaders(headers.entrySet().stream()
                        .map(header -> new BasicHeader(header.getKey(), header.getValue()))
                        .toList())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Without what the headers hold. */
    @Override
    public String toString() {
        return "HttpPeer[" + connections + " connections, " + headers.keySet() + "]";
    }
}
