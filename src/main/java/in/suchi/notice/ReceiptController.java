package in.suchi.notice;

import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.gateway.ReceiptReport;
import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.gateway.ReceiptReport.Unreadable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Where gateways report what became of their messages. A receipt is in the ledger before it is answered; whoever does not know
 * the address learns nothing.
 */
@Component
class ReceiptController {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptController.class);
    private static final int LONGEST_BODY = 256 * 1024;
    private static final int SECONDS = 20;

    private final GatewayProfiles profiles;
    private final ReceiptSecrets secrets;
    private final ReceiptInbox inbox;

    ReceiptController(GatewayProfiles profiles, ReceiptSecrets secrets, ReceiptInbox inbox) {
        this.profiles = profiles;
        this.secrets = secrets;
        this.inbox = inbox;
    }

    /** @param secret as it stands in the address called */
    ResponseEntity<String> receive(String gateway, String secret, HttpServletRequest request) {
        GatewayProfile profile = profiles.find(gateway).orElse(null);
        if (!secrets.admits(gateway, secret, request.getRemoteAddr()) || profile == null || !profile.callsBack()) {
            return ResponseEntity.notFound().build();
        }
        Map<String, String> parameters = new HashMap<>();
        String body;
        try {
            request.getParameterMap()
                    .forEach((name, values) -> parameters.put(name, values.length > 0 ? values[0] : ""));
            byte[] bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                return answer(HttpStatus.PAYLOAD_TOO_LARGE, "body-too-long: send fewer receipts in one call");
            }
            body = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | IllegalStateException e) {
            return answer(HttpStatus.BAD_REQUEST, "request-broken: the call did not come whole");
        }
        return store(profile, profile.readReceipts(parameters, body));
    }

    private ResponseEntity<String> store(GatewayProfile profile, List<ReceiptReport> reports) {
        List<Receipt> receipts = reports.stream()
                .filter(Receipt.class::isInstance)
                .map(Receipt.class::cast)
                .toList();
        List<Unreadable> unreadable = reports.stream()
                .filter(Unreadable.class::isInstance)
                .map(Unreadable.class::cast)
                .toList();
        if (!unreadable.isEmpty()) {
            LOG.info(
                    "{} of {} receipts of {} cannot be read: {}",
                    unreadable.size(),
                    reports.size(),
                    profile.name(),
                    unreadable.get(0).reason());
        }
        if (receipts.isEmpty()) {
            return unreadable.isEmpty()
                    ? answer(HttpStatus.OK, profile.receiptReply())
                    : answer(
                            HttpStatus.BAD_REQUEST,
                            unreadable.get(0).reason() + ": "
                                    + unreadable.get(0).message());
        }
        CompletableFuture<Void> stored = inbox.store(profile.name(), receipts);
        try {
            if (stored == null) {
                return answer(HttpStatus.SERVICE_UNAVAILABLE, "busy: send it again later");
            }
            stored.get(SECONDS, TimeUnit.SECONDS);
            return answer(HttpStatus.OK, profile.receiptReply());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(HttpStatus.SERVICE_UNAVAILABLE, "not stored: send it again later");
        } catch (ExecutionException | TimeoutException e) {
            return answer(HttpStatus.SERVICE_UNAVAILABLE, "not stored: send it again later");
        }
    }

    private static ResponseEntity<String> answer(HttpStatus status, String text) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(text);
    }
}
