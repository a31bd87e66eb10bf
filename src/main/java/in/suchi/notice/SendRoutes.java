package in.suchi.notice;

import in.suchi.peer.HttpPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
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

    private static CloseableHttpClient client(Lane lane) {
        return new HttpPeer(
                        lane.batch() * lane.consumers(),
                        lane.profile().timeouts().connect(),
                        lane.profile().timeouts().answer(),
                        null,
                        Map.of())
                .client();
    }

    @Override
    public void destroy() throws Exception {
        pools.forEach(ExecutorService::shutdownNow);
        for (CloseableHttpClient client : clients) {
            client.close();
        }
    }
}
