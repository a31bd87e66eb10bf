package in.suchi.duplicate;

import in.suchi.person.NameSound;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@link NameSound} for very many names: they are made of few words, whose sounds are remembered. The sound of a name is that of
 * its words, in an order that does not depend on theirs.
 */
final class NameSounds {

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    /** More different words than a country's names have; beyond them nothing is remembered. */
    private static final int MOST_WORDS = 200_000;

    private final Map<String, String> byWord = new ConcurrentHashMap<>();

    /** The key of a name in one script; null if it has no letters. */
    String of(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String key = SPACES.splitAsStream(name)
                .map(this::ofWord)
                .filter(sound -> !sound.isEmpty())
                .flatMap(sounds -> Arrays.stream(sounds.split(" ")))
                .sorted()
                .collect(Collectors.joining(" "));
        return key.isEmpty() ? null : key;
    }

    private String ofWord(String word) {
        String known = byWord.get(word);
        if (known == null) {
            known = NameSound.key(word, "");
            if (byWord.size() < MOST_WORDS) {
                byWord.put(word, known);
            }
        }
        return known;
    }
}
