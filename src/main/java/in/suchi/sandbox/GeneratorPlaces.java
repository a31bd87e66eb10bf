package in.suchi.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The geography people are generated in: active sites, the directory of pincodes (of all India, so that a pincode can
 * be wrong), districts with what else they are called, and the names of villages and post offices.
 */
public final class GeneratorPlaces {
    private static final double EARTH_KM = 6371;

    private final List<GeneratorSite> sites;
    private final Map<String, GeneratorPincode> directory;
    private final Map<String, GeneratorDistrict> districts;
    private final Map<String, List<GeneratorSite>> sitesByDistrict = new TreeMap<>();
    private final Map<String, List<GeneratorSite>> sitesByPincode = new HashMap<>();
    private final Map<String, List<GeneratorPincode>> pincodesByDistrict = new TreeMap<>();
    private final List<GeneratorPincode> elsewhere = new ArrayList<>();
    private final Map<String, String> placeOfSite = new HashMap<>();
    private final Map<String, List<String>> villages = villages();

    /**
     * @param state only pincodes of this state are places people live or work in
     * @throws IllegalArgumentException when people of this state cannot be generated from these tables
     */
    public GeneratorPlaces(
            String state,
            List<GeneratorSite> sites,
            List<GeneratorPincode> pincodes,
            List<GeneratorDistrict> districts) {
        this.sites = List.copyOf(sites);
        this.directory = new LinkedHashMap<>();
        this.districts = new HashMap<>();
        districts.forEach(d -> this.districts.put(d.name(), d));
        for (var pincode : pincodes) {
            directory.put(pincode.pincode(), pincode);
            if (pincode.state().equals(state)) {
                pincode.districts().stream().sorted().forEach(d -> pincodesByDistrict
                        .computeIfAbsent(d, k -> new ArrayList<>())
                        .add(pincode));
            } else {
                elsewhere.add(pincode);
            }
        }
        for (var site : sites) {
            placeOfSite.put(site.code(), FacilityText.place(site));
            sitesByDistrict
                    .computeIfAbsent(site.district(), k -> new ArrayList<>())
                    .add(site);
            sitesByPincode
                    .computeIfAbsent(site.pincode(), k -> new ArrayList<>())
                    .add(site);
        }
        if (sites.isEmpty() || elsewhere.isEmpty() || pincodesByDistrict.size() < 2) {
            throw new IllegalArgumentException(
                    "generating people needs active sites, pincodes of at least two districts" + " of " + state
                            + " and pincodes of other states; check sites.csv and pincodes.csv");
        }
    }

    /**
     * Reads sites.csv (rows whose column active is not "no"), pincodes.csv and districts.csv of a configuration folder,
     * by its own reading and not by the hub's, so that it can contradict the hub.
     */
    public static GeneratorPlaces ofBihar(Path config) {
        var sites = rows(config.resolve("sites.csv")).stream()
                .filter(row -> !row.findField("active").orElse("yes").equalsIgnoreCase("no"))
                .map(row -> new GeneratorSite(
                        row.getField("site_code"),
                        row.getField("name"),
                        row.getField("name_hi"),
                        row.getField("type"),
                        row.getField("district"),
                        row.getField("district_lgd"),
                        row.getField("pincode"),
                        degrees(row.getField("latitude")),
                        degrees(row.getField("longitude"))))
                .toList();
        var pincodes = rows(config.resolve("pincodes.csv")).stream()
                .map(row -> {
                    var all =
                            new HashSet<>(split(row.findField("other_districts").orElse("")));
                    all.add(row.getField("district"));
                    return new GeneratorPincode(
                            row.getField("pincode"),
                            row.getField("state"),
                            all,
                            degrees(row.getField("latitude")),
                            degrees(row.getField("longitude")));
                })
                .toList();
        var districts = rows(config.resolve("districts.csv")).stream()
                .map(row -> new GeneratorDistrict(
                        row.getField("name_en"), split(row.findField("aliases").orElse(""))))
                .toList();
        return new GeneratorPlaces("Bihar", sites, pincodes, districts);
    }

    /** The districts that have an active site and pincodes, in order of name. */
    public List<String> districtsWithSites() {
        return sitesByDistrict.keySet().stream()
                .filter(pincodesByDistrict::containsKey)
                .toList();
    }

    List<String> allDistricts() {
        return List.copyOf(pincodesByDistrict.keySet());
    }

    List<GeneratorSite> sitesOf(String district) {
        return sitesByDistrict.getOrDefault(district, List.of());
    }

    List<GeneratorSite> sitesAt(String pincode) {
        return sitesByPincode.getOrDefault(pincode, List.of());
    }

    /** The place in the site's name. */
    String placeOf(GeneratorSite site) {
        return placeOfSite.get(site.code());
    }

    List<GeneratorPincode> pincodesOf(String district) {
        return pincodesByDistrict.getOrDefault(district, List.of());
    }

    List<GeneratorPincode> elsewhere() {
        return elsewhere;
    }

    boolean exists(String pincode) {
        return directory.containsKey(pincode);
    }

    boolean liesIn(String pincode, String district) {
        var known = directory.get(pincode);
        return known != null && known.districts().contains(district);
    }

    List<String> aliasesOf(String district) {
        return districts.containsKey(district) ? districts.get(district).aliases() : List.of();
    }

    List<String> villagesAt(String pincode) {
        return villages.getOrDefault(pincode, List.of());
    }

    /** Kilometres as the crow flies; NaN where a point is unknown. */
    static double kilometres(GeneratorPincode from, GeneratorSite to) {
        double phi1 = Math.toRadians(from.latitude());
        double phi2 = Math.toRadians(to.latitude());
        double sinPhi = Math.sin((phi2 - phi1) / 2);
        double sinLambda = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
        return 2
                * EARTH_KM
                * Math.asin(Math.sqrt(sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda));
    }

    Set<String> siteCodes() {
        var codes = new HashSet<String>();
        sites.forEach(site -> codes.add(site.code()));
        return codes;
    }

    private static Map<String, List<String>> villages() {
        var villages = new HashMap<String, List<String>>();
        for (var row : resource("places-bihar.csv")) {
            var name = row.getField("place").replaceAll("\\s*\\(.*\\)", "");
            villages.computeIfAbsent(row.getField("pincode"), k -> new ArrayList<>())
                    .add(name);
        }
        return villages;
    }

    static List<NamedCsvRecord> resource(String name) {
        try (InputStream in = GeneratorPlaces.class.getResourceAsStream(name);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return rows(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the generator's own " + name, e);
        }
    }

    private static List<NamedCsvRecord> rows(Path file) {
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return rows(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " to generate people", e);
        }
    }

    private static List<NamedCsvRecord> rows(Reader text) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().toList();
        }
    }

    private static double degrees(String text) {
        return text.isBlank() ? Double.NaN : Double.parseDouble(text);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\\|")).filter(s -> !s.isBlank()).toList();
    }
}
