package in.suchi.notice;

import static in.suchi.config.InvalidValue.required;

import in.suchi.config.InvalidValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One wording in one language as it stands in a file of config/sms. Checks itself against its registered form, so that
 * a wording the operators would block is found at the start and not by 100,000 refusals.
 *
 * @param text the wording with named variables ({@code {site}}, {@code {date}}, {@code {time}}, {@code {help-line}})
 * @param registered the same wording as registered on the DLT platform, with {@code {#var#}} for each variable
 * @param templateId content template id, 19 digits
 * @param header sender, 3 to 6 letters
 * @param entityId principal entity id, 19 digits
 * @param maxLength characters allowed per variable where another number than the usual is agreed with the operator
 */
record SmsTemplate(
        String text,
        String registered,
        String templateId,
        String header,
        String entityId,
        Map<String, Integer> maxLength) {
    static final Pattern VARIABLE = Pattern.compile("\\{([^{}#]*)}");
    private static final Pattern BRACE = Pattern.compile("[{}]");
    private static final Pattern NINETEEN_DIGITS = Pattern.compile("[0-9]{19}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z]{3,6}");

    SmsTemplate {
        text = required("text", text, "write the wording, with {site}, {date} and {time} in it")
                .strip();
        registered = required("registered", registered, "write the wording as registered on DLT, with {#var#}")
                .strip();
        matching("template-id", templateId, NINETEEN_DIGITS, "write the 19 digits of the DLT template id, in quotes");
        matching("entity-id", entityId, NINETEEN_DIGITS, "write the 19 digits of the principal entity id, in quotes");
        matching("header", header, HEADER, "write the registered header, 3 to 6 letters");
        maxLength = maxLength == null ? Map.of() : Map.copyOf(maxLength);
        checkVariables(text, maxLength);
        checkRegistered(text, registered);
    }

    /** The names of the variables in the order of the wording. */
    List<String> variables() {
        return variables(text);
    }

    /** What stands for the variables in a text made from this wording, in their order; empty if it was made from another. */
    Optional<List<String>> valuesIn(String composed) {
        StringBuilder pattern = new StringBuilder();
        String[] pieces = VARIABLE.split(text, -1);
        for (int i = 0; i < pieces.length; i++) {
            pattern.append(i == 0 ? "" : "(.+?)").append(Pattern.quote(pieces[i]));
        }
        Matcher values = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(composed);
        return values.matches()
                ? Optional.of(IntStream.rangeClosed(1, values.groupCount())
                        .mapToObj(values::group)
                        .toList())
                : Optional.empty();
    }

    private static List<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(m -> m.group(1)).toList();
    }

    private static void checkVariables(String text, Map<String, Integer> maxLength) {
        List<String> names = variables(text);
        for (String name : names) {
            if (SmsVariable.ofWireName(name).isEmpty()) {
                throw new InvalidValue("text", "{" + name + "}", "use only {site}, {date}, {time} and {help-line}");
            }
        }
        if (BRACE.matcher(VARIABLE.matcher(text).replaceAll("")).find()) {
            throw new InvalidValue("text", text, "close every { with }");
        }
        String[] between = VARIABLE.split(text, -1);
        for (int i = 1; i < between.length - 1; i++) {
            if (DltForm.normalised(between[i]).isEmpty()) {
                throw new InvalidValue(
                        "text",
                        "{" + names.get(i - 1) + "}" + between[i] + "{" + names.get(i) + "}",
                        "put a word between the two variables: operators block variables side by side");
            }
        }
        maxLength.forEach((name, length) -> {
            if (!names.contains(name)) {
                throw new InvalidValue("max-length." + name, length, "name a variable of the text");
            }
            if (length < 1 || length > 1000) {
                throw new InvalidValue("max-length." + name, length, "write a number from 1 to 1000");
            }
        });
    }

    private static void checkRegistered(String text, String registered) {
        DltForm form = new DltForm(registered);
        String[] pieces = VARIABLE.split(text, -1);
        if (form.variables() != pieces.length - 1) {
            throw new InvalidValue(
                    "registered",
                    registered,
                    "it has %d variables and the text has %d: make them agree, each written {#var#}"
                            .formatted(form.variables(), pieces.length - 1));
        }
        for (int i = 0; i < pieces.length; i++) {
            if (!DltForm.normalised(pieces[i]).equals(form.pieces().get(i))) {
                throw new InvalidValue(
                        "registered",
                        registered,
                        "the text says \"%s\" where the registered form says otherwise: make the words agree"
                                .formatted(pieces[i].strip()));
            }
        }
    }

    private static void matching(String key, String value, Pattern pattern, String remedy) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new InvalidValue(key, value, remedy);
        }
    }
}
