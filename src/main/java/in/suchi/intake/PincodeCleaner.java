package in.suchi.intake;

import in.suchi.person.Pincode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the pincode in a field. It repairs writing, never the number: digits are neither added nor left out nor swapped,
 * so one pincode cannot become another.
 */
final class PincodeCleaner {

    /** Exactly one of the two is {@code null}. */
    record Result(Pincode pincode, String problem) {}

    private static final Pattern DIGITS_AND_SEPARATORS =
            Pattern.compile("[\\d\\s.,_\\-/()\u2010-\u2015]*\\d[\\d\\s.,_\\-/()\u2010-\u2015]*");
    private static final Pattern DECIMAL = Pattern.compile("\\d*[.,]\\d+");
    private static final Pattern SPLIT_IN_THREES = Pattern.compile("\\d{3}[.,](?!000)\\d{3}");
    private static final Pattern SIX_DIGITS = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final Pattern FROM_FIRST_TO_LAST_DIGIT = Pattern.compile("\\d.*\\d", Pattern.DOTALL);

    private final Set<String> missing;
    private final Set<String> placeholders;

    PincodeCleaner(ExtractColumns columns) {
        missing = columns.missing();
        placeholders = columns.placeholderPincodes();
    }

    Result clean(String raw, ExtractColumn column, Changes changes) {
        if (raw.isEmpty()) {
            return new Result(null, PincodeProblem.MISSING);
        }
        Pincode clean = Pincode.of(raw).orElse(null);
        if (clean != null && !isPlaceholder(raw)) {
            return new Result(clean, null);
        }
        String text = NumberText.normalise(raw, column, "pin", changes);
        if (Text.isMissing(text, missing)) {
            return problem(PincodeProblem.MISSING, "pin_missing", raw, column, changes);
        }
        if (isPlaceholder(text)) {
            return problem(PincodeProblem.PLACEHOLDER, "pin_zero", raw, column, changes);
        }
        if (Text.isDigits(text)) {
            return digits(text, null, raw, column, changes);
        }
        String scientific = NumberText.scientific(text);
        if (scientific != null) {
            return scientific.isEmpty()
                    ? problem(PincodeProblem.LOSSY, "pin_sci_lossy", raw, column, changes)
                    : digits(scientific, "pin_sci", raw, column, changes);
        }
        String whole = NumberText.wholeOfFloat(text);
        if (whole != null) {
            return digits(whole, "pin_float", raw, column, changes);
        }
        return written(text, raw, column, changes);
    }

    /** A pincode with something between, before or behind its digits. */
    private Result written(String text, String raw, ExtractColumn column, Changes changes) {
        if (DIGITS_AND_SEPARATORS.matcher(text).matches()) {
            return separated(text, raw, column, changes);
        }
        String inferred = NumberText.lookalikes(NumberText.compact(text));
        if (inferred != null && inferred.length() == 6) {
            return digits(inferred, "pin_letter_o", raw, column, changes);
        }
        Matcher sixes = SIX_DIGITS.matcher(text);
        if (sixes.find()) {
            String only = sixes.group();
            while (sixes.find()) {
                if (!sixes.group().equals(only)) {
                    return problem(PincodeProblem.AMBIGUOUS, "pin_two", raw, column, changes);
                }
            }
            return digits(only, "pin_text_prefix", raw, column, changes);
        }
        Matcher inner = FROM_FIRST_TO_LAST_DIGIT.matcher(text);
        if (inner.find() && DIGITS_AND_SEPARATORS.matcher(inner.group()).matches()) {
            changes.add(column, "pin_text_prefix", raw);
            return separated(inner.group(), raw, column, changes);
        }
        return problem(PincodeProblem.MALFORMED, "pin_malformed", raw, column, changes);
    }

    private Result separated(String text, String raw, ExtractColumn column, Changes changes) {
        String digits = Text.digitsOf(text);
        Matcher sixes = SIX_DIGITS.matcher(text);
        if (digits.length() == 12 && sixes.find()) {
            String first = sixes.group();
            if (sixes.find()) {
                return sixes.group().equals(first)
                        ? digits(first, "pin_space", raw, column, changes)
                        : problem(PincodeProblem.AMBIGUOUS, "pin_two", raw, column, changes);
            }
        }
        // 80001.4 is a damaged number, not 800014 with a dot inside
        if (DECIMAL.matcher(text).matches() && !SPLIT_IN_THREES.matcher(text).matches()) {
            return problem(PincodeProblem.MALFORMED, "pin_malformed", raw, column, changes);
        }
        return digits(digits, "pin_space", raw, column, changes);
    }

    /** @param code the repair that led to these digits, if one did */
    private Result digits(String digits, String code, String raw, ExtractColumn column, Changes changes) {
        if (isPlaceholder(digits)) {
            return problem(PincodeProblem.PLACEHOLDER, "pin_zero", raw, column, changes);
        }
        Pincode pincode = Pincode.of(digits).orElse(null);
        if (pincode != null) {
            if (code != null) {
                changes.add(column, code, raw);
            }
            return new Result(pincode, null);
        }
        if (digits.length() < 6) {
            String short5 = digits.length() == 5 ? "pin_5digits" : "pin_too_short";
            return problem(PincodeProblem.TOO_SHORT, short5, raw, column, changes);
        }
        if (digits.length() > 6) {
            String long7 = digits.length() == 7 ? "pin_7digits" : "pin_too_long";
            return problem(PincodeProblem.TOO_LONG, long7, raw, column, changes);
        }
        return problem(PincodeProblem.MALFORMED, "pin_starts_zero", raw, column, changes);
    }

    private boolean isPlaceholder(String text) {
        return placeholders.contains(text) || (text.length() == 6 && Text.isOneDigitRepeated(text));
    }

    private static Result problem(String problem, String code, String raw, ExtractColumn column, Changes changes) {
        changes.add(column, code, raw);
        return new Result(null, problem);
    }
}
