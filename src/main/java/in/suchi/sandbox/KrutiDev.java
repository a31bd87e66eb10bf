package in.suchi.sandbox;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes Devanagari as the bytes of the legacy font Kruti Dev 010, as an old typing programme would have left it. */
final class KrutiDev {
    private static final String VIRAMA = "\u094d";
    private static final Map<String, String> FULL = Map.ofEntries(
            entry("क", "d"),
            entry("ख", "[k"),
            entry("ग", "x"),
            entry("घ", "?k"),
            entry("ङ", "³"),
            entry("च", "p"),
            entry("छ", "N"),
            entry("ज", "t"),
            entry("झ", ">"),
            entry("ञ", "¥"),
            entry("ट", "V"),
            entry("ठ", "B"),
            entry("ड", "M"),
            entry("ढ", "<"),
            entry("ण", ".k"),
            entry("त", "r"),
            entry("थ", "Fk"),
            entry("द", "n"),
            entry("ध", "/k"),
            entry("न", "u"),
            entry("प", "i"),
            entry("फ", "Q"),
            entry("ब", "c"),
            entry("भ", "Hk"),
            entry("म", "e"),
            entry("य", ";"),
            entry("र", "j"),
            entry("ल", "y"),
            entry("व", "o"),
            entry("श", "'k"),
            entry("ष", "\"k"),
            entry("स", "l"),
            entry("ह", "g"),
            entry("क्ष", "{k"),
            entry("त्र", "="),
            entry("ज्ञ", "K"),
            entry("श्र", "J"),
            entry("क्र", "Ø"),
            entry("द्ध", ")"),
            entry("द्य", "|"),
            entry("त्त", "Ùk"),
            entry("ट्ट", "ê"));
    private static final Map<String, String> HALF = Map.ofEntries(
            entry("क", "D"),
            entry("ख", "["),
            entry("ग", "X"),
            entry("घ", "?"),
            entry("च", "P"),
            entry("ज", "T"),
            entry("ण", "."),
            entry("त", "R"),
            entry("थ", "F"),
            entry("ध", "/"),
            entry("न", "U"),
            entry("प", "I"),
            entry("ब", "C"),
            entry("भ", "H"),
            entry("म", "E"),
            entry("य", "¸"),
            entry("ल", "Y"),
            entry("व", "O"),
            entry("श", "'"),
            entry("ष", "\""),
            entry("स", "L"),
            entry("क्ष", "{"),
            entry("त्त", "Ù"));
    private static final Map<String, String> SIGNS = Map.ofEntries(
            entry("ा", "k"),
            entry("ी", "h"),
            entry("ु", "q"),
            entry("ू", "w"),
            entry("ृ", "`"),
            entry("े", "s"),
            entry("ै", "S"),
            entry("ो", "ks"),
            entry("ौ", "kS"),
            entry("ॉ", "kW"),
            entry("ं", "a"),
            entry("ँ", "¡"),
            entry("ः", "%"),
            entry("अ", "v"),
            entry("आ", "vk"),
            entry("इ", "b"),
            entry("ई", "bZ"),
            entry("उ", "m"),
            entry("ऊ", "Å"),
            entry("ऋ", "_"),
            entry("ए", ","),
            entry("ऐ", ",s"),
            entry("ओ", "vks"),
            entry("औ", "vkS"),
            entry("ऑ", "vkW"));
    private static final Pattern CLUSTER = Pattern.compile("((?:[क-ह]़?्)*[क-ह]़?)([ािीुूृेैोौॉ]?)([ंँः]?)");

    private KrutiDev() {}

    static String of(String devanagari) {
        var typed = new StringBuilder();
        Matcher cluster = CLUSTER.matcher(devanagari);
        int at = 0;
        while (at < devanagari.length()) {
            if (cluster.region(at, devanagari.length()).lookingAt()) {
                type(cluster.group(1), cluster.group(2), cluster.group(3), typed);
                at = cluster.end();
            } else {
                var sign = String.valueOf(devanagari.charAt(at++));
                typed.append(SIGNS.getOrDefault(sign, sign));
            }
        }
        return typed.toString();
    }

    private static void type(String consonants, String vowel, String modifier, StringBuilder typed) {
        var parts = new ArrayList<>(List.of(consonants.split(VIRAMA)));
        boolean reph = parts.size() > 1 && parts.get(0).equals("र");
        if (reph) {
            parts.remove(0);
        }
        if (vowel.equals("ि")) {
            typed.append('f');
        }
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            var pair = last ? parts.get(i) : parts.get(i) + VIRAMA + parts.get(i + 1);
            if (!last && (i + 2 == parts.size() ? FULL : HALF).containsKey(pair)) {
                typed.append(i + 2 == parts.size() ? FULL.get(pair) : HALF.get(pair));
                i++;
            } else if (last && i > 0 && parts.get(i).equals("र")) {
                typed.append('z');
            } else if (last || (parts.get(i + 1).equals("र") && i + 2 == parts.size())) {
                typed.append(full(parts.get(i)));
            } else {
                typed.append(half(parts.get(i)));
            }
        }
        if (!vowel.equals("ि")) {
            typed.append(SIGNS.getOrDefault(vowel, ""));
        }
        typed.append(reph ? "Z" : "").append(SIGNS.getOrDefault(modifier, ""));
    }

    private static String full(String consonant) {
        var plain = consonant.replace("़", "");
        return FULL.getOrDefault(plain, plain) + (plain.equals(consonant) ? "" : "+");
    }

    private static String half(String consonant) {
        return HALF.getOrDefault(consonant, full(consonant) + "~");
    }
}
