package in.suchi.notice;

import in.suchi.gateway.GatewayAnswer;
import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.GatewayRequest;
import in.suchi.gateway.Submission;
import in.suchi.gateway.SubmissionRefused;
import in.suchi.person.Mobile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;
import org.springframework.stereotype.Component;

/** Makes an HTTP request of a claimed notice, and an outcome of what came back. */
@Component("gatewayCalls")
public class GatewayCalls {

    static final String NOTICE = "suchiClaimedNotice";

    private final Lanes lanes;
    private final CurrentTemplates templates;
    private final ReceiptSecrets receipts;

    GatewayCalls(Lanes lanes, CurrentTemplates templates, ReceiptSecrets receipts) {
        this.lanes = lanes;
        this.templates = templates;
        this.receipts = receipts;
    }

    /** This notice is not to be sent, and was not. */
    private static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient GatewayAnswer answer;

        NotSent(GatewayAnswer answer) {
            super(answer.reason(), null, false, false);
            this.answer = answer;
        }
    }

    /** Replaces the notice by its request; no header of ours goes out with it. */
    public void request(Exchange exchange) {
        ClaimedNotice notice = exchange.getMessage().getBody(ClaimedNotice.class);
        exchange.setProperty(NOTICE, notice);
        if (Instant.now().isAfter(notice.sendBefore())) {
            throw new NotSent(
                    new GatewayAnswer.Temporary(Optional.empty(), "hub-late", "the hub was held up too long"));
        }
        GatewayRequest request = lanes.of(notice.gateway()).profile().render(submission(notice));
        Message message = exchange.getMessage();
        message.setHeaders(new HashMap<>(request.headers()));
        // the enum itself: to convert a string costs Camel a search through all its converters each time
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        String address = request.uri().toString();
        int query = address.indexOf('?');
        message.setHeader(HttpConstants.HTTP_URI, query < 0 ? address : address.substring(0, query));
        if (query >= 0) {
            message.setHeader(HttpConstants.HTTP_RAW_QUERY, address.substring(query + 1));
        }
        message.setBody(request.bodyBytes().orElse(null));
    }

    private Submission submission(ClaimedNotice notice) {
        Mobile mobile = Mobile.of(notice.mobile())
                .orElseThrow(() -> new NotSent(
                        new GatewayAnswer.Permanent("number-malformed", "the notice's number is not a mobile")));
        SmsTemplate template = templates
                .now()
                .find(notice.template())
                .orElseThrow(() -> new NotSent(new GatewayAnswer.PauseBatch(
                        "template-unknown", "template " + notice.template() + " is no longer in config/sms")));
        return new Submission(
                notice.reference(),
                mobile,
                notice.text(),
                Segments.of(notice.text()).encoding() == Encoding.UCS2,
                template.header(),
                template.entityId(),
                notice.template(),
                receipts.url(notice.gateway()));
    }

    /** The gateway answered: replaces the answer by the outcome. */
    public void answered(Exchange exchange) {
        ClaimedNotice notice = exchange.getProperty(NOTICE, ClaimedNotice.class);
        GatewayProfile profile = lanes.of(notice.gateway()).profile();
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                headers.put(name, text);
            }
        });
        int status = message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        finish(exchange, notice, profile.read(status, message.getBody(String.class), headers));
    }

    /** It did not come to an answer: replaces the notice by the outcome. */
    public void failed(Exchange exchange) {
        ClaimedNotice notice = exchange.getProperty(NOTICE, ClaimedNotice.class);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        finish(exchange, notice, meaning(cause));
    }

    private static GatewayAnswer meaning(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof NotSent notSent) {
                return notSent.answer;
            }
            if (t instanceof SubmissionRefused refused) {
                return new GatewayAnswer.Permanent(refused.reason(), refused.getMessage());
            }
        }
        return GatewayAnswer.ofFailure(cause);
    }

    private static void finish(Exchange exchange, ClaimedNotice notice, GatewayAnswer answer) {
        exchange.getMessage().setHeaders(new HashMap<>());
        exchange.getMessage().setBody(new SubmitOutcome(notice, answer));
    }
}
