package in.suchi.notice;

import in.suchi.gateway.Timeouts;
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
 * Makes one route of the template {@code send-notice} for each gateway in use, and one of {@code ask-for-receipts} for each that
 * must be asked for its receipts, with threads and connections of its own: a gateway that hangs keeps nobody else waiting, and
 * hanging submits keep no receipt waiting.
 */
@Component
class SendRoutes implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SendRoutes.class);
    private static final String SEND = "send-notice";
    private static final String ASK = "ask-for-receipts";
    private static final int ASKERS = 10;

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
            if (camel.getRoute(SEND + "-" + name) != null) {
                continue;
            }
            int underWay = lane.batch() * lane.consumers();
            bind("submitters-" + name, pool("submit-" + name, underWay));
            bind("client-" + name, client(lane.profile().timeouts(), underWay));
            camel.addRouteFromTemplate(
                    SEND + "-" + name, SEND, Map.of("gateway", name, "consumers", String.valueOf(lane.consumers())));
            if (lane.profile().hasReport()) {
                bind("askers-" + name, pool("ask-" + name, ASKERS));
                bind("asking-client-" + name, client(lane.profile().timeouts(), ASKERS));
                camel.addRouteFromTemplate(ASK + "-" + name, ASK, Map.of("gateway", name));
            }
            LOG.info(
                    "gateway {}: {} a second at most, {} messages of {} notices at a time",
                    name,
                    lane.profile().limits().perSecond(),
                    lane.consumers(),
                    lane.batch());
        }
    }

    private void bind(String name, ExecutorService pool) {
        pools.add(pool);
        camel.getRegistry().bind(name, pool);
    }

    private void bind(String name, CloseableHttpClient client) {
        clients.add(client);
        camel.getRegistry().bind(name, client);
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static CloseableHttpClient client(Timeouts timeouts, int connections) {
        return new HttpPeer(connections, timeouts.connect(), timeouts.answer(), null, Map.of()).client();
    }

    @Override
    public void destroy() throws Exception {
        pools.forEach(ExecutorService::shutdownNow);
        for (CloseableHttpClient client : clients) {
            client.close();
        }
    }
}
