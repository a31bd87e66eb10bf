package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the table knows of one pincode.
 *
 * @param district the district most of it lies in
 * @param otherDistricts further districts it reaches into; all count when a district is compared
 * @param lgds LGD codes of all its districts that are in the district table; empty for other states
 * @param point where it lies; absent for some pincodes
 */
public record PincodePlace(
        Pincode pincode,
        String district,
        List<String> otherDistricts,
        Set<Integer> lgds,
        String state,
        Optional<GeoPoint> point) {

    public PincodePlace {
        otherDistricts = List.copyOf(otherDistricts);
        lgds = Set.copyOf(lgds);
    }
}
