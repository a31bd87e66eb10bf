package in.suchi.gateway;

import in.suchi.person.Mobile;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One notice for one gateway. Prints itself without text and number.
 *
 * @param reference the hub's own, stored before the first submit; letters, digits, {@code _} and {@code -}, at most 64:
 *     it travels inside an address in which some gateways expand {@code %}
 * @param text never blank: some gateways send an empty SMS for it and say "accepted"
 * @param ucs2 whether a character needs sixteen bits (any Devanagari letter does)
 * @param sender the registered header
 * @param entityId DLT principal entity id, 19 digits
 * @param templateId DLT content template id, 19 digits
 * @param receiptUrl where receipts are to be sent, without reference: {@code https://host/receipts/<gateway>/<secret>}
 */
public record Submission(
        String reference,
        Mobile to,
        String text,
        boolean ucs2,
        String sender,
        String entityId,
        String templateId,
        String receiptUrl) {
    static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Submission {
        if (reference == null || !REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("a reference has 1 to 64 letters, digits, _ or -: " + reference);
        }
        Objects.requireNonNull(to, "to");
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("attempt " + reference + " has no text: compose it first");
        }
        sender = Objects.requireNonNullElse(sender, "");
        entityId = Objects.requireNonNullElse(entityId, "");
        templateId = Objects.requireNonNullElse(templateId, "");
        receiptUrl = Objects.requireNonNullElse(receiptUrl, "");
        if (receiptUrl.contains("%") || receiptUrl.contains(" ")) {
            throw new IllegalArgumentException(
                    "the receipts' address may hold no percent sign and no spaces: choose another secret");
        }
    }

    @Override
    public String toString() {
        return "Submission[" + reference + " to " + to.masked() + "]";
    }
}
