package in.suchi.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes one route of the template {@code send-notice} for each gateway in use, with threads and connections of its own: a gateway
 * that hangs keeps nobody else waiting.
 */
@Component
class SendRoutes implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SendRoutes.class);
    private static final String TEMPLATE = "send-notice";

    private final CamelContext camel;
    private final Lanes lanes;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final List<CloseableHttpClient> clients = new ArrayList<>();

    SendRoutes(CamelContext camel, Lanes lanes) {
        this.camel = camel;
        this.lanes = lanes;
    }

    /** When everything else is up: the gateways must be able to call back. */
    @EventListener
    void start(ApplicationReadyEvent ready) throws Exception {
        for (Lane lane : lanes.all()) {
            String name = lane.gateway();
            if (camel.getRoute(TEMPLATE + "-" + name) != null) {
                continue;
            }
            ExecutorService pool = pool(lane);
            CloseableHttpClient client = client(lane);
            pools.add(pool);
            clients.add(client);
            camel.getRegistry().bind("submitters-" + name, pool);
            camel.getRegistry().bind("client-" + name, client);
            camel.addRouteFromTemplate(
                    TEMPLATE + "-" + name,
                    TEMPLATE,
                    Map.of("gateway", name, "consumers", String.valueOf(lane.consumers())));
            LOG.info(
                    "gateway {}: {} a second at most, {} messages of {} notices at a time",
                    name,
                    lane.profile().limits().perSecond(),
                    lane.consumers(),
                    lane.batch());
        }
    }

    private static ExecutorService pool(Lane lane) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(lane.batch() * lane.consumers(), task -> {
            Thread thread = new Thread(task, "submit-" + lane.gateway() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Nothing is tried again behind our back: the client would repeat a GET whose answer did not come. */
    private static CloseableHttpClient client(Lane lane) {
        Timeout connect = Timeout.of(lane.profile().timeouts().connect());
        Timeout answer = Timeout.of(lane.profile().timeouts().answer());
        int connections = lane.batch() * lane.consumers();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(answer)
                                .setTcpNoDelay(true)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(answer)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    public void destroy() throws Exception {
        pools.forEach(ExecutorService::shutdownNow);
        for (CloseableHttpClient client : clients) {
            client.close();
        }
    }
}
