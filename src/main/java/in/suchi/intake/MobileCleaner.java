package in.suchi.intake;

import in.suchi.person.Mobile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the mobile in a field, a second one beside it, or the reason why there is none. Digits are never invented. */
final class MobileCleaner {

    /**
     * @param alternative digits of a second mobile or of a landline, or {@code null}
     * @param noSms {@code null} exactly when there is a mobile
     */
    record Result(Mobile mobile, String alternative, String noSms) {}

    private static final Pattern BETWEEN_NUMBERS =
            Pattern.compile("\\s*[/;,|&\\n\\r]\\s*|\\s+(?:or|and|या|और|एवं)\\s+|\\s{2,}", Pattern.CASE_INSENSITIVE);

    private static final Pattern WHOLE_NUMBER = Pattern.compile("(?<!\\d)(?:\\+?91|0091|0)?[6-9]\\d{9}(?!\\d)");
    private static final Pattern ZEROS = Pattern.compile("0{1,5}");

    private final Set<String> missing;
    private final Set<String> placeholders;

    MobileCleaner(ExtractColumns columns) {
        missing = columns.missing();
        placeholders = columns.placeholderMobiles();
    }

    Result clean(String raw, Changes changes) {
        ExtractColumn column = ExtractColumn.MOBILE;
        if (raw.isEmpty()) {
            return new Result(null, null, NoSms.MISSING);
        }
        Mobile clean = Mobile.of(raw).orElse(null);
        if (clean != null && !isPlaceholder(raw)) {
            return new Result(clean, null, null);
        }
        String text = NumberText.normalise(raw, column, "mob", changes);
        if (Text.isMissing(text, missing) || ZEROS.matcher(text).matches()) {
            changes.add(column, "mob_missing", raw);
            return new Result(null, null, NoSms.MISSING);
        }
        String scientific = NumberText.scientific(text);
        if (scientific != null) {
            changes.add(column, scientific.isEmpty() ? "mob_sci_lossy" : "mob_sci", raw);
            if (scientific.isEmpty()) {
                return new Result(null, null, NoSms.LOSSY);
            }
            text = scientific;
        }
        String whole = NumberText.wholeOfFloat(text);
        if (whole != null && whole.length() >= 9) {
            changes.add(column, "mob_float", raw);
            text = whole;
        }
        List<String> parts = parts(text);
        return parts.size() > 1 ? several(text, parts, raw, changes) : single(text, raw, changes);
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher numbers = WHOLE_NUMBER.matcher(text);
        while (numbers.find()) {
            parts.add(numbers.group());
        }
        if (parts.size() > 1) {
            return parts;
        }
        parts.clear();
        for (String part : BETWEEN_NUMBERS.split(text)) {
            if (!part.isBlank()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private Result several(String text, List<String> parts, String raw, Changes changes) {
        Mobile first = null;
        String alternative = null;
        String landline = null;
        for (String part : parts) {
            PhoneShape shape = PhoneShape.of(part);
            Mobile mobile = usable(shape);
            if (mobile != null && first == null) {
                first = mobile;
            } else if (mobile != null && alternative == null && !mobile.equals(first)) {
                alternative = mobile.number();
            } else if (NoSms.LANDLINE.equals(shape.problem()) && landline == null) {
                landline = shape.digits();
            }
        }
        if (first == null && landline == null) {
            // the separators may stand inside one number
            return single(text, raw, changes);
        }
        changes.add(ExtractColumn.MOBILE, "mob_two_numbers", raw);
        if (first == null) {
            changes.add(ExtractColumn.MOBILE, "mob_landline", raw);
            return new Result(null, landline, NoSms.LANDLINE);
        }
        return new Result(first, alternative == null ? landline : alternative, null);
    }

    private Result single(String text, String raw, Changes changes) {
        PhoneShape shape = PhoneShape.of(text);
        if (shape.problem() == null && isPlaceholder(shape.digits()) || isPlaceholder(Text.digitsOf(text))) {
            changes.add(ExtractColumn.MOBILE, "mob_repeated", raw);
            return new Result(null, null, NoSms.PLACEHOLDER);
        }
        for (String code : shape.codes()) {
            changes.add(ExtractColumn.MOBILE, code, raw);
        }
        if (shape.problem() != null) {
            boolean landline = NoSms.LANDLINE.equals(shape.problem());
            return new Result(null, landline ? shape.digits() : null, shape.problem());
        }
        return new Result(new Mobile(shape.digits()), null, null);
    }

    private Mobile usable(PhoneShape shape) {
        return shape.problem() != null || isPlaceholder(shape.digits()) ? null : new Mobile(shape.digits());
    }

    private boolean isPlaceholder(String digits) {
        return digits.length() == 10 && (Text.isOneDigitRepeated(digits) || placeholders.contains(digits));
    }
}
