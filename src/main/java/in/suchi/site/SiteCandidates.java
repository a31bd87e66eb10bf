package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an officer is offered for somebody held: sites the facility's name may mean, near ones, the district's. */
final class SiteCandidates {

    private static final int MOST = 5;
    private static final int NEAR_EACH = 2;

    private final ReferenceTables tables;
    private final PlaceLookup lookup;

    SiteCandidates(ReferenceTables tables, PlaceLookup lookup) {
        this.tables = tables;
        this.lookup = lookup;
    }

    List<SiteCandidate> forQuestion(PlacementQuestion question) {
        Posting posting = Posting.of(question, lookup);
        Map<String, SiteCandidate> found = new LinkedHashMap<>();
        lookup.facility(question.facility(), posting.facilityDistricts()).stream()
                .filter(Site::active)
                .forEach(site -> add(found, site, OptionalDouble.empty(), "the posting facility may mean it"));
        addNear(found, question.postingPincode(), "posting pincode");
        addNear(found, question.homePincode(), "home pincode");
        List<Site> inDistrict = new ArrayList<>(tables.sites().active().stream()
                .filter(site -> posting.district()
                        .map(District::lgd)
                        .filter(lgd -> lgd == site.districtLgd())
                        .isPresent())
                .toList());
        Collections.sort(inDistrict, Site.PREFERENCE);
        inDistrict.forEach(site -> add(found, site, OptionalDouble.empty(), "in the posting district"));
        return found.values().stream().limit(MOST).toList();
    }

    private void addNear(Map<String, SiteCandidate> found, Pincode pincode, String word) {
        Optional<GeoPoint> point =
                Optional.ofNullable(pincode).flatMap(tables.pincodes()::find).flatMap(PincodePlace::point);
        point.ifPresent(from -> tables.sites().near(from, lookup.maxKm(), site -> true).stream()
                .limit(NEAR_EACH)
                .forEach(near -> add(
                        found, near.site(), OptionalDouble.of(near.distanceKm()), "near the " + word + " " + pincode)));
    }

    private static void add(Map<String, SiteCandidate> found, Site site, OptionalDouble distanceKm, String why) {
        found.putIfAbsent(site.code(), new SiteCandidate(site, distanceKm, why));
    }
}
