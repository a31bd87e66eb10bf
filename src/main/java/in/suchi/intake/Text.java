package in.suchi.intake;

import java.util.Locale;
import java.util.Set;

/** The first steps with every field: what is white, what is invisible, what a spreadsheet wrapped around it. */
final class Text {

    private Text() {}

    /** Unicode's White_Space, which has the no-break spaces that {@link Character#isWhitespace} leaves out. */
    static boolean isWhite(int c) {
        return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || (c > 0x7f && Character.isSpaceChar(c));
    }

    static boolean isInvisible(int c) {
        return c == 0xad || (c > 0xad && Character.getType(c) == Character.FORMAT);
    }

    static boolean isDevanagari(int c) {
        return (c >= 0x900 && c <= 0x97f) || (c >= 0xa8e0 && c <= 0xa8ff);
    }

    static boolean hasDevanagari(String text) {
        return text.codePoints().anyMatch(Text::isDevanagari);
    }

    /** Without white space and invisible characters at both ends. */
    static String stripEdges(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (isWhite(text.charAt(from)) || isInvisible(text.charAt(from)))) {
            from++;
        }
        while (to > from && (isWhite(text.charAt(to - 1)) || isInvisible(text.charAt(to - 1)))) {
            to--;
        }
        return from == 0 && to == text.length() ? text : text.substring(from, to);
    }

    /** Without what spreadsheets wrap around text, once or several times: {@code '800014}, {@code ="800014"}. */
    static String unwrap(String text) {
        String inner = text;
        while (true) {
            int n = inner.length();
            if (n >= 4 && inner.startsWith("=\"") && inner.charAt(n - 1) == '"') {
                inner = stripEdges(inner.substring(2, n - 1));
            } else if (n >= 2 && (inner.charAt(0) == '\'' || inner.charAt(0) == '\u2019')) {
                inner = stripEdges(inner.substring(1));
            } else {
                return inner;
            }
        }
    }

    static boolean isMissing(String text, Set<String> words) {
        return text.isEmpty() || (text.length() <= 16 && words.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether it is one digit over and over, which nobody's number is. */
    static boolean isOneDigitRepeated(String digits) {
        for (int i = 1; i < digits.length(); i++) {
            if (digits.charAt(i) != digits.charAt(0)) {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    static String digitsOf(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
