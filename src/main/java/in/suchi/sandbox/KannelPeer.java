package in.suchi.sandbox;

import in.suchi.sandbox.DlrUrl.Report;
import in.suchi.sandbox.Judgement.Answer;
import in.suchi.sandbox.Judgement.Fit;
import in.suchi.sandbox.Judgement.Incoming;
import in.suchi.sandbox.Judgement.Receipt;
import in.suchi.sandbox.Judgement.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Imitates Kannel's smsbox 1.4.5 as it was observed, with its answers and its silent traps: a missing text is sent as
 * an empty SMS, Hindi without coding=2 arrives as question marks, a text over the part limit is cut off, and the same
 * reference twice is two SMS. The operator behind it is imitated too; what it thinks of a number stands in the settings.
 */
public final class KannelPeer extends GatewayPeer {
    private static final String TYPE = "text/html";
    private static final DateTimeFormatter SMSC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneId.of("Asia/Kolkata"));
    private static final int DELIVERED = 1;
    private static final int FAILED = 2;
    private static final int TAKEN_BY_SMSC = 8;
    private static final int REFUSED_BY_SMSC = 16;

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> unroutable = ConcurrentHashMap.newKeySet();

    public KannelPeer(GatewaySettings settings) {
        super(settings);
    }

    /** Puts a number, written as it will be sent, on the black-list: 400. */
    public void deny(String number) {
        denied.add(number);
    }

    /** Leaves a number, written as it will be sent, without a route: 403. */
    public void leaveWithoutRoute(String number) {
        unroutable.add(number);
    }

    /** Takes a number off the black-list and gives it a route. */
    public void admit(String number) {
        denied.remove(number);
        unroutable.remove(number);
    }

    @Override
    String path() {
        return "/cgi-bin/sendsms";
    }

    @Override
    Answer notTaken() {
        return new Answer(503, TYPE, "Temporal failure, try again later.");
    }

    @Override
    Answer repeated(Fit fit) {
        return null;
    }

    @Override
    Judgement judge(Incoming incoming) {
        var exchange = incoming.exchange();
        KannelRequest request;
        if (exchange.getRequestMethod().equals("POST")) {
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
                return refused(400, "Invalid content-type");
            }
            request = KannelRequest.ofHeaders(exchange.getRequestHeaders(), type, incoming.body());
        } else {
            request = KannelRequest.ofQuery(exchange.getRequestURI().getRawQuery());
        }
        return judge(request);
    }

    private Judgement judge(KannelRequest request) {
        if (!settings().username().equals(request.username())
                || !settings().password().equals(request.password())) {
            return refused(403, "Authorization failed for sendsms");
        }
        if (request.to() == null) {
            return refused(400, "Missing receiver number, rejected");
        }
        if (request.to().isBlank()) {
            return refused(400, "Empty receiver number not allowed, rejected");
        }
        if (denied.contains(request.to())) {
            return refused(400, "Number(s) has/have been denied by white- and/or black-lists.");
        }
        if (request.dlrMask() != null && !request.dlrMask().matches("\\d{1,3}")) {
            return refused(400, "DLR-Mask field misformed, rejected");
        }
        int coding = "2".equals(request.coding()) ? 2 : "1".equals(request.coding()) ? 1 : 0;
        String shown;
        try {
            shown = onHandset(request, coding);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return refused(400, "Charset or body misformed, rejected");
        }
        if (unroutable.contains(request.to())) {
            return refused(403, "Not routable. Do not try again.");
        }
        return fit(request, coding, shown);
    }

    private Fit fit(KannelRequest request, int coding, String shown) {
        var dlr = request.dlrUrl() == null ? null : new DlrUrl(request.dlrUrl());
        var message = new SmsMessage(
                settings().clock().instant(),
                dlr == null ? "" : dlr.reference(),
                request.from() == null ? "" : request.from(),
                request.to(),
                coding,
                coding == 2 ? Gsm7.partsUcs2(shown) : Gsm7.parts(shown),
                shown,
                request.dlt("entity", "pe_id", "peid"),
                request.dlt("template"),
                settings().outcomes().of(request.to()));
        int mask = request.dlrMask() == null ? 0 : Integer.parseInt(request.dlrMask());
        var answer = isOperatorLinkDown()
                ? new Answer(202, TYPE, "3: Queued for later delivery")
                : new Answer(202, TYPE, "0: Accepted for delivery");
        return new Fit(message, answer, dlr == null ? List.of() : receipts(message, dlr, mask));
    }

    /** @throws CharacterCodingException when the bytes are not of the charset named */
    private String onHandset(KannelRequest request, int coding) throws CharacterCodingException {
        // A missing text is not an error: the handset gets an empty SMS.
        var bytes = request.text() == null ? new byte[0] : request.text();
        if (coding == 1) {
            return Gsm7.cut(
                    new String(bytes, StandardCharsets.ISO_8859_1), settings().maxParts());
        }
        if (coding == 2 && request.charset() == null) {
            return Gsm7.cutUcs2(
                    new String(bytes, StandardCharsets.UTF_16BE), settings().maxParts());
        }
        var charset = request.charset() == null ? StandardCharsets.UTF_8 : Charset.forName(request.charset());
        var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return coding == 2
                ? Gsm7.cutUcs2(text, settings().maxParts())
                : Gsm7.cut(Gsm7.squeeze(text), settings().maxParts());
    }

    private List<Receipt> receipts(SmsMessage message, DlrUrl dlr, int mask) {
        var id = UUID.randomUUID().toString();
        var due = new ArrayList<Report>();
        if (message.outcome() == SmsOutcome.REFUSED) {
            due.add(report(message, REFUSED_BY_SMSC, "NACK/0x0000000b/Invalid Destination Address", ""));
        } else {
            due.add(report(message, TAKEN_BY_SMSC, "ACK/", id));
        }
        if (message.outcome() == SmsOutcome.DELIVERED) {
            due.add(report(message, DELIVERED, smscReply(message, id, "DELIVRD", "000"), id));
        } else if (message.outcome() == SmsOutcome.UNDELIVERED) {
            due.add(report(message, FAILED, smscReply(message, id, "UNDELIV", "011"), id));
        }
        try {
            return due.stream()
                    .filter(report -> (report.status() & mask) != 0)
                    .map(report -> new Receipt(ReceiptSender.checked(dlr.with(report)), null))
                    .toList();
        } catch (IllegalArgumentException e) {
            // A dlr-url that is no address: Kannel takes the message all the same, and nobody ever hears of it.
            return List.of();
        }
    }

    private static Report report(SmsMessage message, int status, String reply, String foreignId) {
        return new Report(status, reply, foreignId, message.from(), message.to(), message.at());
    }

    private static String smscReply(SmsMessage message, String id, String status, String error) {
        var date = SMSC_TIME.format(message.at());
        return "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:"
                .formatted(
                        id.substring(0, 8).toUpperCase(Locale.ROOT),
                        status.equals("DELIVRD") ? "001" : "000",
                        date,
                        date,
                        status,
                        error);
    }

    private static Refused refused(int status, String words) {
        return new Refused(new Answer(status, TYPE, words));
    }
}
