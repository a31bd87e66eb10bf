package in.suchi.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.gateway.ReceiptReport.Receipt;
import in.suchi.gateway.ReceiptReport.Unreadable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads receipts by the profile. Everything here comes from outside: nothing in it may make this fail. */
final class ReceiptReader {
    private static final int LONGEST_BODY = 65_536;
    private static final int LONGEST_VALUE = 4_096;
    private static final int SHOWN = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptReader() {}

    static List<ReceiptReport> read(ReceiptForm form, Map<String, String> parameters, String body) {
        Map<String, String> bounded = parameters.entrySet().stream()
                .filter(p -> p.getKey() != null && p.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, p -> p.getValue()
                        .substring(0, Math.min(p.getValue().length(), LONGEST_VALUE))));
        if (!readsBody(form)) {
            return List.of(one(form, bounded, null));
        }
        if (body != null && body.length() > LONGEST_BODY) {
            return List.of(new Unreadable("body-too-long", "the body has more than " + LONGEST_BODY + " characters"));
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return List.of(new Unreadable("body-malformed", "the body is not JSON"));
        }
        if (form.each() == null) {
            return List.of(one(form, bounded, tree));
        }
        JsonNode list = tree.at(Place.pointer("each", form.each()));
        if (!list.isArray()) {
            return List.of(new Unreadable("body-malformed", "the body has no list at " + form.each()));
        }
        List<ReceiptReport> reports = new ArrayList<>();
        list.forEach(element -> reports.add(one(form, bounded, element)));
        return reports;
    }

    private static boolean readsBody(ReceiptForm form) {
        return form.each() != null
                || (form.reference() != null && form.reference().where().startsWith("/"))
                || form.rules().stream().anyMatch(r -> r.where().startsWith("/"));
    }

    private static ReceiptReport one(ReceiptForm form, Map<String, String> parameters, JsonNode body) {
        Optional<String> reference =
                form.reference() == null ? Optional.empty() : form.reference().find(parameters, body);
        if (reference.isEmpty()) {
            return new Unreadable("reference-missing", "the receipt names no attempt");
        }
        if (!Submission.REFERENCE.matcher(reference.get()).matches()) {
            return new Unreadable("reference-malformed", "what the receipt names as its attempt cannot be one of ours");
        }
        ReceiptState state = form.rules().stream()
                .filter(rule -> rule.place().find(parameters, body).isPresent())
                .map(ReceiptForm.Rule::means)
                .findFirst()
                .orElse(ReceiptState.UNKNOWN);
        return new Receipt(
                reference.get(),
                state,
                shown(form.word(), parameters, body),
                shown(form.error(), parameters, body),
                at(form, parameters, body));
    }

    private static Optional<Instant> at(ReceiptForm form, Map<String, String> parameters, JsonNode body) {
        return form.at().stream()
                .flatMap(at -> at.place().find(parameters, body).flatMap(v -> at.read(v, form.zone())).stream())
                .findFirst();
    }

    private static String shown(Place place, Map<String, String> parameters, JsonNode body) {
        String value = place == null ? "" : place.find(parameters, body).orElse("");
        String clean = value.replaceAll("\\p{Cc}+", " ");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }
}
