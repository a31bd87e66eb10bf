package in.suchi.sandbox;

import java.util.List;
import java.util.Set;

/** A small, partly true geography: three districts with sites, one without, one other state. */
final class TestPlaces {
    static final Set<String> DISTRICTS = Set.of("Patna", "Gaya", "Saran");

    static final List<GeneratorSite> SITES = List.of(
            site(
                    "BR212-003",
                    "Guru Gobind Singh Sadar Hospital Patna City",
                    "district_hospital",
                    "Patna",
                    "800008",
                    25.59,
                    85.23),
            site("BR212-010", "PHC Fatuha", "phc", "Patna", "803201", 25.51, 85.31),
            site("BR212-011", "Referral Hospital Paliganj", "chc", "Patna", "801110", 25.33, 84.81),
            site("BR196-001", "Sadar Hospital Pilgrim Gaya", "district_hospital", "Gaya", "823001", 24.79, 85.00),
            site("BR196-012", "PHC Dobhi", "phc", "Gaya", "824220", 24.53, 84.91),
            site("BR218-001", "Sadar Hospital Chapra", "district_hospital", "Saran", "841301", 25.78, 84.73),
            site("BR218-004", "PHC Garkha", "phc", "Saran", "841311", 25.83, 84.83),
            site(
                    "BR218-009",
                    "Sub-Divisional Hospital Sonpur",
                    "sub_divisional_hospital",
                    "Saran",
                    "841101",
                    25.69,
                    85.17));

    private TestPlaces() {}

    static GeneratorPlaces threeDistricts() {
        return new GeneratorPlaces(
                "Bihar",
                SITES,
                List.of(
                        pin("800008", "Bihar", "Patna", 25.59, 85.23),
                        pin("803201", "Bihar", "Patna", 25.51, 85.31),
                        pin("801110", "Bihar", "Patna", 25.33, 84.81),
                        pin("800020", "Bihar", "Patna", 25.59, 85.15),
                        pin("823001", "Bihar", "Gaya", 24.79, 85.00),
                        pin("824220", "Bihar", "Gaya", 24.53, 84.91),
                        pin("824234", "Bihar", "Gaya", 24.70, 84.97),
                        pin("841301", "Bihar", "Saran", 25.78, 84.73),
                        pin("841311", "Bihar", "Saran", 25.83, 84.83),
                        pin("841101", "Bihar", "Saran", 25.69, 85.17),
                        pin("841225", "Bihar", "Saran", 25.80, 84.90),
                        pin("851204", "Bihar", "Khagaria", 25.50, 86.48),
                        pin("700080", "West Bengal", "Kolkata", 22.6, 88.4),
                        pin("110051", "Delhi", "East Delhi", 28.6, 77.3)),
                List.of(new GeneratorDistrict("Gaya", List.of("Gaya Ji")), new GeneratorDistrict("Patna", List.of())));
    }

    private static GeneratorSite site(
            String code, String name, String type, String district, String pincode, double latitude, double longitude) {
        return new GeneratorSite(code, name, "", type, district, code.substring(2, 5), pincode, latitude, longitude);
    }

    private static GeneratorPincode pin(
            String pincode, String state, String district, double latitude, double longitude) {
        return new GeneratorPincode(pincode, state, Set.of(district), latitude, longitude);
    }
}
