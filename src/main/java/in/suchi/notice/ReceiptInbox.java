package in.suchi.notice;

import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.ledger.Masking;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores receipts before their gateways are answered. Calls that come at the same time share one INSERT and one commit: thousands
 * a second on an ordinary disk. Announcing them is another thread's work, so that no gateway waits for the broker; what was stored
 * while one announcement was under way goes out with the next.
 */
@Component
class ReceiptInbox implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptInbox.class);
    private static final int MOST_AT_ONCE = 500;
    /** Beyond it receipts are left to the route that finds what was not announced. */
    private static final int MOST_UNANNOUNCED = 20_000;

    private record Arrival(String gateway, List<Receipt> receipts, CompletableFuture<Void> stored) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final ObjectProvider<ProducerTemplate> camel;
    private final BlockingQueue<Arrival> arrivals;
    private final BlockingQueue<Long> stored = new LinkedBlockingQueue<>(MOST_UNANNOUNCED);
    private final Thread writer = new Thread(this::write, "receipt-inbox");
    private final Thread announcer = new Thread(this::announceStored, "receipt-announcer");

    ReceiptInbox(JdbcClient jdbc, DomainClock clock, ObjectProvider<ProducerTemplate> camel, ReceiptSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.camel = camel;
        this.arrivals = new LinkedBlockingQueue<>(settings.waiting());
        writer.setDaemon(true);
        writer.start();
        announcer.setDaemon(true);
        announcer.start();
    }

    /**
     * Stores the receipts of one call.
     *
     * @return done when they are committed; fails when they could not be stored; null when too many calls wait already
     */
    CompletableFuture<Void> store(String gateway, List<Receipt> receipts) {
        Arrival arrival = new Arrival(gateway, receipts, new CompletableFuture<>());
        return arrivals.offer(arrival) ? arrival.stored() : null;
    }

    private void write() {
        List<Arrival> portion = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                portion.clear();
                portion.add(arrivals.take());
                arrivals.drainTo(portion, MOST_AT_ONCE - 1);
                List<Long> ids = insert(portion);
                portion.forEach(arrival -> arrival.stored().complete(null));
                ids.forEach(stored::offer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn(
                        "{} calls with receipts could not be stored ({}): their gateways will send them again",
                        portion.size(),
                        Masking.mask(e.getClass().getSimpleName()));
                portion.forEach(arrival -> arrival.stored().completeExceptionally(e));
            }
        }
    }

    /** One the hub has already changes nothing. */
    private List<Long> insert(List<Arrival> portion) {
        List<String> gateways = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (Arrival arrival : portion) {
            for (Receipt receipt : arrival.receipts()) {
                gateways.add(arrival.gateway());
                receipts.add(receipt);
            }
        }
        return jdbc.sql("""
                        insert into receipt (gateway, reference, gateway_id, mobile, status, error, reported_at, received_at, outcome)
                        select gateway, reference, gateway_id, mobile, status, error, to_timestamp(millis / 1000.0), :now, 'parked'
                        from unnest(:gateways, :references, :ids, :mobiles, :statuses, :errors, :millis)
                            as t(gateway, reference, gateway_id, mobile, status, error, millis)
                        on conflict (gateway, reference, gateway_id, mobile, status) do nothing
                        returning receipt_id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("gateways", gateways.toArray(String[]::new))
                .param("references", receipts.stream().map(Receipt::reference).toArray(String[]::new))
                .param("ids", receipts.stream().map(Receipt::gatewayId).toArray(String[]::new))
                .param("mobiles", receipts.stream().map(Receipt::mobile).toArray(String[]::new))
                .param("statuses", receipts.stream().map(r -> r.state().name()).toArray(String[]::new))
                .param(
                        "errors",
                        receipts.stream().map(r -> Masking.mask(r.error())).toArray(String[]::new))
                .param(
                        "millis",
                        receipts.stream()
                                .map(r -> r.at().map(Instant::toEpochMilli).orElse(null))
                                .toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    private void announceStored() {
        List<Long> ids = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                ids.clear();
                ids.add(stored.take());
                stored.drainTo(ids, MOST_AT_ONCE - 1);
                announce(ids);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A message that does not come through costs some seconds only: stored receipts are looked for regularly. */
    private void announce(List<Long> ids) {
        ProducerTemplate template = camel.getIfAvailable();
        if (ids.isEmpty() || template == null) {
            return;
        }
        try {
            template.sendBody("direct:receipts-stored", NoticeIds.join(ids));
        } catch (RuntimeException e) {
            LOG.info("stored receipts could not be announced ({}): they are applied a little later", e.getClass());
        }
    }

    @Override
    public void destroy() {
        writer.interrupt();
        announcer.interrupt();
    }
}
