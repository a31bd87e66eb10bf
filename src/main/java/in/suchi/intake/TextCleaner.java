package in.suchi.intake;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** Cleans names and other short texts: encoding, composition, invisible characters, white space. */
final class TextCleaner {

    /** @param damaged whether characters are lost or unreadable; the text is then the raw one */
    record Result(String text, boolean damaged) {}

    private static final Pattern VISARGA = Pattern.compile("(?<=[\\u0904-\\u094c]):(?=[\\u0904-\\u094c]|\\s|$)");
    private static final char NUKTA = '\u093c';
    private static final char REPLACEMENT = '\ufffd';

    private final Set<String> missing;

    TextCleaner(ExtractColumns columns) {
        missing = columns.missing();
    }

    /** @param codes prefix of the codes, such as {@code name} */
    Result clean(String raw, ExtractColumn column, String codes, Changes changes) {
        if (raw.isEmpty()) {
            return new Result("", false);
        }
        if (isClean(raw)) {
            if (Text.isMissing(raw, missing)) {
                changes.add(column, codes + "_missing", raw);
                return new Result("", false);
            }
            return new Result(raw, false);
        }
        String text = raw;
        if (Mojibake.isLikely(raw)) {
            String repaired = Mojibake.repair(raw);
            if (repaired != null) {
                changes.add(column, codes + "_mojibake", raw);
                text = repaired;
            } else if (Mojibake.isDevanagari(raw)) {
                changes.add(column, codes + "_unreadable", raw);
                return new Result(raw, true);
            }
        }
        return shape(text, raw, column, codes, changes);
    }

    private Result shape(String decoded, String raw, ExtractColumn column, String codes, Changes changes) {
        String text = step(withoutInvisible(decoded), decoded, codes + "_zwj", raw, column, changes);
        text = step(collapsed(text), text, codes + "_nbsp", raw, column, changes);
        text = step(Text.unwrap(text), text, codes + "_wrapper", raw, column, changes);
        text = step(Normalizer.normalize(text, Normalizer.Form.NFC), text, codes + "_nfc", raw, column, changes);
        if (text.indexOf(':') > 0) {
            text = step(VISARGA.matcher(text).replaceAll("\u0903"), text, codes + "_visarga", raw, column, changes);
        }
        if (isLostToQuestionMarks(text)) {
            changes.add(column, codes + "_question", raw);
            return new Result("", true);
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            changes.add(column, codes + "_replacement", raw);
            return new Result(raw, true);
        }
        if (Text.isMissing(text, missing)) {
            if (!raw.isBlank()) {
                changes.add(column, codes + "_missing", raw);
            }
            return new Result("", false);
        }
        return new Result(text, false);
    }

    private static String step(
            String after, String before, String code, String raw, ExtractColumn column, Changes changes) {
        if (!after.equals(before)) {
            changes.add(column, code, raw);
        }
        return after;
    }

    /** The usual case, decided in one pass: nothing in the text that any step could change. */
    private static boolean isClean(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                if (before == ' ') {
                    return false;
                }
            } else if (c < 0x80) {
                if (c < 0x20 || c == 0x7f || c == '?' || c == ':' || (i == 0 && (c == '\'' || c == '='))) {
                    return false;
                }
            } else if (c < 0x900 || c > 0x97f || c == NUKTA || (c >= 0x958 && c <= 0x95f)) {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    private static String withoutInvisible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean joiner = c == 0x200c || c == 0x200d;
            boolean keeps = joiner
                    && !visible.isEmpty()
                    && Text.isDevanagari(visible.charAt(visible.length() - 1))
                    && next < text.length()
                    && Text.isDevanagari(text.charAt(next));
            boolean control = Character.isISOControl(c) && !Text.isWhite(c);
            if (keeps || !(control || Text.isInvisible(c))) {
                visible.appendCodePoint(c);
            }
            i = next;
        }
        return visible.toString();
    }

    private static String collapsed(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = Text.isWhite(c);
            boolean first = collapsed.isEmpty() || collapsed.charAt(collapsed.length() - 1) == ' ';
            if (!white) {
                collapsed.append(c);
            } else if (!first) {
                collapsed.append(' ');
            }
        }
        int end = collapsed.length();
        return end > 0 && collapsed.charAt(end - 1) == ' ' ? collapsed.substring(0, end - 1) : collapsed.toString();
    }

    /** A code page without Devanagari leaves a question mark for each of its letters. */
    private static boolean isLostToQuestionMarks(String text) {
        int marks = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?') {
                marks++;
            } else if (c != ' ' && c != '.') {
                others++;
            }
        }
        return marks >= 2 && marks > others;
    }
}
