package in.suchi.site;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings spellings of one place name to one form, in Latin letters whatever the script: Muzaffarpur, Mujafarpur and
 * मुजफ्फरपुर come close to each other. The form is a key to compare, never shown.
 */
final class Spelling {

    /** Letters that are written for one sound, and the form they are brought to; applied in order. */
    private record Sound(Pattern spelt, String folded) {}

    /** ICU's transliterators are not documented as safe for concurrent use. */
    private static final ThreadLocal<Transliterator> TO_LATIN =
            ThreadLocal.withInitial(() -> Transliterator.getInstance("Devanagari-Latin; Latin-ASCII"));

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final List<Sound> SOUNDS = List.of(
            sound("chh", "ch"),
            sound("ksh", "ks"),
            sound("x", "ks"),
            sound("sh", "s"),
            sound("ph", "f"),
            sound("ck", "k"),
            sound("q", "k"),
            sound("z", "j"),
            sound("w", "v"),
            sound("ee", "i"),
            sound("oo", "u"),
            sound("(?:au|aw|ou|ow)", "o"),
            sound("(?:ai|ay|ei|ey)", "e"),
            sound("y", "i"),
            sound("(?<=[bcdgjkrt])h", ""),
            sound("m(?=[cdgjkst])", "n"),
            sound("([a-z])\\1+", "$1"));

    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]");

    private Spelling() {}

    private static Sound sound(String spelt, String folded) {
        return new Sound(Pattern.compile(spelt), folded);
    }

    /** Lower-case text without presentation forms and invisible characters; Devanagari stays Devanagari. */
    static String plain(String text) {
        StringBuilder visible = new StringBuilder();
        NFKC.normalize(text).codePoints().forEach(c -> {
            if (Character.getType(c) != Character.FORMAT) {
                visible.appendCodePoint(Character.isSpaceChar(c) ? ' ' : c);
            }
        });
        return visible.toString().toLowerCase(Locale.ROOT).strip();
    }

    static boolean isDevanagari(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.DEVANAGARI);
    }

    /** Latin letters and digits only, by sound; empty where nothing of the kind is in the text. */
    static String fold(String text) {
        String plain = plain(text);
        String latin = isDevanagari(plain) ? TO_LATIN.get().transliterate(plain) : plain;
        String letters = NO_LETTER.matcher(latin.toLowerCase(Locale.ROOT)).replaceAll("");
        for (Sound sound : SOUNDS) {
            letters = sound.spelt().matcher(letters).replaceAll(sound.folded());
        }
        return letters;
    }

    /** The fold without its a's: what is left alike when a Latin spelling meets a transliterated one. */
    static String skeleton(String fold) {
        return fold.replace("a", "");
    }
}
