package in.suchi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import in.suchi.config.InvalidValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a submit is written. Values may hold the placeholders of {@link Wording}, such as {@code {to}} and {@code {text}}.
 *
 * @param method GET or POST
 * @param body where the parameters go: into the query, a form, a JSON object, or nowhere (text: the body is {@code text})
 * @param parameters by name; for JSON also nested
 * @param whenUcs2 further parameters for a text that needs sixteen bits a character
 * @param whenGsm7 further parameters for any other text
 * @param text the body where that is plain text
 * @param maxParts most parts of a text that the gateway sends whole; longer ones are refused here instead of cut there
 */
record SubmitForm(
        String method,
        String url,
        Body body,
        Map<String, JsonNode> parameters,
        Map<String, JsonNode> whenUcs2,
        Map<String, JsonNode> whenGsm7,
        Map<String, String> headers,
        String text,
        Authentication authentication,
        Integer maxParts) {
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
        whenUcs2 = whenUcs2 == null ? Map.of() : new LinkedHashMap<>(whenUcs2);
        whenGsm7 = whenGsm7 == null ? Map.of() : new LinkedHashMap<>(whenGsm7);
        headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
        authentication = authentication == null ? Authentication.NONE : authentication;
        maxParts = maxParts == null ? USUAL_MAX_PARTS : maxParts;
        if (maxParts < 1 || maxParts > 255) {
            throw new InvalidValue("max-parts", maxParts, "write a number from 1 to 255");
        }
        if (body == Body.TEXT) {
            InvalidValue.present("text", text, "write the body, usually \"{text}\"");
        }
        checkPlaceholders("parameters", parameters, body);
        checkPlaceholders("when-ucs2", whenUcs2, body);
        checkPlaceholders("when-gsm7", whenGsm7, body);
        headers.forEach((name, value) -> Wording.check("headers." + name, value));
        Wording.check("text", text);
        Wording.check("url", url);
        if (!mentions("{to}", parameters, headers, url) || !sendsText(parameters, text, whenUcs2, whenGsm7)) {
            throw new InvalidValue(
                    "parameters",
                    String.join(", ", parameters.keySet()),
                    "let one parameter hold {to} and one {text}: a message without text would go out empty");
        }
    }

    private static void checkPlaceholders(String key, Map<String, JsonNode> values, Body body) {
        values.forEach((name, value) -> {
            if (body != Body.JSON && value.isContainerNode()) {
                throw new InvalidValue(key + "." + name, value, "write one value; only a JSON body can be nested");
            }
            Wording.check(key + "." + name, value.isValueNode() ? value.asText() : value.toString());
        });
    }

    private static boolean mentions(
            String placeholder, Map<String, JsonNode> parameters, Map<String, String> headers, String url) {
        return parameters.toString().contains(placeholder)
                || headers.toString().contains(placeholder)
                || url.contains(placeholder);
    }

    private static boolean sendsText(
            Map<String, JsonNode> parameters,
            String text,
            Map<String, JsonNode> whenUcs2,
            Map<String, JsonNode> whenGsm7) {
        return parameters.toString().contains("{text")
                || (text != null && text.contains("{text"))
                || (whenUcs2.toString().contains("{text") && whenGsm7.toString().contains("{text"));
    }

    @Override
    public String toString() {
        return "SubmitForm[" + method + " " + body + "]";
    }
}
