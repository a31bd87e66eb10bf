package in.suchi.notice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One template made ready to compose from, since hundreds of thousands of texts are. */
final class SmsWording {
    private static final Pattern SPACES = Pattern.compile("[\\p{IsWhite_Space}\\p{Cc}]+");

    private final NoticeKind kind;
    private final Language language;
    private final SmsTemplate template;
    private final List<String> names;
    private final String[] between;
    private final List<Integer> longest = new ArrayList<>();
    private final Pattern registered;

    SmsWording(NoticeKind kind, Language language, SmsTemplate template) {
        this.kind = kind;
        this.language = language;
        this.template = template;
        names = template.variables();
        between = SmsTemplate.VARIABLE.split(template.text(), -1);
        DltForm form = new DltForm(template.registered());
        for (int i = 0; i < names.size(); i++) {
            longest.add(template.maxLength().getOrDefault(names.get(i), form.agreedLength(i)));
        }
        registered = form.pattern(longest);
    }

    NoticeKind kind() {
        return kind;
    }

    Language language() {
        return language;
    }

    SmsTemplate template() {
        return template;
    }

    Composition compose(Map<String, String> values) {
        StringBuilder composed = new StringBuilder(between[0]);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String value = cleaned(values.get(name));
            if (value.isEmpty()) {
                return refused("variable-missing", "{" + name + "} has no value: give it one");
            }
            if (value.codePointCount(0, value.length()) > longest.get(i)) {
                return refused(
                        "variable-too-long",
                        "{%s} = \"%s\" has more than %d characters: shorten it".formatted(name, value, longest.get(i)));
            }
            composed.append(value).append(between[i + 1]);
        }
        String whole = Normalizer.normalize(composed, Normalizer.Form.NFC);
        if (!registered.matcher(DltForm.normalised(whole)).matches()) {
            return refused(
                    "template-mismatch",
                    "the composed text does not match its registered form: a variable holds only punctuation, or"
                            + " something else than its tag allows");
        }
        return new SmsText(
                whole,
                Segments.of(whole),
                kind,
                language,
                template.templateId(),
                template.header(),
                template.entityId());
    }

    private Composition.Refused refused(String reason, String message) {
        return new Composition.Refused(reason, "%s (%s): %s".formatted(kind, language.code(), message));
    }

    /** One line, single spaces, no control characters: a value may not break the wording. */
    private static String cleaned(String value) {
        return value == null ? "" : SPACES.matcher(value).replaceAll(" ").strip();
    }
}
