package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Writes submissions, and questions for receipts, as their gateway's profile says. */
final class RequestRenderer {
    private static final int ALONE_GSM7 = 160;
    private static final int PART_GSM7 = 153;
    private static final int ALONE_UCS2 = 70;
    private static final int PART_UCS2 = 67;
    private static final String TWO_SEPTETS = "\f^{}\\[~]|€";

    private RequestRenderer() {}

    /** Several submissions are one bulk submit; they share template and, where the profile says so, the text. */
    static GatewayRequest render(GatewayProfile profile, List<Submission> submissions) {
        SubmitForm form = profile.submit();
        submissions.forEach(submission -> refuseTooLong(form, submission));
        Submission submission = submissions.get(0);
        Map<String, String> values = Wording.values(profile, submissions);
        Map<String, JsonNode> parameters = parameters(form, submission, submissions.size() > 1);
        String repeated = submissions.size() > 1 ? form.bulk().repeat() : null;
        if (repeated != null) {
            parameters.put(repeated, repeated(profile, parameters.get(repeated).get(0), submissions));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        form.authentication().header().ifPresent(value -> headers.put("Authorization", value));
        form.headers()
                .forEach((name, value) ->
                        headers.put(name, oneLine(Wording.fill(value, values, UnaryOperator.identity()))));
        String url = Wording.fill(form.url(), values, RequestRenderer::percentEncoded);
        String body = null;
        switch (form.body()) {
            case QUERY -> url = withQuery(url, pairs(parameters, values, RequestRenderer::percentEncoded));
            case FORM -> {
                headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
                body = pairs(parameters, values, v -> URLEncoder.encode(v, StandardCharsets.UTF_8));
            }
            case JSON -> {
                headers.putIfAbsent("Content-Type", "application/json");
                ObjectNode tree = JsonNodeFactory.instance.objectNode();
                parameters.forEach(
                        (name, value) -> tree.set(name, name.equals(repeated) ? value : filled(value, values)));
                body = tree.toString();
            }
            case TEXT -> {
                headers.putIfAbsent("Content-Type", "text/plain; charset=UTF-8");
                url = withQuery(url, pairs(parameters, values, RequestRenderer::percentEncoded));
                body = Wording.fill(form.text(), values, UnaryOperator.identity());
            }
        }
        return new GatewayRequest(form.method(), URI.create(url), headers, Optional.ofNullable(body));
    }

    private static Map<String, JsonNode> parameters(SubmitForm form, Submission submission, boolean bulk) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>(form.parameters());
        parameters.putAll(submission.ucs2() ? form.whenUcs2() : form.whenGsm7());
        if (parts(submission) > 1) {
            parameters.putAll(form.whenLong());
        }
        if (bulk) {
            parameters.putAll(form.bulk().parameters());
            parameters.putAll(
                    submission.ucs2() ? form.bulk().whenUcs2() : form.bulk().whenGsm7());
        }
        return parameters;
    }

    /** Its elements are filled in already; what they hold is no placeholder any more. */
    private static JsonNode repeated(GatewayProfile profile, JsonNode element, List<Submission> submissions) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        submissions.forEach(one -> list.add(filled(element, Wording.values(profile, List.of(one)))));
        return list;
    }

    /** The question for what became of a gateway's id. */
    static GatewayRequest renderReport(GatewayProfile profile, String gatewayId) {
        ReportForm form = profile.receipts().report();
        Map<String, String> values = Wording.reportValues(profile, gatewayId);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        profile.submit().authentication().header().ifPresent(value -> headers.put("Authorization", value));
        form.headers()
                .forEach((name, value) ->
                        headers.put(name, oneLine(Wording.fill(value, values, UnaryOperator.identity()))));
        String url = Wording.fill(form.url(), values, RequestRenderer::percentEncoded);
        String query = pairs(form.parameters(), values, RequestRenderer::percentEncoded);
        return new GatewayRequest("GET", URI.create(withQuery(url, query)), headers, Optional.empty());
    }

    /** Parameters whose value comes out empty are left out: an empty id is not the same as none. */
    private static String pairs(
            Map<String, JsonNode> parameters, Map<String, String> values, UnaryOperator<String> encoder) {
        return parameters.entrySet().stream()
                .map(p -> Map.entry(p.getKey(), Wording.fill(p.getValue().asText(), values, UnaryOperator.identity())))
                .filter(p -> !p.getValue().isEmpty())
                .map(p -> encoder.apply(p.getKey()) + "=" + encoder.apply(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(e -> filled.set(e.getKey(), filled(e.getValue(), values)));
            return filled;
        }
        if (node.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> filled.add(filled(element, values)));
            return filled;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(Wording.fill(node.textValue(), values, UnaryOperator.identity()))
                : node;
    }

    private static String withQuery(String url, String query) {
        return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    }

    private static String percentEncoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }

    /** A text that would be cut off there is not sent from here. */
    private static void refuseTooLong(SubmitForm form, Submission submission) {
        int parts = parts(submission);
        if (parts > form.maxParts()) {
            throw new SubmissionRefused(
                    "text-too-long",
                    "attempt %s: the text takes %d parts and the gateway sends at most %d whole: shorten the wording"
                            .formatted(submission.reference(), parts, form.maxParts()));
        }
    }

    private static int parts(Submission submission) {
        String text = submission.text();
        int length = text.length();
        if (!submission.ucs2()) {
            length +=
                    (int) text.chars().filter(c -> TWO_SEPTETS.indexOf(c) >= 0).count();
        }
        int alone = submission.ucs2() ? ALONE_UCS2 : ALONE_GSM7;
        int perPart = submission.ucs2() ? PART_UCS2 : PART_GSM7;
        return length <= alone ? 1 : (length + perPart - 1) / perPart;
    }
}
