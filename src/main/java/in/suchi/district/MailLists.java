package in.suchi.district;

import in.suchi.site.CurrentTables;
import in.suchi.site.Site;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.springframework.stereotype.Component;

/** The e-mail that brings one list. Its subject and text hold no names. */
@Component("mailLists")
public class MailLists {

    private final DistrictEndpoints endpoints;
    private final CurrentTables tables;

    MailLists(DistrictEndpoints endpoints, CurrentTables tables) {
        this.endpoints = endpoints;
        this.tables = tables;
    }

    /** Makes the exchange's message the e-mail; headers that say what failed stay, and are not sent. */
    public void compose(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        Delivery delivery = message.getBody(Delivery.class);
        if (!(endpoints.get(delivery.push().endpoint()) instanceof MailEndpoint endpoint)) {
            throw new IllegalStateException("the endpoint " + delivery.push().endpoint() + " takes no mail");
        }
        List<String> receivers = endpoint.receivers(siteEmail(delivery.push().siteCode()));
        if (receivers.isEmpty()) {
            throw new PushFailure.NoReceiver(delivery.push().siteCode());
        }
        message.setHeader("From", endpoint.from());
        message.setHeader("To", String.join(",", receivers));
        message.setHeader("Subject", subject(delivery));
        message.setHeader("Idempotency-Key", delivery.idempotencyKey());
        message.setHeader("Suchi-Digest", delivery.list().digest());
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
        for (PushFile file : delivery.files()) {
            if (!file.name().endsWith(".txt")) {
                message.addAttachment(
                        file.onlyName(), new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
            }
        }
        message.setBody(Deliveries.note(delivery.list()));
    }

    private String siteEmail(String siteCode) {
        return tables.now().sites().find(siteCode).map(Site::email).orElse("");
    }

    private static String subject(Delivery delivery) {
        return "%s %s %s, session %s: revision %d, %d people"
                .formatted(
                        delivery.list().kind().title(),
                        delivery.list().siteCode(),
                        delivery.list().date(),
                        delivery.list().sessionId(),
                        delivery.list().revision(),
                        delivery.list().people().size());
    }
}
