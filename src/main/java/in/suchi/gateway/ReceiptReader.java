package in.suchi.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.gateway.ReceiptReport.Unreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads receipts by the profile. Everything here comes from outside: nothing in it may make this fail. */
final class ReceiptReader {
    private static final int LONGEST_BODY = 65_536;
    private static final int LONGEST_VALUE = 4_096;
    private static final int LONGEST_REPORT = 1_048_576;
    private static final int SHOWN = 100;
    private static final int TEN = 10;
    private static final Pattern GATEWAY_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptReader() {}

    /** The receipts in one call. */
    static List<ReceiptReport> read(ReceiptForm form, Map<String, String> parameters, String body) {
        String json = form.bodyIn() == null ? body : parameters.get(form.bodyIn());
        Map<String, String> bounded = parameters.entrySet().stream()
                .filter(p -> p.getKey() != null && p.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, p -> p.getValue()
                        .substring(0, Math.min(p.getValue().length(), LONGEST_VALUE))));
        if (!readsBody(form) || json == null || json.isBlank()) {
            return List.of(one(form, bounded, null, ""));
        }
        return ofBody(form, bounded, json, "");
    }

    /** The receipts in the answer to a question for one of the gateway's ids; none where nothing is known yet. */
    static List<ReceiptReport> readReport(ReceiptForm form, String gatewayId, String body) {
        if (form.report().row() == null) {
            return body == null || body.isBlank() ? List.of() : ofBody(form, Map.of(), body, gatewayId);
        }
        List<ReceiptReport> reports = new ArrayList<>();
        Matcher row = form.report()
                .row()
                .matcher(body == null ? "" : body.substring(0, Math.min(body.length(), LONGEST_REPORT)));
        while (row.find()) {
            Map<String, String> columns = new HashMap<>();
            for (int i = 0; i < form.report().columns().size(); i++) {
                columns.put(form.report().columns().get(i), row.group(i + 1) == null ? "" : row.group(i + 1));
            }
            reports.add(one(form, columns, null, gatewayId));
        }
        return reports;
    }

    private static List<ReceiptReport> ofBody(
            ReceiptForm form, Map<String, String> parameters, String json, String gatewayId) {
        if (json.length() > LONGEST_BODY) {
            return List.of(new Unreadable("body-too-long", "the body has more than " + LONGEST_BODY + " characters"));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return List.of(new Unreadable("body-malformed", "the body is not JSON"));
        }
        if (form.each() == null) {
            return List.of(one(form, parameters, tree, gatewayId));
        }
        return ReceiptElements.of(tree, form.each()).stream()
                .map(element -> element.<ReceiptReport>map(e -> one(form, parameters, e, gatewayId))
                        .orElseGet(() -> new Unreadable("body-malformed", "the body has no list at " + form.each())))
                .toList();
    }

    private static boolean readsBody(ReceiptForm form) {
        return form.each() != null
                || Stream.concat(form.reference().stream(), form.id().stream())
                        .anyMatch(place -> place.where().startsWith("/"))
                || form.rules().stream().anyMatch(r -> r.where().startsWith("/"));
    }

    private static ReceiptReport one(ReceiptForm form, Map<String, String> parameters, JsonNode body, String askedFor) {
        String reference = find(form.reference(), parameters, body);
        boolean wellFormed = Submission.REFERENCE.matcher(reference).matches();
        String id = askedFor.isEmpty() ? find(form.id(), parameters, body) : askedFor;
        if (!wellFormed && !GATEWAY_ID.matcher(id).matches()) {
            return reference.isEmpty() && id.isEmpty()
                    ? new Unreadable("reference-missing", "the receipt names no attempt")
                    : new Unreadable(
                            "reference-malformed", "what the receipt names as its attempt cannot be one of ours");
        }
        ReceiptState state = form.rules().stream()
                .filter(rule -> rule.place().find(parameters, body).isPresent())
                .map(ReceiptForm.Rule::means)
                .findFirst()
                .orElse(ReceiptState.UNKNOWN);
        return new Receipt(
                wellFormed ? reference : "",
                wellFormed ? "" : id,
                wellFormed ? "" : lastTen(find(form.number(), parameters, body)),
                state,
                shown(find(form.word(), parameters, body)),
                shown(find(form.error(), parameters, body)),
                at(form, parameters, body));
    }

    private static String find(List<Place> places, Map<String, String> parameters, JsonNode body) {
        return places.stream()
                .flatMap(place -> place.find(parameters, body).stream())
                .findFirst()
                .orElse("");
    }

    /** The national number, whatever prefix stands before it. */
    private static String lastTen(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.length() < TEN ? "" : digits.substring(digits.length() - TEN);
    }

    private static Optional<Instant> at(ReceiptForm form, Map<String, String> parameters, JsonNode body) {
        return form.at().stream()
                .flatMap(at -> at.place().find(parameters, body).flatMap(v -> at.read(v, form.zone())).stream())
                .findFirst();
    }

    private static String shown(String value) {
        String clean = value.replaceAll("\\p{Cc}+", " ");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }
}
