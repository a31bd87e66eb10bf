package in.suchi.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field that holds digits after the steps that know nothing of its meaning: decode, strip, digits of any script to
 * ASCII by their value.
 */
final class NumberText {

    /** What Excel makes of a long number in a narrow column; some locales write a comma. */
    private static final Pattern SCIENTIFIC = Pattern.compile("(\\d)(?:[.,](\\d*))?[eE]\\+?(\\d{1,3})");

    private static final Pattern FLOAT = Pattern.compile("(\\d+)[.,]0+");

    private NumberText() {}

    /** @param codes prefix of the codes: {@code pin}, {@code mob} or {@code yob} */
    static String normalise(String raw, ExtractColumn column, String codes, Changes changes) {
        String text = raw;
        if (Mojibake.isLikely(text)) {
            String repaired = Mojibake.repair(text);
            if (repaired != null) {
                changes.add(column, codes + "_mojibake", raw);
                text = repaired;
            }
        }
        boolean nbsp = false;
        boolean zeroWidth = false;
        boolean digits = false;
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x7f && c >= 0x20) {
                plain.append((char) c);
            } else if (Text.isWhite(c)) {
                nbsp = true;
                plain.append(' ');
            } else if (Text.isInvisible(c)) {
                zeroWidth = true;
            } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                digits = true;
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else if (c >= 0xff01 && c <= 0xff5e) {
                plain.append((char) (c - 0xfee0));
            } else {
                plain.appendCodePoint(c);
            }
        }
        String stripped = Text.stripEdges(plain.toString());
        if (nbsp || stripped.length() < plain.length()) {
            changes.add(column, codes + "_nbsp", raw);
        }
        if (zeroWidth) {
            changes.add(column, codes + "_zero_width", raw);
        }
        if (digits) {
            changes.add(column, codes + "_devanagari", raw);
        }
        String unwrapped = Text.unwrap(stripped);
        if (unwrapped.length() < stripped.length()) {
            changes.add(column, codes + "_wrapper", raw);
            return unwrapped;
        }
        return stripped;
    }

    /**
     * The whole number behind scientific notation.
     *
     * @return {@code null} if the text is no such notation, empty if digits were lost
     */
    static String scientific(String text) {
        Matcher m = SCIENTIFIC.matcher(text);
        if (!m.matches()) {
            return null;
        }
        String digits = m.group(1) + (m.group(2) == null ? "" : m.group(2));
        return digits.length() == Integer.parseInt(m.group(3)) + 1 ? digits : "";
    }

    /** The whole number behind {@code 800014.0}, or {@code null} if the text is no such number. */
    static String wholeOfFloat(String text) {
        Matcher m = FLOAT.matcher(text);
        return m.matches() ? m.group(1) : null;
    }

    /**
     * Digits behind letters that look like them (O, l, I, S, B), or {@code null} if there are none such, other
     * characters, or hardly any digits to trust.
     */
    static String lookalikes(String compact) {
        StringBuilder digits = new StringBuilder(compact.length());
        int real = 0;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            char digit =
                    switch (c) {
                        case 'O', 'o' -> '0';
                        case 'l', 'I' -> '1';
                        case 'S' -> '5';
                        case 'B' -> '8';
                        default -> c;
                    };
            if (digit < '0' || digit > '9') {
                return null;
            }
            real += digit == c ? 1 : 0;
            digits.append(digit);
        }
        return real == compact.length() || real * 2 < compact.length() ? null : digits.toString();
    }

    /** Without the separators that people put between digits. */
    static String compact(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSeparator(c)) {
                compact.append(c);
            }
        }
        return compact.toString();
    }

    static boolean isSeparator(char c) {
        return Text.isWhite(c)
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '('
                || c == ')'
                || (c >= 0x2010 && c <= 0x2015);
    }
}
