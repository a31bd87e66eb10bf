package in.suchi.notice;

import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.ReceiptReport;
import in.suchi.gateway.ReceiptReport.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.springframework.stereotype.Component;

/**
 * Asks gateways that do not call what became of their messages. What they say goes the way of every other receipt: stored first,
 * then applied. No connection of the database is held while a gateway is waited for.
 */
@Component("reportCalls")
public class ReportCalls {

    private static final String ID = "suchiGatewayId";
    private static final int SECONDS = 20;
    private static final int OK = 200;
    private static final int NO_LONGER_OK = 300;

    private final Lanes lanes;
    private final ReceiptReports reports;
    private final ReceiptInbox inbox;

    ReportCalls(Lanes lanes, ReceiptReports reports, ReceiptInbox inbox) {
        this.lanes = lanes;
        this.reports = reports;
        this.inbox = inbox;
    }

    /** The gateway's ids that are to be asked about now, no more than its rate allows. */
    public List<String> claim(@Header("gateway") String gateway) {
        Lane lane = lanes.of(gateway);
        return reports.claim(
                lane.profile(),
                lane.profile().reportsPerSecond(),
                lane.longestSubmit().plusSeconds(SECONDS).multipliedBy(2));
    }

    /** Replaces the id by the request. */
    public void request(Exchange exchange) {
        Message message = exchange.getMessage();
        String gateway = message.getHeader("gateway", String.class);
        String id = message.getBody(String.class);
        exchange.setProperty(ID, id);
        exchange.setProperty("gateway", gateway);
        HttpCall.prepare(message, lanes.of(gateway).profile().renderReport(id));
    }

    /** The gateway answered: stores what it says. */
    public void answered(Exchange exchange) throws InterruptedException {
        GatewayProfile profile = profile(exchange);
        String id = exchange.getProperty(ID, String.class);
        int status = exchange.getMessage().getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        String body = exchange.getMessage().getBody(String.class);
        exchange.getMessage().setHeaders(new HashMap<>());
        exchange.getMessage().setBody(null);
        if (status < OK || status >= NO_LONGER_OK) {
            reports.failed(profile, id, "HTTP " + status);
            return;
        }
        List<ReceiptReport> said = profile.readReport(id, body);
        List<Receipt> receipts = said.stream()
                .filter(Receipt.class::isInstance)
                .map(Receipt.class::cast)
                .toList();
        if (receipts.isEmpty()) {
            reports.failed(profile, id, said.isEmpty() ? "a report without a row" : "a report that cannot be read");
        } else if (store(profile, receipts)) {
            reports.answered(profile, id);
        }
        // else: not stored; it is due again when its lease is over
    }

    private boolean store(GatewayProfile profile, List<Receipt> receipts) throws InterruptedException {
        CompletableFuture<Void> stored = inbox.store(profile.name(), receipts);
        try {
            if (stored != null) {
                stored.get(SECONDS, TimeUnit.SECONDS);
            }
            return stored != null;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** It did not come to an answer. */
    public void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        reports.failed(
                profile(exchange),
                exchange.getProperty(ID, String.class),
                cause == null ? "no answer" : cause.getClass().getSimpleName());
    }

    private GatewayProfile profile(Exchange exchange) {
        return lanes.of(exchange.getProperty("gateway", String.class)).profile();
    }
}
