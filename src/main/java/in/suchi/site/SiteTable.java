package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import in.suchi.person.Pincode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The sites of {@code sites.csv}. Inactive ones are known by name, but nobody is placed there. */
public final class SiteTable {

    private static final List<String> REQUIRED = List.of(
            "site_code",
            "name",
            "name_hi",
            "short_name",
            "short_name_hi",
            "type",
            "district",
            "district_lgd",
            "pincode",
            "latitude",
            "longitude");
    private static final List<String> OPTIONAL =
            List.of("address", "address_hi", "phone", "email", "serves", "active", "note");

    private final Map<String, Site> byCode = new LinkedHashMap<>();
    private final Map<Pincode, List<Site>> activeAt = new HashMap<>();
    private final List<Site> active = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private SiteTable() {}

    static SiteTable load(
            Path file, DistrictTable districts, PincodeTable pincodes, Consumer<ConfigurationProblem> problems) {
        SiteTable table = new SiteTable();
        CsvTable.read(file, REQUIRED, OPTIONAL, row -> table.add(site(row, districts, pincodes), row), problems);
        table.activeAt.values().forEach(sites -> sites.sort(Site.PREFERENCE));
        return table;
    }

    private void add(Site site, CsvTable.Row row) {
        if (byCode.putIfAbsent(key(site.code()), site) != null) {
            throw row.problem("site_code", "stands twice; keep one of the rows");
        }
        lines.put(site.code(), row.line());
        if (site.active()) {
            active.add(site);
            Set<Pincode> pincodes = new HashSet<>(site.serves());
            pincodes.add(site.pincode());
            pincodes.forEach(pincode ->
                    activeAt.computeIfAbsent(pincode, p -> new ArrayList<>()).add(site));
        }
    }

    private static Site site(CsvTable.Row row, DistrictTable districts, PincodeTable pincodes) {
        District district = district(row, districts);
        Pincode pincode = pincode(row, "pincode", row.mandatory("pincode"));
        String state = pincodes.find(pincode)
                .map(PincodePlace::state)
                .orElseThrow(() -> row.problem("pincode", "not in pincodes.csv; correct it or add its row there"));
        return new Site(
                row.mandatory("site_code"),
                row.mandatory("name"),
                row.mandatory("name_hi"),
                shortName(row, "short_name"),
                shortName(row, "short_name_hi"),
                type(row),
                district.nameEn(),
                district.lgd(),
                state,
                pincode,
                PincodeTable.pointOf(row),
                row.text("address"),
                row.text("address_hi"),
                row.text("phone"),
                row.text("email"),
                serves(row),
                isActive(row),
                row.text("note"));
    }

    private static District district(CsvTable.Row row, DistrictTable districts) {
        int lgd = row.number("district_lgd");
        District district = districts
                .byLgd(lgd)
                .orElseThrow(() -> row.problem("district_lgd", "not in districts.csv; correct it or add it there"));
        String named = row.mandatory("district");
        if (districts
                .find(named)
                .map(District::lgd)
                .filter(found -> found == lgd)
                .isEmpty()) {
            throw row.problem("district", "district_lgd " + lgd + " is " + district.nameEn() + "; make the two agree");
        }
        return district;
    }

    private static Pincode pincode(CsvTable.Row row, String column, String text) {
        return Pincode.of(text).orElseThrow(() -> row.problem(column, "write six digits, the first 1 to 9"));
    }

    private static Set<Pincode> serves(CsvTable.Row row) {
        Set<Pincode> serves = new HashSet<>();
        for (String text : row.text("serves").split("[|;, ]+")) {
            if (!text.isEmpty()) {
                serves.add(pincode(row, "serves", text));
            }
        }
        return serves;
    }

    private static String shortName(CsvTable.Row row, String column) {
        String name = row.mandatory(column);
        int length = name.codePointCount(0, name.length());
        if (length > Site.SHORT_NAME_LENGTH) {
            throw row.problem(
                    column,
                    length + " characters; shorten it to " + Site.SHORT_NAME_LENGTH
                            + ", what one variable of an SMS template holds");
        }
        return name;
    }

    private static SiteType type(CsvTable.Row row) {
        String wire = row.mandatory("type");
        return SiteType.of(wire)
                .orElseThrow(() -> row.problem(
                        "type",
                        "write one of "
                                + String.join(
                                        ", ",
                                        List.of(SiteType.values()).stream()
                                                .map(SiteType::wire)
                                                .toList())));
    }

    private static boolean isActive(CsvTable.Row row) {
        return switch (row.text("active").toLowerCase(Locale.ROOT)) {
            case "", "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw row.problem("active", "write yes or no");
        };
    }

    private static String key(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** The site of that code, active or not; letter case does not matter. */
    public Optional<Site> find(String code) {
        return Optional.ofNullable(byCode.get(key(code)));
    }

    /** The line of the site's row in the file. */
    int line(Site site) {
        return lines.get(site.code());
    }

    /** All sites, in the order of the file. */
    public Collection<Site> all() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    public List<Site> active() {
        return Collections.unmodifiableList(active);
    }

    /** Active sites at the pincode or declared to serve it, the preferred one first. */
    List<Site> activeAt(Pincode pincode) {
        return activeAt.getOrDefault(pincode, List.of());
    }

    /** Active sites that pass the filter and lie within the distance in kilometres, the nearest first. */
    List<NearSite> near(GeoPoint point, double maxKm, Predicate<Site> filter) {
        return active.stream()
                .filter(filter)
                .map(site -> new NearSite(site, point.distanceKm(site.point())))
                .filter(near -> near.distanceKm() <= maxKm)
                .sorted(Comparator.comparingDouble(NearSite::distanceKm).thenComparing(NearSite::site, Site.PREFERENCE))
                .toList();
    }

    /**
     * Where a full session spills to: the other active sites of the same state within the distance, nearest first.
     *
     * @param maxKm greatest distance in kilometres
     */
    public List<NearSite> nextNearest(Site site, double maxKm) {
        return near(
                site.point(),
                maxKm,
                other -> other.state().equals(site.state()) && !other.code().equals(site.code()));
    }
}
