package in.suchi.site;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What a registration's posting is worth: its district, its pincode's place, and whether the two go together.
 *
 * @param district the named district, if it is one of ours
 * @param place the posting pincode's place, if the pincode is known
 * @param problem why there is no usable pincode, as a sentence; empty where there is one
 * @param lgds districts to look for a near site in first
 * @param facilityDistricts districts within which the facility's name counts
 */
record Posting(
        Standing standing,
        Optional<District> district,
        Optional<PincodePlace> place,
        String problem,
        Set<Integer> lgds,
        Collection<Integer> facilityDistricts) {

    enum Standing {
        /** Known, and in the named district, or none is named. */
        USABLE,
        /** Known, but outside the named district. */
        DISAGREES,
        /** Known, but the named district is in no table. */
        DISTRICT_UNKNOWN,
        /** Missing, malformed or unknown: counts as missing. */
        NO_PINCODE
    }

    static Posting of(PlacementQuestion question, PlaceLookup lookup) {
        Optional<District> district = lookup.district(question.district());
        Optional<PincodePlace> place = Optional.ofNullable(question.postingPincode())
                .flatMap(lookup.tables().pincodes()::find);
        Set<Integer> ofPincode = place.map(PincodePlace::lgds).orElse(Set.of());
        Set<Integer> lgds = district.map(found -> Set.of(found.lgd())).orElse(ofPincode);
        Collection<Integer> facilityDistricts = !lgds.isEmpty()
                        || !question.district().isEmpty()
                ? lgds
                : lookup.tables().districts().all().stream().map(District::lgd).toList();
        return new Posting(
                standing(question, district, place, lookup.tables().pincodes()),
                district,
                place,
                problem(question),
                lgds,
                facilityDistricts);
    }

    private static Standing standing(
            PlacementQuestion question,
            Optional<District> district,
            Optional<PincodePlace> place,
            PincodeTable pincodes) {
        if (place.isEmpty()) {
            return Standing.NO_PINCODE;
        }
        if (question.district().isEmpty()) {
            return Standing.USABLE;
        }
        if (district.isPresent()) {
            // by code, not by name: Aurangabad in Bihar is not Aurangabad in Maharashtra
            return place.get().lgds().contains(district.get().lgd()) ? Standing.USABLE : Standing.DISAGREES;
        }
        if (DistrictTable.sameName(question.district(), place.get().district())
                || place.get().otherDistricts().stream()
                        .anyMatch(other -> DistrictTable.sameName(question.district(), other))) {
            return Standing.USABLE;
        }
        return pincodes.namesForeignDistrict(question.district()) ? Standing.DISAGREES : Standing.DISTRICT_UNKNOWN;
    }

    private static String problem(PlacementQuestion question) {
        if (question.postingPincode() != null) {
            return "Posting pincode " + question.postingPincode() + " is not in the table and counts as missing.";
        }
        if (question.postingPincodeAmbiguous()) {
            return "The posting pincode's field holds two pincodes; neither is taken.";
        }
        return switch (question.postingPincodeProblem()) {
            case "", "missing" -> "No posting pincode is given.";
            default ->
                "The posting pincode is not usable (" + question.postingPincodeProblem() + ") and counts as missing.";
        };
    }

    /** The pincode's district and state in words. */
    String whereabouts() {
        return place.map(Posting::whereabouts).orElse("no known place");
    }

    static String whereabouts(PincodePlace place) {
        String others = place.otherDistricts().isEmpty() ? "" : "/" + String.join("/", place.otherDistricts());
        return place.district() + others + " (" + place.state() + ")";
    }
}
