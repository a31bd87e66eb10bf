package in.suchi.gateway;

import static in.suchi.config.InvalidValue.present;

import in.suchi.config.InvalidValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One gateway as it stands in a file of config/gateways: all that is particular about a provider. Checks itself; made by
 * {@link GatewayProfiles}.
 *
 * @param name the file's name without ending; stands in queues, addresses and the ledger
 * @param active whether it is used
 * @param id where the gateway's id stands in an answer; null where it gives none
 * @param recognisesReferences whether a second submit of a reference is known to send nothing again
 */
public record GatewayProfile(
        String name,
        Boolean active,
        String title,
        NumberForm numberForm,
        SubmitForm submit,
        List<AnswerRule> answers,
        MessageId id,
        ReceiptForm receipts,
        Limits limits,
        Retry retry,
        InDoubtRule inDoubt,
        Boolean recognisesReferences,
        Canary canary,
        Timeouts timeouts) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public GatewayProfile {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new InvalidValue("name", name, "write the file's name without .yaml: small letters, digits, hyphens");
        }
        active = active == null || active;
        title = title == null ? name : title;
        present("number-form", numberForm, "write 91XXXXXXXXXX, +91XXXXXXXXXX or XXXXXXXXXX, in quotes");
        present("submit", submit, "say how a submit is written");
        answers = answers == null ? List.of() : List.copyOf(answers);
        if (answers.stream().noneMatch(a -> a.means() == AnswerRule.Meaning.ACCEPTED)) {
            throw new InvalidValue("answers", null, "say which answer means accepted");
        }
        present("receipts", receipts, "say how receipts look (by: callback), or that there are none (by: none)");
        present("limits", limits, "write the agreed rate: per-second and under-way");
        present("retry", retry, "write tries, first-wait, factor and longest-wait");
        present("in-doubt", inDoubt, "write try-again-after");
        recognisesReferences = recognisesReferences != null && recognisesReferences;
        canary = canary == null ? Canary.NONE : canary;
        if (canary.count() > 0 && receipts.by() == ReceiptForm.By.NONE) {
            throw new InvalidValue("canary.count", canary.count(), "a gateway without receipts has no canary: write 0");
        }
        present("timeouts", timeouts, "write connect and answer");
        if (active) {
            checkAddress(submit.url());
        }
    }

    /**
     * The request that submits this, correctly encoded.
     *
     * @throws SubmissionRefused for a text that the gateway would cut off
     */
    public GatewayRequest render(Submission submission) {
        return RequestRenderer.render(this, submission);
    }

    /** What an answer means; one that no rule fits is in doubt. Header names in any case; body may be null. */
    public GatewayAnswer read(int status, String body, Map<String, String> headers) {
        return AnswerReader.read(this, status, body, headers);
    }

    /**
     * The receipts in one call of the gateway: one, or several where it sends lists.
     *
     * @param parameters of the query and of a form together, decoded
     * @param body as received; null or empty for a GET
     */
    public List<ReceiptReport> readReceipts(Map<String, String> parameters, String body) {
        return ReceiptReader.read(receipts, parameters, body);
    }

    /** Most parts of a text that the gateway sends whole. */
    public int maxParts() {
        return submit.maxParts();
    }

    /** Whether it sends receipts at all. */
    public boolean sendsReceipts() {
        return receipts.by() == ReceiptForm.By.CALLBACK;
    }

    /** The body the gateway wants in answer to a receipt; often empty. */
    public String receiptReply() {
        return receipts.reply();
    }

    private static void checkAddress(String url) {
        try {
            URI uri = URI.create(Wording.PLACEHOLDER.matcher(url).replaceAll("x"));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal, whose remedy says more than the parser
        }
        throw new InvalidValue("submit.url", url, "write an address such as https://host:port/path, without a login");
    }

    @Override
    public String toString() {
        return "GatewayProfile[" + name + "]";
    }
}
