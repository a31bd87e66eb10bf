package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The costly look-ups behind a placement, each remembered: an extract of half a million people asks for a few thousand
 * different facilities and pincodes. Safe for many threads.
 */
final class PlaceLookup {

    /** Beyond this a memory is emptied, so that hostile extracts cannot fill the heap. */
    private static final int REMEMBERED = 200_000;

    private record FacilityKey(String facility, Collection<Integer> lgds) {}

    private record NearKey(Pincode pincode, Set<Integer> lgds) {}

    private final ReferenceTables tables;
    private final FacilityMatcher matcher;
    private final double maxKm;
    private final Map<FacilityKey, List<Site>> facilities = new ConcurrentHashMap<>();
    private final Map<NearKey, Optional<NearSite>> nearest = new ConcurrentHashMap<>();
    private final Map<String, Optional<District>> districts = new ConcurrentHashMap<>();
    private final Map<String, String> folds = new ConcurrentHashMap<>();

    PlaceLookup(ReferenceTables tables, double maxKm) {
        this.tables = tables;
        this.matcher = new FacilityMatcher(tables.sites(), tables.districts());
        this.maxKm = maxKm;
    }

    private static <K, V> V remembered(Map<K, V> memory, K key, Function<K, V> find) {
        if (memory.size() > REMEMBERED) {
            memory.clear();
        }
        return memory.computeIfAbsent(key, find);
    }

    ReferenceTables tables() {
        return tables;
    }

    double maxKm() {
        return maxKm;
    }

    /** Sites the facility means: the one whose code it holds, else those its name fits best within the districts. */
    List<Site> facility(String facility, Collection<Integer> lgds) {
        return remembered(facilities, new FacilityKey(facility, lgds), key -> matcher.byCode(facility)
                .map(List::of)
                .orElseGet(() -> matcher.byName(facility, lgds)));
    }

    /** The nearest active site within the distance in the districts; none there: in any district of the state. */
    Optional<NearSite> nearest(PincodePlace place, Set<Integer> lgds) {
        return remembered(nearest, new NearKey(place.pincode(), lgds), key -> {
            GeoPoint point = place.point().orElseThrow();
            return tables.sites().near(point, maxKm, site -> lgds.contains(site.districtLgd())).stream()
                    .findFirst()
                    .or(() -> tables
                            .sites()
                            .near(point, maxKm, site -> site.state().equals(place.state()))
                            .stream()
                            .findFirst());
        });
    }

    Optional<District> district(String text) {
        return remembered(districts, text, tables.districts()::find);
    }

    /** The district's slug, or the folded text where it is none of ours. */
    String districtKey(String text) {
        return district(text).map(District::slug).orElseGet(() -> fold(text));
    }

    String fold(String text) {
        return remembered(folds, text, Spelling::fold);
    }

    CauseKey causeKey(PlacementQuestion question) {
        return new CauseKey(
                fold(question.facility()),
                districtKey(question.district()),
                question.postingPincode() == null
                        ? ""
                        : question.postingPincode().digits());
    }
}
