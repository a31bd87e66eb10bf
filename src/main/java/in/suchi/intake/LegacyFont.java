package in.suchi.intake;

import in.suchi.person.NameSound;
import java.util.regex.Pattern;

/**
 * Recognises Hindi typed for a legacy font (Kruti Dev 010, DevLys, Chanakya), which is Latin letters to every program.
 * It is not converted: several fonts share the letters, and a wrong name on an SMS is worse than the Latin one.
 */
final class LegacyFont {

    /** Marks inside words, capitals inside words and clusters that no Latin spelling of a name has. */
    private static final Pattern TYPICAL =
            Pattern.compile("[\\[;/\\]~{}^+=@#$%&*<>|\\\\]|\\p{Lower}\\p{Upper}|[A-Za-z]'\\p{Lower}|\\?\\p{Lower}"
                    + "|\\b(?:nsoh|dqekj|dqekjh|csxe|flag|[kK]krwu|ckuks)\\b");

    private static final Pattern LATIN_WORD = Pattern.compile("\\p{Upper}(?:\\p{Lower}*|\\p{Upper}*)\\.?");
    private static final Pattern VOWEL = Pattern.compile("[aeiouyAEIOUY]");
    private static final double VOWELS_OF_LATIN_NAMES = 0.25;

    private LegacyFont() {}

    /**
     * @param nameHi a Hindi name without one Devanagari letter
     * @param name the Latin name beside it, maybe empty
     */
    static boolean isLikely(String nameHi, String name) {
        if (nameHi.codePoints().noneMatch(c -> c < 0x250 && Character.isLetter(c))) {
            return false;
        }
        if (!name.isEmpty()) {
            if (NameSound.key(nameHi, "").equals(NameSound.key(name, ""))) {
                return false;
            }
        }
        return TYPICAL.matcher(nameHi).find() || !looksLatin(nameHi);
    }

    private static boolean looksLatin(String text) {
        int letters = 0;
        for (String word : text.split("[\\s.]+")) {
            if (!word.isEmpty() && !LATIN_WORD.matcher(word).matches()) {
                return false;
            }
            letters += word.length();
        }
        long vowels = VOWEL.matcher(text).results().count();
        return vowels >= letters * VOWELS_OF_LATIN_NAMES;
    }
}
