package in.suchi.gateway;

import static in.suchi.config.InvalidValue.present;

import in.suchi.config.InvalidValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One gateway as it stands in a file of config/gateways: all that is particular about a provider. Checks itself; made by
 * {@link GatewayProfiles}.
 *
 * @param name the file's name without ending; stands in queues, addresses and the ledger
 * @param active whether it is used
 * @param kind whether it writes or calls
 * @param order among the gateways of its kind: notices go to the lowest order that can send, the others are for fail-over
 * @param share of the notices of its order, in proportion to the others' shares; null for all or nothing
 * @param id where the gateway's id stands in an answer; null where it gives none
 * @param templates the provider's own id of a DLT template, where it has one; {@code {provider-template}}
 * @param recognisesReferences whether a second submit of a reference is known to send nothing again
 */
public record GatewayProfile(
        String name,
        Boolean active,
        String title,
        GatewayKind kind,
        Integer order,
        Integer share,
        NumberForm numberForm,
        SubmitForm submit,
        List<AnswerRule> answers,
        MessageId id,
        Map<String, String> templates,
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
        kind = kind == null ? GatewayKind.SMS : kind;
        order = order == null ? 1 : order;
        if (order < 1 || order > 1000) {
            throw new InvalidValue("order", order, "write a number from 1; the lowest is used first");
        }
        if (share != null && (share < 1 || share > 100)) {
            throw new InvalidValue("share", share, "write a number from 1 to 100, or leave the key out");
        }
        templates = templates == null ? Map.of() : Map.copyOf(templates);
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
        if (receipts.byId() && id == null) {
            throw new InvalidValue("id", null, "say where the gateway's id stands: its receipts name nothing else");
        }
        if (receipts.byId() && submit.bulk() != null && receipts.number().isEmpty()) {
            throw new InvalidValue(
                    "receipts.number", null, "say where the number stands: those of a bulk submit share one id");
        }
        present("timeouts", timeouts, "write connect and answer");
        if (active) {
            checkAddress("submit.url", submit.url());
            if (receipts.report() != null) {
                checkAddress("receipts.report.url", receipts.report().url());
            }
        }
        if (receipts.report() != null) {
            checkReport(submit, receipts.report());
        }
    }

    private static void checkReport(SubmitForm submit, ReportForm report) {
        Set<String> known = new TreeSet<>(Set.of("id"));
        submit.digests().forEach((digest, form) -> {
            if (form.isConstant()) {
                known.add(digest);
            }
        });
        Wording.checkOnly("receipts.report.url", report.url(), known);
        report.parameters()
                .forEach((key, value) -> Wording.checkOnly("receipts.report.parameters." + key, value.asText(), known));
        report.headers().forEach((key, value) -> Wording.checkOnly("receipts.report.headers." + key, value, known));
    }

    /**
     * The request that submits this, correctly encoded.
     *
     * @throws SubmissionRefused for a text that the gateway would cut off
     */
    public GatewayRequest render(Submission submission) {
        return RequestRenderer.render(this, List.of(submission));
    }

    /**
     * As {@link #render(Submission)}, of several at once, where the profile has a bulk submit.
     *
     * @param submissions of one template, to different numbers; with one text where {@link #bulkSharesText()}
     */
    public GatewayRequest render(List<Submission> submissions) {
        return RequestRenderer.render(this, submissions);
    }

    /** How many notices may go in one submit; 1 where the provider has nothing of the kind. */
    public int mostInOneSubmit() {
        return submit.bulk() == null ? 1 : submit.bulk().most();
    }

    /** Whether all notices of a bulk submit have the same text. */
    public boolean bulkSharesText() {
        return submit.bulk() == null || submit.bulk().sharesText();
    }

    /** Most parts of a text that this gateway sends whole. */
    public int maxParts() {
        return submit.maxParts();
    }

    /** Whether the provider fills a template of its own with the variables, instead of taking a text. */
    public boolean usesVariables() {
        return submit.parameters().toString().contains("{variable-");
    }

    /** Whether messages of this DLT template can be submitted: where the provider has ids of its own, it must have one. */
    public boolean knowsTemplate(String templateId) {
        return !submit.parameters().toString().contains("{provider-template}")
                || !templates.getOrDefault(templateId, "").isBlank();
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

    /** Whether it calls to say what became of a message. */
    public boolean callsBack() {
        return receipts.by() == ReceiptForm.By.CALLBACK;
    }

    /** Whether it must be asked what became of a message. */
    public boolean hasReport() {
        return receipts.by() == ReceiptForm.By.REPORT;
    }

    /** Whether there are receipts at all. */
    public boolean sendsReceipts() {
        return receipts.by() != ReceiptForm.By.NONE;
    }

    /** The question for what became of a message, by the gateway's id. */
    public GatewayRequest renderReport(String gatewayId) {
        return RequestRenderer.renderReport(this, gatewayId);
    }

    /** The receipts in the answer to that question; none where nothing is known yet. */
    public List<ReceiptReport> readReport(String gatewayId, String body) {
        return ReceiptReader.readReport(receipts, gatewayId, body);
    }

    /** Real time between a submit and the first question. */
    public Duration firstReportAfter() {
        return receipts.report().first();
    }

    /** Real time between two questions. */
    public Duration reportEvery() {
        return receipts.report().every();
    }

    /** Real time after a submit from which nothing more is asked. */
    public Duration reportGivenUpAfter() {
        return receipts.report().giveUp();
    }

    /** Most questions a second. */
    public int reportsPerSecond() {
        return receipts.report().perSecond();
    }

    /** The body the gateway wants in answer to a receipt; often empty. */
    public String receiptReply() {
        return receipts.reply();
    }

    private static void checkAddress(String key, String url) {
        try {
            URI uri = URI.create(Wording.PLACEHOLDER.matcher(url).replaceAll("x"));
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal, whose remedy says more than the parser
        }
        throw new InvalidValue(key, url, "write an address such as https://host:port/path, without a login");
    }

    @Override
    public String toString() {
        return "GatewayProfile[" + name + "]";
    }
}
