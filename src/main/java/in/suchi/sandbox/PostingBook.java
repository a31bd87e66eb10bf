package in.suchi.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The postings of one district whose placement is certain by construction: facilities that name a site beyond mistake,
 * pincodes with a site of the district, and pincodes without any site but well within reach of one.
 */
final class PostingBook {
    private static final double NEAR_KM = 30;
    private static final double MARGIN_KM = 2;
    private static final int DISTINCT = 4;
    private static final int PLACE_LETTERS = 4;
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(DISTINCT);
    private static final Map<String, Integer> STAFF = Map.of(
            "medical_college",
            8,
            "district_hospital",
            6,
            "sub_divisional_hospital",
            4,
            "chc",
            2,
            "private_hospital",
            2);
    private static final String[] SMALL = {
        "HSC ", "APHC ", "Anganwadi Centre ", "ICDS Project Office ", "Health & Wellness Centre "
    };

    /** A pincode that leads to a site, and to which one where that is certain. */
    private record Reach(String pincode, String siteCode) {}

    private final String district;
    private final GeneratorPlaces places;
    private final List<GeneratorSite> staffed = new ArrayList<>();
    private final List<Reach> at = new ArrayList<>();
    private final List<Reach> near = new ArrayList<>();
    private final Set<String> distinct = new HashSet<>();
    private final Map<String, List<String>> safeVillages = new HashMap<>();

    PostingBook(String district, GeneratorPlaces places) {
        this.district = district;
        this.places = places;
        var sites = places.sitesOf(district);
        for (var site : sites) {
            if (sites.stream().filter(s -> s.name().equals(site.name())).count() == 1) {
                for (int i = 0; i < STAFF.getOrDefault(site.type(), 1); i++) {
                    staffed.add(site);
                }
            }
            if (sites.stream()
                    .allMatch(s -> s.code().equals(site.code()) || !alike(places.placeOf(s), places.placeOf(site)))) {
                distinct.add(site.code());
            }
        }
        for (var pincode : places.pincodesOf(district)) {
            var here = places.sitesAt(pincode.pincode());
            if (here.isEmpty()) {
                reachable(pincode, sites);
            } else if (here.stream().anyMatch(s -> s.district().equals(district))) {
                at.add(new Reach(
                        pincode.pincode(), here.size() == 1 ? here.get(0).code() : ""));
            }
        }
        if (staffed.isEmpty() || at.isEmpty()) {
            throw new IllegalArgumentException("no certain posting in district " + district
                    + ": it needs a site with a name of its own whose pincode is in pincodes.csv for this district");
        }
    }

    String district() {
        return district;
    }

    /** How many people work here, in comparison with other districts. */
    int weight() {
        return staffed.size();
    }

    Posting draw(Random random) {
        double kind = random.nextDouble();
        if (kind < 0.60) {
            return named(random);
        }
        return kind < 0.75 || near.isEmpty() ? unnamed(at, random) : unnamed(near, random);
    }

    Posting named(Random random) {
        var site = staffed.get(random.nextInt(staffed.size()));
        var facility = FacilityText.of(site, distinct.contains(site.code()), random);
        return new Posting(district, site.pincode(), facility, places.placeOf(site), site.code(), true);
    }

    /** A posting that is placed by its pincode. */
    Posting unnamed(Random random) {
        return unnamed(random.nextDouble() < 0.4 || near.isEmpty() ? at : near, random);
    }

    private Posting unnamed(List<Reach> reaches, Random random) {
        var reach = reaches.get(random.nextInt(reaches.size()));
        var villages = safeVillages.computeIfAbsent(reach.pincode(), this::safeVillages);
        if (villages.isEmpty()) {
            var facility = "Anganwadi Centre No " + (1 + random.nextInt(90));
            return new Posting(district, reach.pincode(), facility, "", reach.siteCode(), false);
        }
        var village = villages.get(random.nextInt(villages.size()));
        var facility =
                random.nextInt(10) == 0 ? village + " Nursing Home" : SMALL[random.nextInt(SMALL.length)] + village;
        return new Posting(district, reach.pincode(), facility, village, reach.siteCode(), false);
    }

    private void reachable(GeneratorPincode pincode, List<GeneratorSite> sites) {
        var byDistance = sites.stream()
                .map(s -> Map.entry(GeneratorPlaces.kilometres(pincode, s), s.code()))
                .filter(e -> !e.getKey().isNaN())
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .toList();
        if (byDistance.isEmpty() || byDistance.get(0).getKey() > NEAR_KM) {
            return;
        }
        boolean certain = byDistance.size() == 1
                || byDistance.get(1).getKey() - byDistance.get(0).getKey() >= MARGIN_KM;
        near.add(new Reach(pincode.pincode(), certain ? byDistance.get(0).getValue() : ""));
    }

    /** Villages of the pincode that no site elsewhere in the district might be meant by. */
    private List<String> safeVillages(String pincode) {
        return places.villagesAt(pincode).stream()
                .filter(v -> places.sitesOf(district).stream()
                        .noneMatch(s -> !s.pincode().equals(pincode) && alike(places.placeOf(s), v)))
                .toList();
    }

    /** Whether one place might be taken for the other by somebody who tolerates spelling. */
    static boolean alike(String one, String other) {
        var left = letters(one);
        var right = letters(other);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        if (DISTANCE.apply(left, right) >= 0) {
            return true;
        }
        for (var word : one.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            if (word.length() >= PLACE_LETTERS && right.contains(word)) {
                return true;
            }
        }
        for (var word : other.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            if (word.length() >= PLACE_LETTERS && left.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
