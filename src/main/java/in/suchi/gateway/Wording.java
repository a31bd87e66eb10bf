package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final int MOST_VARIABLES = 9;
    private static final Map<String, String> MEANINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("to", "the number in the gateway's form; several, with the separator between, in a bulk submit"),
            Map.entry("text", "the text"),
            Map.entry("text-hex", "the text as UTF-16BE in hexadecimal digits"),
            Map.entry("text-entities", "the text with each character as &#N;"),
            Map.entry("text-sent", "the text; with each character as &#N; when it needs sixteen bits"),
            Map.entry("reference", "the hub's own reference of the attempt"),
            Map.entry("sender", "the registered header"),
            Map.entry("entity-id", "the DLT principal entity id"),
            Map.entry("template-id", "the DLT content template id"),
            Map.entry("provider-template", "the provider's own id of the template, from templates of this profile"),
            Map.entry("variable-1", "the text's first variable, and so on up to {variable-" + MOST_VARIABLES + "}"),
            Map.entry("language", "hi where the text needs sixteen bits, else en"),
            Map.entry("receipt-url", "the hub's address for this gateway's receipts"),
            Map.entry("dlr-url", "receipts.url of this profile, filled in")));
    private static final Pattern VARIABLE = Pattern.compile("variable-[1-" + MOST_VARIABLES + "]");

    private Wording() {}

    /** The placeholders that every profile may use. */
    static Set<String> known() {
        return MEANINGS.keySet();
    }

    /** Of one notice, or of several that share everything but number and reference. */
    static Map<String, String> values(GatewayProfile profile, List<Submission> submissions) {
        Submission submission = submissions.get(0);
        Map<String, String> values = new TreeMap<>();
        values.put("to", numbers(profile, submissions));
        values.put("text", submission.text());
        values.put(
                "text-hex",
                HexFormat.of().withUpperCase().formatHex(submission.text().getBytes(StandardCharsets.UTF_16BE)));
        values.put("text-entities", entities(submission.text()));
        values.put("text-sent", submission.ucs2() ? entities(submission.text()) : submission.text());
        values.put("reference", submission.reference());
        values.put("sender", submission.sender());
        values.put("entity-id", submission.entityId());
        values.put("template-id", submission.templateId());
        values.put("provider-template", profile.templates().getOrDefault(submission.templateId(), ""));
        for (int i = 0; i < submission.variables().size(); i++) {
            values.put("variable-" + (i + 1), submission.variables().get(i));
        }
        values.put("language", submission.ucs2() ? "hi" : "en");
        values.put("receipt-url", submission.receiptUrl());
        values.put("dlr-url", fill(profile.receipts().url(), values, UnaryOperator.identity()));
        profile.submit().digests().forEach((name, digest) -> values.put(name, digest.over(values)));
        return Collections.unmodifiableMap(values);
    }

    /** Of a question for receipts: the gateway's id, and what is the same for every message. */
    static Map<String, String> reportValues(GatewayProfile profile, String gatewayId) {
        Map<String, String> values = new TreeMap<>();
        values.put("id", gatewayId);
        constants(profile)
                .forEach(name ->
                        values.put(name, profile.submit().digests().get(name).over(Map.of())));
        return values;
    }

    static Set<String> constants(GatewayProfile profile) {
        return profile.submit().digests().entrySet().stream()
                .filter(digest -> digest.getValue().isConstant())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String numbers(GatewayProfile profile, List<Submission> submissions) {
        Bulk bulk = profile.submit().bulk();
        String separator = bulk == null || bulk.separator() == null ? "" : bulk.separator();
        return submissions.stream()
                .map(submission -> profile.numberForm().write(submission.to()))
                .collect(Collectors.joining(separator));
    }

    static String fill(String template, Map<String, String> values, UnaryOperator<String> encoder) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(encoder.apply(values.getOrDefault(m.group(1), ""))));
    }

    /** @param further names known in this profile beside those of every profile */
    static void check(String key, String template, Collection<String> further) {
        if (template == null) {
            return;
        }
        PLACEHOLDER.matcher(template).results().forEach(m -> {
            String name = m.group(1);
            if (!MEANINGS.containsKey(name) && !VARIABLE.matcher(name).matches() && !further.contains(name)) {
                throw unknown(key, m.group(), MEANINGS.keySet(), further);
            }
        });
    }

    /** As {@link #check}, where nothing is known of a message. */
    static void checkOnly(String key, String template, Collection<String> known) {
        PLACEHOLDER.matcher(template).results().forEach(m -> {
            if (!known.contains(m.group(1))) {
                throw unknown(key, m.group(), known, Set.of());
            }
        });
    }

    private static InvalidValue unknown(
            String key, String found, Collection<String> known, Collection<String> further) {
        Set<String> names = new TreeSet<>(known);
        names.addAll(further);
        return new InvalidValue(
                key,
                found,
                "use one of " + names.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ")));
    }

    private static String entities(String text) {
        return text.codePoints().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining());
    }
}
