package in.suchi.site;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A facility's name taken apart: its kind and the possible forms of its place, folded.
 *
 * @param places with and without the district's name at the end; may hold an empty text ("Sadar Hospital")
 */
record FacilityName(FacilityKind kind, Set<String> places, boolean devanagari) {

    private static final Pattern BRACKETS = Pattern.compile("\\(([^)]*)\\)");
    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int LONGEST_SUFFIX = 3;

    /** Takes a name apart. What stands in brackets is left out: it repeats or explains. */
    static FacilityName of(String text, Set<String> districtNames) {
        String plain = Spelling.plain(BRACKETS.matcher(text).replaceAll(" "));
        for (FacilityKind kind : FacilityKind.values()) {
            Matcher words = kind.in(plain);
            if (words.find()) {
                String rest = plain.substring(0, words.start()) + " " + plain.substring(words.end());
                return new FacilityName(kind, places(rest, districtNames), Spelling.isDevanagari(plain));
            }
        }
        return new FacilityName(FacilityKind.UNNAMED, places(plain, districtNames), Spelling.isDevanagari(plain));
    }

    /** The names a site goes by: in full, short, in both scripts, and what stands in brackets (PMCH). */
    static List<FacilityName> of(Site site, Set<String> districtNames) {
        Set<FacilityName> names = new LinkedHashSet<>();
        for (String text : List.of(site.name(), site.nameHi(), site.shortName(), site.shortNameHi())) {
            names.add(of(text, districtNames));
            Matcher brackets = BRACKETS.matcher(text);
            while (brackets.find()) {
                names.add(of(brackets.group(1), districtNames));
            }
        }
        return List.copyOf(names);
    }

    private static Set<String> places(String text, Set<String> districtNames) {
        List<String> parts = new ArrayList<>(
                PARTS.splitAsStream(text).filter(part -> !part.isEmpty()).toList());
        Set<String> places = new LinkedHashSet<>();
        places.add(Spelling.fold(String.join("", parts)));
        while (dropDistrict(parts, districtNames)) {
            places.add(Spelling.fold(String.join("", parts)));
        }
        return places;
    }

    private static boolean dropDistrict(List<String> parts, Set<String> districtNames) {
        for (int count = Math.min(LONGEST_SUFFIX, parts.size()); count > 0; count--) {
            List<String> end = parts.subList(parts.size() - count, parts.size());
            if (districtNames.contains(Spelling.fold(String.join("", end)))) {
                end.clear();
                return true;
            }
        }
        return false;
    }
}
