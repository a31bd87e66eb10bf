package in.suchi.list;

import java.util.ArrayList;
import java.util.List;

/**
 * Text for a page, cut where the script changes. FOP chooses a font for each character by itself too, but then puts the two
 * scripts on different base lines; and it shapes Devanagari only where no language is named.
 */
final class PrintedText {

    /** A piece set in one font. */
    record Run(String text, boolean devanagari) {
        /** As named in {@code fop.xml}. */
        public String getFont() {
            return devanagari ? "Noto Sans Devanagari" : "Noto Sans";
        }

        public String getText() {
            return text;
        }
    }

    /** In both fonts: they go with what stands before them. */
    private static final String SHARED = " ,.-()/\u200c\u200d";

    private PrintedText() {}

    static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean devanagari = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            boolean here = SHARED.indexOf(character) >= 0
                    ? devanagari
                    : Character.UnicodeScript.of(character) == Character.UnicodeScript.DEVANAGARI
                            || Character.UnicodeBlock.of(character) == Character.UnicodeBlock.DEVANAGARI;
            if (here != devanagari && !run.isEmpty()) {
                runs.add(new Run(run.toString(), devanagari));
                run.setLength(0);
            }
            devanagari = here;
            run.appendCodePoint(isPrintable(character) ? character : ' ');
        }
        if (!run.isEmpty()) {
            runs.add(new Run(run.toString(), devanagari));
        }
        return runs;
    }

    /** What XML cannot hold would keep the whole page from being set. */
    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE
                && (character & 0xfffe) != 0xfffe;
    }
}
