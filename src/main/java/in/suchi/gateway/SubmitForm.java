package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a submit is written. Values may hold the placeholders of {@link Wording}, such as {@code {to}} and {@code {text}}.
 *
 * @param method GET or POST
 * @param body where the parameters go: into the query, a form, a JSON object, or nowhere (text: the body is {@code text})
 * @param parameters by name; for JSON also nested
 * @param whenUcs2 further parameters for a text that needs sixteen bits a character; written even where there are none
 *     ({@code {}}), since at most gateways Hindi without its coding arrives as question marks
 * @param whenGsm7 further parameters for any other text
 * @param whenLong further parameters for a text of more than one part
 * @param text the body where that is plain text
 * @param maxParts most parts of a text that the gateway sends whole; longer ones are refused here instead of cut there
 * @param digests placeholders of this profile's own, each a checksum of others
 * @param bulk how several notices go in one submit; null where each goes alone
 */
record SubmitForm(
        String method,
        String url,
        Body body,
        Map<String, JsonNode> parameters,
        Map<String, JsonNode> whenUcs2,
        Map<String, JsonNode> whenGsm7,
        Map<String, JsonNode> whenLong,
        Map<String, String> headers,
        String text,
        Authentication authentication,
        Integer maxParts,
        Map<String, Digest> digests,
        Bulk bulk) {
    enum Body {
        QUERY,
        FORM,
        JSON,
        TEXT
    }

    private static final int USUAL_MAX_PARTS = 6;

    SubmitForm {
        if (!"GET".equals(method) && !"POST".equals(method)) {
            throw new InvalidValue("method", method, "write GET or POST");
        }
        InvalidValue.present("url", url, "write the gateway's address");
        InvalidValue.present("body", body, "write query, form, json or text");
        if (method.equals("GET") && body != Body.QUERY) {
            throw new InvalidValue("body", body, "a GET has its parameters in the query: write query");
        }
        parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
        if (whenUcs2 == null && body != Body.JSON) {
            throw new InvalidValue(
                    "when-ucs2",
                    null,
                    "say how Hindi is marked (coding: 2), or write {} where it needs no mark: unmarked it arrives as ?????");
        }
        whenUcs2 = whenUcs2 == null ? Map.of() : new LinkedHashMap<>(whenUcs2);
        whenGsm7 = whenGsm7 == null ? Map.of() : new LinkedHashMap<>(whenGsm7);
        whenLong = whenLong == null ? Map.of() : new LinkedHashMap<>(whenLong);
        digests = digests == null ? Map.of() : new LinkedHashMap<>(digests);
        headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
        authentication = authentication == null ? Authentication.NONE : authentication;
        maxParts = maxParts == null ? USUAL_MAX_PARTS : maxParts;
        if (maxParts < 1 || maxParts > 255) {
            throw new InvalidValue("max-parts", maxParts, "write a number from 1 to 255");
        }
        if (body == Body.TEXT) {
            InvalidValue.present("text", text, "write the body, usually \"{text}\"");
        }
        Set<String> own = digests.keySet();
        digests.forEach(
                (name, digest) -> digest.of().forEach(part -> Wording.check("digests." + name, part, Set.of())));
        checkPlaceholders("parameters", parameters, body, own);
        checkPlaceholders("when-ucs2", whenUcs2, body, own);
        checkPlaceholders("when-gsm7", whenGsm7, body, own);
        checkPlaceholders("when-long", whenLong, body, own);
        headers.forEach((name, value) -> Wording.check("headers." + name, value, own));
        Wording.check("text", text, own);
        Wording.check("url", url, own);
        checkBulk(bulk, body, parameters, own);
        if (!mentions("{to}", parameters, whenUcs2, whenGsm7, headers, url)
                || !sendsText(parameters, text, whenUcs2, whenGsm7)) {
            throw new InvalidValue(
                    "parameters",
                    String.join(", ", parameters.keySet()),
                    "let one parameter hold {to} and one {text}: a message without text would go out empty");
        }
    }

    private static void checkBulk(Bulk bulk, Body body, Map<String, JsonNode> parameters, Set<String> own) {
        if (bulk == null) {
            return;
        }
        checkPlaceholders("bulk.parameters", bulk.parameters(), body, own);
        checkPlaceholders("bulk.when-ucs2", bulk.whenUcs2(), body, own);
        checkPlaceholders("bulk.when-gsm7", bulk.whenGsm7(), body, own);
        if (bulk.repeat() != null
                && (body != Body.JSON
                        || !parameters.containsKey(bulk.repeat())
                        || parameters.get(bulk.repeat()).size() != 1)) {
            throw new InvalidValue(
                    "bulk.repeat", bulk.repeat(), "name a list of the JSON body that is written with one element");
        }
    }

    private static void checkPlaceholders(String key, Map<String, JsonNode> values, Body body, Set<String> own) {
        values.forEach((name, value) -> {
            if (body != Body.JSON && value.isContainerNode()) {
                throw new InvalidValue(key + "." + name, value, "write one value; only a JSON body can be nested");
            }
            Wording.check(key + "." + name, value.isValueNode() ? value.asText() : value.toString(), own);
        });
    }

    private static boolean mentions(
            String placeholder,
            Map<String, JsonNode> parameters,
            Map<String, JsonNode> whenUcs2,
            Map<String, JsonNode> whenGsm7,
            Map<String, String> headers,
            String url) {
        return parameters.toString().contains(placeholder)
                || (whenUcs2.toString().contains(placeholder)
                        && whenGsm7.toString().contains(placeholder))
                || headers.toString().contains(placeholder)
                || url.contains(placeholder);
    }

    private static boolean sendsText(
            Map<String, JsonNode> parameters,
            String text,
            Map<String, JsonNode> whenUcs2,
            Map<String, JsonNode> whenGsm7) {
        return carriesText(parameters)
                || (text != null && text.contains("{text"))
                || (carriesText(whenUcs2) && carriesText(whenGsm7));
    }

    /** Of the text itself, or of what a template of the provider's is filled with. */
    private static boolean carriesText(Map<String, JsonNode> parameters) {
        return parameters.toString().contains("{text") || parameters.toString().contains("{variable-1}");
    }

    @Override
    public String toString() {
        return "SubmitForm[" + method + " " + body + "]";
    }
}
