package in.suchi.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a gateway thinks of a submit by its own rules. */
sealed interface Judgement {
    /** One HTTP request, its body read. */
    record Incoming(HttpExchange exchange, byte[] body) {}

    record Answer(int status, String type, String body, Map<String, String> headers) {
        Answer(int status, String type, String body) {
            this(status, type, body, Map.of());
        }
    }

    /** A call back to the sender: a GET, or a POST of JSON where there is a body. */
    record Receipt(URI callback, String json) {}

    record Refused(Answer answer) implements Judgement {}

    /** Fit to be taken; receipts in their natural order. */
    record Fit(SmsMessage message, Answer answer, List<Receipt> receipts) implements Judgement {}
}
