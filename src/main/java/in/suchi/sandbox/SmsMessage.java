package in.suchi.sandbox;

import java.time.Instant;

/**
 * One message a simulated gateway took.
 *
 * @param reference the sender's own reference; empty where none was given
 * @param text as the handset would show it, not as it was sent
 * @param coding 0 seven-bit, 1 eight-bit, 2 UCS-2
 * @param parts the number of SMS it was split into
 * @param entityId the DLT principal entity id; empty where none was given
 * @param templateId the DLT content template id; empty where none was given
 */
public record SmsMessage(
        Instant at,
        String reference,
        String from,
        String to,
        int coding,
        int parts,
        String text,
        String entityId,
        String templateId,
        SmsOutcome outcome) {

    /** Never shows number or text: a message that ends up in a log must not name anybody. */
    @Override
    public String toString() {
        var tail = to.length() > 4 ? to.substring(to.length() - 4) : "";
        return "SmsMessage[" + reference + " to ******" + tail + ", " + parts + " parts, " + outcome + "]";
    }
}
