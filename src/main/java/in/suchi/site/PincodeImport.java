package in.suchi.site;

import in.suchi.csv.CsvWriter;
import in.suchi.person.Pincode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the table of pincodes of a post office directory, beside the tables in use: districts of ours are found by the district
 * table, pincodes of sites that the directory lacks are kept, and the new table is loaded with the others before it takes
 * its place.
 */
final class PincodeImport {

    private static final List<String> COLUMNS = List.of(
            "pincode",
            "district",
            "district_lgd",
            "state",
            "latitude",
            "longitude",
            "point_source",
            "places",
            "other_districts");

    private final ReferenceTables present;
    private final Path config;
    private final DirectoryReport report;

    PincodeImport(Path config, DirectoryReport report) {
        this.present = ReferenceTables.load(config);
        this.config = config;
        this.report = report;
    }

    /** @return how many pincodes the new table has */
    int run(Path directory, Path out) {
        List<DirectoryOffice> offices = new DirectoryReader(directory, report).read();
        Map<Pincode, GeoPoint> points = new DirectoryPoints(report).of(offices);
        Map<Pincode, List<DirectoryOffice>> byPincode = new TreeMap<>();
        offices.forEach(office -> byPincode
                .computeIfAbsent(office.pincode(), p -> new ArrayList<>())
                .add(office));
        Set<String> ownStates = ownStates();
        Map<Pincode, List<String>> rows = new TreeMap<>();
        byPincode.forEach((pincode, here) ->
                row(pincode, here, points.get(pincode), ownStates).ifPresent(row -> rows.put(pincode, row)));
        keepThoseOfSites(rows);
        present.pincodes().all().keySet().stream()
                .filter(pincode -> !rows.containsKey(pincode))
                .sorted()
                .forEach(gone -> report.note(0, gone.digits(), "", "pincode of the present table gone", "", ""));
        write(rows, out);
        return rows.size();
    }

    /** The states that the district table is about. */
    private Set<String> ownStates() {
        Set<String> states = new HashSet<>();
        present.pincodes().all().values().stream()
                .filter(place -> !place.lgds().isEmpty())
                .forEach(place -> states.add(place.state().toLowerCase(Locale.ROOT)));
        return states;
    }

    private Optional<List<String>> row(
            Pincode pincode, List<DirectoryOffice> here, GeoPoint point, Set<String> ownStates) {
        Optional<PincodePlace> before = present.pincodes().find(pincode);
        String state = commonest(here.stream().map(DirectoryOffice::state).toList())
                .or(() -> before.map(PincodePlace::state))
                .orElse("");
        List<String> districts = districts(here, before);
        if (state.isEmpty() || districts.isEmpty()) {
            report.note(here.get(0), "pincode without district or state left out", "", "");
            return Optional.empty();
        }
        Optional<District> own = Optional.empty();
        if (ownStates.contains(state.toLowerCase(Locale.ROOT))) {
            Optional<String> known = districts.stream()
                    .filter(name -> present.districts().find(name).isPresent())
                    .findFirst();
            if (known.isPresent()) {
                districts.remove(known.get());
                districts.add(0, known.get());
                own = present.districts().find(known.get());
            } else {
                report.note(
                        here.get(0), "district unknown in districts.csv (add it, or an alias)", districts.get(0), "");
            }
        }
        Optional<GeoPoint> place = Optional.ofNullable(point);
        String source = "directory";
        if (place.isEmpty() && before.flatMap(PincodePlace::point).isPresent()) {
            place = before.get().point();
            source = "before";
            report.note(here.get(0), "no usable coordinates, the present table's kept", "", text(place.get()));
        } else if (place.isEmpty()) {
            source = "";
            report.note(here.get(0), "pincode without a place", "", "");
        }
        return Optional.of(cells(
                pincode,
                own.map(District::nameEn).orElse(districts.get(0)),
                own.map(district -> Integer.toString(district.lgd())).orElse(""),
                state,
                place,
                source,
                here.size(),
                districts.subList(1, districts.size())));
    }

    private static List<String> cells(
            Pincode pincode,
            String district,
            String lgd,
            String state,
            Optional<GeoPoint> place,
            String source,
            int offices,
            List<String> others) {
        return List.of(
                pincode.digits(),
                district,
                lgd,
                state,
                place.map(p -> degrees(p.latitude())).orElse(""),
                place.map(p -> degrees(p.longitude())).orElse(""),
                source,
                Integer.toString(offices),
                String.join("|", others));
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.4f", degrees);
    }

    /** The district most offices are in first. */
    private static List<String> districts(List<DirectoryOffice> here, Optional<PincodePlace> before) {
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (DirectoryOffice office : here) {
            for (int i = 0; i < office.districts().size(); i++) {
                votes.merge(office.districts().get(i), i == 0 ? 1000 : 1, Integer::sum);
            }
        }
        if (votes.isEmpty()) {
            before.ifPresent(place -> votes.put(place.district(), 1));
        }
        return new ArrayList<>(votes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList());
    }

    private static Optional<String> commonest(List<String> names) {
        Map<String, Integer> votes = new LinkedHashMap<>();
        names.stream().filter(name -> !name.isEmpty()).forEach(name -> votes.merge(name, 1, Integer::sum));
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** A site whose pincode were gone would refuse the whole configuration. */
    private void keepThoseOfSites(Map<Pincode, List<String>> rows) {
        Set<Pincode> needed = new HashSet<>();
        present.sites().all().forEach(site -> {
            needed.add(site.pincode());
            needed.addAll(site.serves());
        });
        for (Pincode pincode : needed) {
            Optional<PincodePlace> kept = present.pincodes().find(pincode);
            if (!rows.containsKey(pincode) && kept.isPresent()) {
                PincodePlace place = kept.get();
                String lgd = present.districts()
                        .find(place.district())
                        .filter(district -> place.lgds().contains(district.lgd()))
                        .map(district -> Integer.toString(district.lgd()))
                        .orElse("");
                rows.put(
                        pincode,
                        cells(
                                pincode,
                                place.district(),
                                lgd,
                                place.state(),
                                place.point(),
                                "before",
                                0,
                                place.otherDistricts()));
                report.note(0, pincode.digits(), "", "pincode of a site kept that the directory lacks", "", "");
            }
        }
    }

    /** Written beside the present tables first and loaded with them, so that no table is made that the hub refuses. */
    private void write(Map<Pincode, List<String>> rows, Path out) {
        try {
            Path trial = Files.createTempDirectory("suchi-pincodes");
            Path table = trial.resolve(ReferenceTables.PINCODES);
            try (CsvWriter csv = CsvWriter.to(table, COLUMNS)) {
                rows.values().forEach(csv::write);
            }
            for (String other : List.of(ReferenceTables.DISTRICTS, ReferenceTables.SITES)) {
                Files.copy(config.resolve(other), trial.resolve(other));
            }
            ReferenceTables.load(trial);
            Path target = out.toAbsolutePath();
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.copy(table, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            for (String name : List.of(ReferenceTables.PINCODES, ReferenceTables.DISTRICTS, ReferenceTables.SITES)) {
                Files.delete(trial.resolve(name));
            }
            Files.delete(trial);
        } catch (IOException e) {
            throw new UncheckedIOException(out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String text(GeoPoint point) {
        return point.latitude() + ", " + point.longitude();
    }
}
