package in.suchi.person;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names compared by sound, for the spellings that one Indian name has in Latin letters and in Devanagari: Pooja and
 * Puja, Lakshmi and Laxmi, Vikas and Bikash. Only a help to suggest duplicates and to notice that an id has changed its
 * owner: equal keys do not prove one person, and nothing is merged by them.
 *
 * <p>The key keeps the consonants without their aspiration and the two classes of full vowels, drops every a, and does
 * not depend on the order of the words.
 */
public final class NameSound {

    // parsing the rules takes a while; the instance is safe to share, it only reads them
    private static final Transliterator TO_LATIN = Transliterator.getInstance("Devanagari-Latin");

    private static final Set<String> TITLES = Set.of(
            "dr",
            "mr",
            "mrs",
            "ms",
            "miss",
            "smt",
            "shri",
            "shree",
            "sri",
            "srimati",
            "shrimati",
            "sushri",
            "do",
            "da");

    private static final Map<String, String> SHORT_FORMS = Map.ofEntries(
            Map.entry("md", "mohammad"),
            Map.entry("mo", "mohammad"),
            Map.entry("mohd", "mohammad"),
            Map.entry("mohammed", "mohammad"),
            Map.entry("mohamad", "mohammad"),
            Map.entry("mohamed", "mohammad"),
            Map.entry("muhammad", "mohammad"),
            Map.entry("muhammed", "mohammad"),
            Map.entry("mohhamad", "mohammad"),
            Map.entry("mohommad", "mohammad"),
            Map.entry("km", "kumari"),
            Map.entry("kumr", "kumar"),
            Map.entry("kr", "kumar"),
            Map.entry("singh", "sinh"),
            Map.entry("sing", "sinh"),
            Map.entry("begum", "begam"),
            Map.entry("verma", "varma"),
            Map.entry("verman", "varman"),
            Map.entry("gope", "gop"),
            Map.entry("rathore", "rathor"));

    private NameSound() {}

    /** The key of the Latin name, of the Hindi one where there is no Latin name; empty if neither has letters. */
    public static String key(String name, String nameHi) {
        String key = keyOf(name);
        return key.isEmpty() ? keyOf(nameHi) : key;
    }

    /**
     * Whether two sets of particulars under one id are of one person: where name <em>and</em> year of birth differ they
     * are two. A year that is missing or doubtful shows nothing, so another name without a common year is another
     * person: an officer may join two, but nobody brings back one who was overwritten.
     *
     * @param yobA may be {@code null}, as may the texts
     */
    public static boolean samePerson(
            String nameA, String nameHiA, Integer yobA, String nameB, String nameHiB, Integer yobB) {
        return (yobA != null && yobA.equals(yobB)) || sameName(nameA, nameHiA, nameB, nameHiB);
    }

    /** Whether two names, each in one or both scripts, sound alike in any of them; a missing name is like every other. */
    public static boolean sameName(String nameA, String nameHiA, String nameB, String nameHiB) {
        if (isGiven(nameA) && nameA.equals(nameB) || isGiven(nameHiA) && nameHiA.equals(nameHiB)) {
            return true;
        }
        String latinA = keyOf(nameA);
        String latinB = keyOf(nameB);
        if (!latinA.isEmpty() && latinA.equals(latinB)) {
            return true;
        }
        String hindiA = keyOf(nameHiA);
        String hindiB = keyOf(nameHiB);
        if ((latinA.isEmpty() && hindiA.isEmpty()) || (latinB.isEmpty() && hindiB.isEmpty())) {
            return true;
        }
        boolean hindi = !hindiA.isEmpty() && hindiA.equals(hindiB);
        boolean across = (latinA.isEmpty() && hindiA.equals(latinB)) || (latinB.isEmpty() && hindiB.equals(latinA));
        return hindi || across;
    }

    private static boolean isGiven(String name) {
        return name != null && !name.isBlank();
    }

    private static String keyOf(String name) {
        if (!isGiven(name)) {
            return "";
        }
        boolean devanagari = name.codePoints().anyMatch(c -> c >= 0x900 && c <= 0x97f);
        String latin = devanagari ? fromDevanagari(name) : name;
        String plain = Normalizer.normalize(latin, Normalizer.Form.NFD).replaceAll("[\\p{M}'’]", "");
        return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{Alpha}]+"))
                .filter(word -> !word.isEmpty() && !TITLES.contains(word))
                .map(word -> soundOf(SHORT_FORMS.getOrDefault(word, word)))
                .filter(sound -> !sound.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Brings ICU's scholarly letters to those that people write. */
    private static String fromDevanagari(String name) {
        return TO_LATIN.transliterate(name)
                .replace("jñ", "gy")
                .replace("r̥", "ri")
                .replace("ś", "s")
                .replace("ṣ", "s")
                .replace("c", "ch")
                // the short a at a word's end is written but not spoken
                .replaceAll("a(?=\\s|$|\\.)", "");
    }

    private static String soundOf(String word) {
        String w = word.replace("chh", "ch")
                .replace("ch", "C")
                .replace("x", "ks")
                .replace("ph", "f")
                .replaceAll("que$", "k")
                .replaceAll("qu(?=[ie])", "k")
                .replace("qu", "ku")
                .replace("ow", "u");
        StringBuilder sound = new StringBuilder(w.length());
        char before = 0;
        for (int i = 0; i < w.length(); i++) {
            char c = plain(w.charAt(i), before, i + 1 < w.length() ? w.charAt(i + 1) : 0);
            before = w.charAt(i);
            if (c == 0 || (c == 'a' && i > 0)) {
                continue;
            }
            if (sound.isEmpty() || sound.charAt(sound.length() - 1) != c) {
                sound.append(c);
            }
        }
        return sound.toString();
    }

    /** @return 0 if the letter has no sound of its own */
    private static char plain(char c, char before, char after) {
        return switch (c) {
            case 'q', 'c' -> 'k';
            case 'z' -> 'j';
            case 'w', 'v' -> 'b';
            case 'e', 'i' -> 'i';
            case 'o', 'u' -> 'u';
            case 'y' -> (before == 0 || isConsonant(before)) && after != 0 && !isConsonant(after) ? 'y' : 'i';
            case 'h' -> before != 0 && isConsonant(before) ? 0 : 'h';
            default -> c;
        };
    }

    private static boolean isConsonant(char c) {
        return "aeiouy".indexOf(c) < 0;
    }
}
