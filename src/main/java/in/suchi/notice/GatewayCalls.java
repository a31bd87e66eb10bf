package in.suchi.notice;

import in.suchi.gateway.GatewayAnswer;
import in.suchi.gateway.GatewayKind;
import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.GatewayRequest;
import in.suchi.gateway.Submission;
import in.suchi.gateway.SubmissionRefused;
import in.suchi.person.Mobile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.springframework.stereotype.Component;

/** Makes an HTTP request of claimed notices, and their outcomes of what came back. */
@Component("gatewayCalls")
public class GatewayCalls {

    private static final Pattern LANDLINE = Pattern.compile("[1-9][0-9]{9}");
    private static final String PREPARED = "suchiRequestPrepared";
    private static final String PARCEL = "suchiParcel";

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

    /** What is submitted at one time: each notice alone, or several together where the gateway has that. */
    public List<Parcel> parcels(@Header("gateway") String gateway, @Body List<ClaimedNotice> claimed) {
        return Parcel.of(lanes.of(gateway), claimed);
    }

    /** Replaces the parcel by its request; no header of ours goes out with it. */
    public void request(Exchange exchange) {
        Parcel parcel = exchange.getMessage().getBody(Parcel.class);
        exchange.setProperty(PARCEL, parcel);
        if (Instant.now().isAfter(parcel.first().sendBefore())) {
            throw new NotSent(
                    new GatewayAnswer.Temporary(Optional.empty(), "hub-late", "the hub was held up too long"));
        }
        GatewayProfile profile = lanes.of(parcel.first().gateway()).profile();
        List<Submission> submissions = parcel.notices().stream()
                .map(notice -> submission(notice, profile))
                .toList();
        GatewayRequest request = profile.render(submissions);
        exchange.setProperty(PREPARED, true);
        HttpCall.prepare(exchange.getMessage(), request);
    }

    private Submission submission(ClaimedNotice notice, GatewayProfile profile) {
        SmsTemplate template = templates
                .now()
                .find(notice.template())
                .orElseThrow(() -> new NotSent(new GatewayAnswer.PauseBatch(
                        "template-unknown", "template " + notice.template() + " is no longer in config/sms")));
        return new Submission(
                notice.reference(),
                number(notice, profile),
                notice.text(),
                Segments.of(notice.text()).encoding() == Encoding.UCS2,
                template.header(),
                template.entityId(),
                notice.template(),
                profile.usesVariables() ? variables(notice, template) : List.of(),
                receipts.url(notice.gateway()));
    }

    /** A landline can be called; to write an SMS takes a mobile. */
    private static String number(ClaimedNotice notice, GatewayProfile profile) {
        String given = notice.mobile() == null ? "" : notice.mobile();
        String national = profile.kind() == GatewayKind.VOICE ? given.replaceFirst("^0+", "") : given;
        boolean usable = profile.kind() == GatewayKind.VOICE
                ? LANDLINE.matcher(national).matches()
                : Mobile.of(national).isPresent();
        if (!usable) {
            throw new NotSent(
                    new GatewayAnswer.Permanent("number-malformed", "the notice's number cannot be written or called"));
        }
        return national;
    }

    private static List<String> variables(ClaimedNotice notice, SmsTemplate template) {
        return template.valuesIn(notice.text())
                .orElseThrow(() -> new NotSent(new GatewayAnswer.Permanent(
                        "text-outdated",
                        "the wording was changed since the text was composed, and this gateway composes it anew")));
    }

    /** The gateway answered: replaces the answer by the outcomes. */
    public void answered(Exchange exchange) {
        Parcel parcel = exchange.getProperty(PARCEL, Parcel.class);
        GatewayProfile profile = lanes.of(parcel.first().gateway()).profile();
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                headers.put(name, text);
            }
        });
        int status = message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, 0, Integer.class);
        finish(exchange, parcel, profile.read(status, message.getBody(String.class), headers));
    }

    /** It did not come to an answer: replaces the parcel by the outcomes. */
    public void failed(Exchange exchange) {
        Parcel parcel = exchange.getProperty(PARCEL, Parcel.class);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        finish(exchange, parcel, meaning(cause, exchange.getProperty(PREPARED) != null));
    }

    private static GatewayAnswer meaning(Throwable cause, boolean wentOut) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof NotSent notSent) {
                return notSent.answer;
            }
            if (t instanceof SubmissionRefused refused) {
                return new GatewayAnswer.Permanent(refused.reason(), refused.getMessage());
            }
        }
        return wentOut
                ? GatewayAnswer.ofFailure(cause)
                : new GatewayAnswer.Temporary(
                        Optional.empty(), "hub-failed", cause.getClass().getSimpleName());
    }

    /** One answer for all of a parcel; only a refusal may be meant for one of them, so each is asked about alone then. */
    private static void finish(Exchange exchange, Parcel parcel, GatewayAnswer answer) {
        GatewayAnswer meant = answer instanceof GatewayAnswer.Permanent && parcel.isBulk()
                ? new GatewayAnswer.Temporary(Optional.empty(), "bulk-refused", answer.detail())
                : answer;
        exchange.getMessage().setHeaders(new HashMap<>());
        exchange.getMessage()
                .setBody(parcel.notices().stream()
                        .map(notice -> new SubmitOutcome(notice, meant))
                        .toList());
    }
}
