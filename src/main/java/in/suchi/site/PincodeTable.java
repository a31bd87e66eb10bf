package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import in.suchi.person.Pincode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The pincodes of {@code pincodes.csv}: all of India, since a pincode of another state must be told from a wrong one. */
public final class PincodeTable {

    private static final List<String> REQUIRED = List.of("pincode", "district", "state", "latitude", "longitude");
    private static final List<String> OPTIONAL = List.of("district_lgd", "other_districts", "point_source", "places");

    private final Map<Pincode, PincodePlace> places = new HashMap<>();
    /** Names of districts that are not in the district table, other states', and the same folded. */
    private final Set<String> foreignNames = new HashSet<>();

    private final Set<String> foreignDistricts = new HashSet<>();

    private PincodeTable() {}

    static PincodeTable load(Path file, DistrictTable districts, Consumer<ConfigurationProblem> problems) {
        PincodeTable table = new PincodeTable();
        CsvTable.read(file, REQUIRED, OPTIONAL, row -> table.add(row, districts), problems);
        if (table.places.isEmpty()) {
            throw new ConfigurationProblem(file, "every row", null, "add a row for each pincode");
        }
        return table;
    }

    private void add(CsvTable.Row row, DistrictTable districts) {
        Pincode pincode = Pincode.of(row.mandatory("pincode"))
                .orElseThrow(() -> row.problem("pincode", "write six digits, the first 1 to 9"));
        String district = row.mandatory("district");
        List<String> others = DistrictTable.list(row.text("other_districts"));
        PincodePlace place = new PincodePlace(
                pincode, district, others, lgds(row, others, districts), row.mandatory("state"), point(row));
        if (places.putIfAbsent(pincode, place) != null) {
            throw row.problem(
                    "pincode", "stands twice; keep one row and name further districts in other_districts, parted by |");
        }
        if (place.lgds().isEmpty() && foreignNames.add(district)) {
            foreignDistricts.add(Spelling.fold(district));
        }
    }

    private static Set<Integer> lgds(CsvTable.Row row, List<String> others, DistrictTable districts) {
        if (row.text("district_lgd").isEmpty()) {
            return Set.of();
        }
        int own = row.number("district_lgd");
        if (districts.byLgd(own).isEmpty()) {
            throw row.problem("district_lgd", "not in districts.csv; add it there or leave this empty");
        }
        Set<Integer> lgds = new HashSet<>(Set.of(own));
        others.forEach(other -> districts.find(other).ifPresent(found -> lgds.add(found.lgd())));
        return lgds;
    }

    private static Optional<GeoPoint> point(CsvTable.Row row) {
        if (row.text("latitude").isEmpty() && row.text("longitude").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pointOf(row));
    }

    static GeoPoint pointOf(CsvTable.Row row) {
        double latitude = row.decimal("latitude");
        double longitude = row.decimal("longitude");
        if (!inIndia(latitude, longitude)) {
            throw row.problem(
                    "latitude",
                    "with longitude " + longitude
                            + " not in India; write degrees north (6 to 38) and east (68 to 98), they may be swapped");
        }
        return new GeoPoint(latitude, longitude);
    }

    /** Whether degrees north and east lie in the rectangle around India. */
    static boolean inIndia(double latitude, double longitude) {
        return latitude >= 6 && latitude <= 38 && longitude >= 68 && longitude <= 98;
    }

    public Optional<PincodePlace> find(Pincode pincode) {
        return Optional.ofNullable(places.get(pincode));
    }

    Map<Pincode, PincodePlace> all() {
        return Collections.unmodifiableMap(places);
    }

    public int size() {
        return places.size();
    }

    /** Whether the text names a district of the table that the hub does not serve. */
    boolean namesForeignDistrict(String text) {
        return foreignDistricts.contains(Spelling.fold(text));
    }
}
