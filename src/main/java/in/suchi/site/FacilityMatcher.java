package in.suchi.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Recognises sites by the names people write. It would rather recognise nothing than the wrong site: kind and place
 * must both fit, a misspelling is forgiven only in long places of the same kind, and a bare district name is no
 * facility.
 */
final class FacilityMatcher {

    /** Folded places this long may have one wrong letter, the longer ones two. */
    private static final int ONE_WRONG_LETTER = 8;

    private static final int TWO_WRONG_LETTERS = 12;
    private static final int SHORTEST_SKELETON = 4;
    private static final Pattern CODE_PARTS = Pattern.compile("[\\s,;()\\[\\]]+");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");

    private static final int SAME_KIND_SAME_PLACE = 100;
    private static final int SAME_KIND_SAME_SOUND = 90;
    private static final int SAME_KIND_NEAR_PLACE = 80;
    private static final int OTHER_KIND_SAME_PLACE = 50;

    private record KnownSite(Site site, List<FacilityName> names) {}

    private final SiteTable sites;
    private final DistrictTable districts;
    private final Map<Integer, List<KnownSite>> byDistrict = new HashMap<>();

    FacilityMatcher(SiteTable sites, DistrictTable districts) {
        this.sites = sites;
        this.districts = districts;
        for (Site site : sites.all()) {
            Set<String> suffixes = districts.facilitySuffixes(site.districtLgd());
            byDistrict
                    .computeIfAbsent(site.districtLgd(), lgd -> new ArrayList<>())
                    .add(new KnownSite(site, FacilityName.of(site, suffixes)));
        }
    }

    /** The site whose code stands in the text. */
    Optional<Site> byCode(String facility) {
        return CODE_PARTS
                .splitAsStream(facility)
                .map(sites::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The sites of the districts that the name fits best and equally well, active or not; empty where none fits. */
    List<Site> byName(String facility, Collection<Integer> lgds) {
        int best = 0;
        List<Site> fitting = new ArrayList<>();
        for (int lgd : lgds) {
            Set<String> suffixes = districts.facilitySuffixes(lgd);
            FacilityName asked = FacilityName.of(facility, suffixes);
            for (KnownSite known : byDistrict.getOrDefault(lgd, List.of())) {
                int fit = known.names().stream()
                        .mapToInt(name -> fit(asked, name))
                        .max()
                        .orElse(0);
                if (fit > best) {
                    best = fit;
                    fitting.clear();
                }
                if (fit > 0 && fit == best) {
                    fitting.add(known.site());
                }
            }
        }
        return fitting.stream().distinct().collect(Collectors.toUnmodifiableList());
    }

    private static int fit(FacilityName asked, FacilityName known) {
        if (asked.kind() == known.kind()) {
            return fitOfPlaces(asked, known);
        }
        // dropping a trailing district leaves nothing to go by here, so the place must be written out
        boolean samePlace = asked.kind().mayMean(known.kind())
                && asked.places().size() == 1
                && asked.places().stream()
                        .anyMatch(place -> !place.isEmpty() && known.places().contains(place));
        return samePlace ? OTHER_KIND_SAME_PLACE : 0;
    }

    private static int fitOfPlaces(FacilityName asked, FacilityName known) {
        int best = 0;
        for (String place : asked.places()) {
            for (String other : known.places()) {
                best = Math.max(best, fitOfPlace(place, other, asked.kind(), asked.devanagari() != known.devanagari()));
            }
        }
        return best;
    }

    private static int fitOfPlace(String place, String other, FacilityKind kind, boolean acrossScripts) {
        if (place.isEmpty() || other.isEmpty()) {
            return place.equals(other) && kind.namedByDistrictAlone() ? SAME_KIND_SAME_PLACE : 0;
        }
        if (place.equals(other)) {
            return SAME_KIND_SAME_PLACE;
        }
        if (acrossScripts) {
            String skeleton = Spelling.skeleton(place);
            return skeleton.length() >= SHORTEST_SKELETON && skeleton.equals(Spelling.skeleton(other))
                    ? SAME_KIND_SAME_SOUND
                    : 0;
        }
        return SAME_KIND_NEAR_PLACE - wrongLetters(place, other);
    }

    /** Number of wrong letters if they are few enough, else a number so high that nothing fits. */
    private static int wrongLetters(String place, String other) {
        int shorter = Math.min(place.length(), other.length());
        int allowed = shorter >= TWO_WRONG_LETTERS ? 2 : shorter >= ONE_WRONG_LETTER ? 1 : 0;
        boolean comparable = allowed > 0
                && place.charAt(0) == other.charAt(0)
                && NOT_DIGITS
                        .matcher(place)
                        .replaceAll("")
                        .equals(NOT_DIGITS.matcher(other).replaceAll(""));
        int distance = comparable ? new LevenshteinDistance(allowed).apply(place, other) : -1;
        return distance < 0 ? SAME_KIND_NEAR_PLACE : distance;
    }
}
