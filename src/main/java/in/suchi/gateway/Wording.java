package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The placeholders of a profile's values and what they stand for. They are filled in one pass: what a text contains is
 * never taken for a placeholder.
 */
final class Wording {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+)}");

    private static final Map<String, String> MEANINGS = new TreeMap<>(Map.of(
            "to", "the mobile in the gateway's number form",
            "text", "the text",
            "text-hex", "the text as UTF-16BE in hexadecimal digits",
            "text-entities", "the text with each character beyond ASCII as &#N;",
            "reference", "the hub's own reference of the attempt",
            "sender", "the registered header",
            "entity-id", "the DLT principal entity id",
            "template-id", "the DLT content template id",
            "receipt-url", "the hub's address for this gateway's receipts",
            "dlr-url", "receipts.url of this profile, filled in"));

    private Wording() {}

    static Map<String, String> values(GatewayProfile profile, Submission submission) {
        Map<String, String> values = new TreeMap<>();
        values.put("to", profile.numberForm().write(submission.to()));
        values.put("text", submission.text());
        values.put(
                "text-hex",
                HexFormat.of().withUpperCase().formatHex(submission.text().getBytes(StandardCharsets.UTF_16BE)));
        values.put("text-entities", entities(submission.text()));
        values.put("reference", submission.reference());
        values.put("sender", submission.sender());
        values.put("entity-id", submission.entityId());
        values.put("template-id", submission.templateId());
        values.put("receipt-url", submission.receiptUrl());
        values.put("dlr-url", fill(profile.receipts().url(), values, UnaryOperator.identity()));
        return Collections.unmodifiableMap(values);
    }

    static String fill(String template, Map<String, String> values, UnaryOperator<String> encoder) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(encoder.apply(values.getOrDefault(m.group(1), ""))));
    }

    static void check(String key, String template) {
        if (template == null) {
            return;
        }
        PLACEHOLDER.matcher(template).results().forEach(m -> {
            if (!MEANINGS.containsKey(m.group(1))) {
                throw new InvalidValue(
                        key,
                        m.group(),
                        "use one of "
                                + MEANINGS.keySet().stream()
                                        .map(name -> "{" + name + "}")
                                        .collect(Collectors.joining(", ")));
            }
        });
    }

    private static String entities(String text) {
        return text.codePoints()
                .mapToObj(c -> c < 128 ? Character.toString(c) : String.format(Locale.ROOT, "&#%d;", c))
                .collect(Collectors.joining());
    }
}
