package in.suchi.gateway;

import in.suchi.person.Mobile;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One notice for one gateway. Prints itself without text and number.
 *
 * @param reference the hub's own, stored before the first submit; letters, digits, {@code _} and {@code -}, at most 64:
 *     it travels inside an address in which some gateways expand {@code %}
 * @param to the national number, ten digits: a mobile, or, for a gateway that calls, a landline with its area code
 * @param text never blank: some gateways send an empty SMS for it and say "accepted"
 * @param ucs2 whether a character needs sixteen bits (any Devanagari letter does)
 * @param sender the registered header
 * @param entityId DLT principal entity id, 19 digits
 * @param templateId DLT content template id, 19 digits
 * @param variables what stands for the variables of the registered template, in their order; empty where nobody asks
 * @param receiptUrl where receipts are to be sent, without reference: {@code https://host/receipts/<gateway>/<secret>}
 */
public record Submission(
        String reference,
        String to,
        String text,
        boolean ucs2,
        String sender,
        String entityId,
        String templateId,
        List<String> variables,
        String receiptUrl) {
    /** Beyond Latin and Greek, which GSM-7 knows in part. */
    private static final char FIRST_OF_SIXTEEN_BITS = '\u0400';

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{9}");
    static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Submission(
            String reference,
            Mobile to,
            String text,
            boolean ucs2,
            String sender,
            String entityId,
            String templateId,
            String receiptUrl) {
        this(reference, to.number(), text, ucs2, sender, entityId, templateId, List.of(), receiptUrl);
    }

    public Submission {
        if (reference == null || !REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("a reference has 1 to 64 letters, digits, _ or -: " + reference);
        }
        if (to == null || !NUMBER.matcher(to).matches()) {
            throw new SubmissionRefused("number-malformed", "attempt " + reference + " has no number of ten digits");
        }
        if (text == null || text.isBlank()) {
            throw new SubmissionRefused("text-empty", "attempt " + reference + " has no text: compose it first");
        }
        if (!ucs2 && text.chars().anyMatch(c -> c >= FIRST_OF_SIXTEEN_BITS && c != '€')) {
            throw new SubmissionRefused(
                    "text-not-marked",
                    "attempt " + reference
                            + " has letters of sixteen bits and is not marked so: it would arrive as question marks");
        }
        variables = variables == null ? List.of() : List.copyOf(variables);
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
        return "Submission[" + reference + " to " + "******" + to.substring(6) + "]";
    }
}
