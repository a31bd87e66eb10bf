package in.suchi.sandbox;

import java.util.Set;

/**
 * A pincode as the people generator needs it.
 *
 * @param districts the English names of all districts it lies in
 * @param latitude in degrees, NaN where unknown
 * @param longitude in degrees, NaN where unknown
 */
public record GeneratorPincode(String pincode, String state, Set<String> districts, double latitude, double longitude) {
    public GeneratorPincode {
        districts = Set.copyOf(districts);
    }
}
