package in.suchi.notice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of a template that is registered with the operators (DLT), and their comparison: spaces, line breaks and
 * punctuation are ignored, variables may not be longer than agreed.
 */
final class DltForm {
    /** {@code {#var#}}, and the tagged forms required since November 2025. */
    private static final Pattern VARIABLE = Pattern.compile("\\{?#(var|numeric|alphanumeric|url|urlott|cbn|email)#}?");

    private static final Pattern IGNORED = Pattern.compile("[\\p{IsWhite_Space}\\p{IsPunctuation}\\p{Cf}]");

    private final List<String> pieces = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();

    DltForm(String registered) {
        Matcher variables = VARIABLE.matcher(registered);
        int from = 0;
        while (variables.find()) {
            pieces.add(normalised(registered.substring(from, variables.start())));
            tags.add(variables.group(1));
            from = variables.end();
        }
        pieces.add(normalised(registered.substring(from)));
    }

    int variables() {
        return tags.size();
    }

    /** The words between the variables, in order; one more than there are variables. */
    List<String> pieces() {
        return pieces;
    }

    /** How long a variable may be by its tag: 40 characters if alphanumeric, else 30. */
    int agreedLength(int variable) {
        return tags.get(variable).equals("alphanumeric") ? 40 : 30;
    }

    /** What a normalised text must match for the operator to recognise it as made from this template. */
    Pattern pattern(List<Integer> longest) {
        StringBuilder regex = new StringBuilder(Pattern.quote(pieces.get(0)));
        for (int i = 0; i < tags.size(); i++) {
            String characters = tags.get(i).equals("numeric") ? "[0-9]" : ".";
            regex.append(characters).append("{1,").append(longest.get(i)).append('}');
            regex.append(Pattern.quote(pieces.get(i + 1)));
        }
        return Pattern.compile(regex.toString());
    }

    static String normalised(String text) {
        return IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
    }
}
