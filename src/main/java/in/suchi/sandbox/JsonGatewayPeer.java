package in.suchi.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.sandbox.Judgement.Answer;
import in.suchi.sandbox.Judgement.Fit;
import in.suchi.sandbox.Judgement.Incoming;
import in.suchi.sandbox.Judgement.Receipt;
import in.suchi.sandbox.Judgement.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sandbox's second gateway: the generic JSON API. It knows its sender's references: the same one again is answered
 * with the first id and sends no second SMS (within one run of the peer).
 */
public final class JsonGatewayPeer extends GatewayPeer {
    private static final String TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body of a submit. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Submit(
            String reference,
            String to,
            String text,
            String sender,
            String entityId,
            String templateId,
            String callback) {}

    private final Map<String, Answer> firstAnswers = new ConcurrentHashMap<>();

    public JsonGatewayPeer(GatewaySettings settings) {
        super(settings);
    }

    @Override
    String path() {
        return "/messages";
    }

    @Override
    Answer notTaken() {
        return new Answer(429, TYPE, "{\"error\":\"too many requests\"}", Map.of("Retry-After", "1"));
    }

    @Override
    Answer repeated(Fit fit) {
        return firstAnswers.putIfAbsent(
                fit.message().reference(), new Answer(200, TYPE, fit.answer().body()));
    }

    @Override
    Judgement judge(Incoming incoming) {
        var exchange = incoming.exchange();
        if (!exchange.getRequestMethod().equals("POST")) {
            return refused(405, "POST only");
        }
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return refused(401, "Authorization missing");
        }
        if (!authorization.equals("Bearer " + settings().password())) {
            return refused(403, "token not valid");
        }
        Submit submit;
        try {
            submit = JSON.readValue(incoming.body(), Submit.class);
        } catch (JsonProcessingException e) {
            return refused(400, "body is not the JSON of a message");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (submit == null || blank(submit.reference()) || blank(submit.text())) {
            return refused(400, "reference and text are mandatory");
        }
        if (blank(submit.to()) || !submit.to().matches("\\+?\\d{10,13}")) {
            return refused(400, "to is not a number");
        }
        return fit(submit);
    }

    private Fit fit(Submit submit) {
        var id = UUID.randomUUID().toString();
        boolean sevenBit = Gsm7.squeeze(submit.text()).equals(submit.text());
        var shown = sevenBit
                ? Gsm7.cut(submit.text(), settings().maxParts())
                : Gsm7.cutUcs2(submit.text(), settings().maxParts());
        var message = new SmsMessage(
                settings().clock().instant(),
                submit.reference(),
                orEmpty(submit.sender()),
                submit.to(),
                sevenBit ? 0 : 2,
                sevenBit ? Gsm7.parts(shown) : Gsm7.partsUcs2(shown),
                shown,
                orEmpty(submit.entityId()),
                orEmpty(submit.templateId()),
                settings().outcomes().of(submit.to()));
        return new Fit(
                message, new Answer(202, TYPE, json(Map.of("id", id))), receipts(message, id, submit.callback()));
    }

    private static List<Receipt> receipts(SmsMessage message, String id, String callback) {
        if (blank(callback) || message.outcome() == SmsOutcome.NO_RECEIPT) {
            return List.of();
        }
        var status =
                switch (message.outcome()) {
                    case UNDELIVERED -> "UNDELIV";
                    case REFUSED -> "REJECTD";
                    case DELIVERED, NO_RECEIPT -> "DELIVRD";
                };
        var body = json(Map.of(
                "id",
                id,
                "reference",
                message.reference(),
                "status",
                status,
                "at",
                message.at().toString(),
                "error",
                message.outcome() == SmsOutcome.DELIVERED ? "" : "011"));
        try {
            return List.of(new Receipt(ReceiptSender.checked(URI.create(callback)), body));
        } catch (IllegalArgumentException e) {
            // no address: taken, but nobody will hear of it
            return List.of();
        }
    }

    private static Refused refused(int status, String words) {
        return new Refused(new Answer(status, TYPE, json(Map.of("error", words))));
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
