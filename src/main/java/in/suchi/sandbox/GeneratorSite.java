package in.suchi.sandbox;

/**
 * A site as the people generator needs it.
 *
 * @param type medical_college, district_hospital, sub_divisional_hospital, chc, phc, uphc or private_hospital
 * @param district the district's English name
 * @param latitude in degrees, NaN where unknown
 * @param longitude in degrees, NaN where unknown
 */
public record GeneratorSite(
        String code,
        String name,
        String nameHi,
        String type,
        String district,
        String districtLgd,
        String pincode,
        double latitude,
        double longitude) {}
