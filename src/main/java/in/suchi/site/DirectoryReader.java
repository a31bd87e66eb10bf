package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import in.suchi.person.Pincode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the "All India Pincode Directory" as it is downloaded: one row an office. A row that says nothing usable is left
 * out, a coordinate that cannot be is repaired where only one repair is possible; each is reported.
 */
final class DirectoryReader {

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "pincode", List.of("pincode"),
            "district", List.of("district", "districtname"),
            "state", List.of("statename", "state"),
            "latitude", List.of("latitude", "lat"),
            "longitude", List.of("longitude", "long", "lon"),
            "office", List.of("officename", "office"),
            "further", List.of("alldistricts", "otherdistricts"));
    private static final Set<String> OPTIONAL = Set.of("office", "further");
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final DirectoryReport report;
    private final Map<String, String> headings = new HashMap<>();

    DirectoryReader(Path file, DirectoryReport report) {
        this.file = file;
        this.report = report;
    }

    /** @throws ConfigurationProblem when it is no such directory */
    List<DirectoryOffice> read() {
        List<DirectoryOffice> offices = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            try (CSVParser parser = FORMAT.parse(reader)) {
                header(parser.getHeaderNames());
                for (CSVRecord row : parser) {
                    office(row, parser.getCurrentLineNumber()).ifPresent(offices::add);
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            throw CsvTable.unreadable(file, unreadable);
        }
        if (offices.isEmpty()) {
            throw new ConfigurationProblem(file, "every row", null, "there is no office with a pincode in it");
        }
        return offices;
    }

    private void header(List<String> names) {
        for (String name : names) {
            String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            COLUMNS.forEach((column, headingsOfIt) -> {
                if (headingsOfIt.contains(plain)) {
                    headings.putIfAbsent(column, name);
                }
            });
        }
        Set<String> missing = new TreeSet<>(COLUMNS.keySet());
        missing.removeAll(headings.keySet());
        missing.removeAll(OPTIONAL);
        if (!missing.isEmpty()) {
            throw new ConfigurationProblem(
                    file,
                    1,
                    "column " + String.join(", ", missing),
                    null,
                    "this is not the pincode directory: download the CSV with one row an office");
        }
    }

    private Optional<DirectoryOffice> office(CSVRecord row, long line) {
        String digits = cell(row, "pincode").replaceAll("\\.0+$|[\\p{Z}\\s]", "");
        String name = DirectoryOffice.text(cell(row, "office"));
        Optional<Pincode> pincode = Pincode.of(digits);
        if (pincode.isEmpty()) {
            report.note(line, "", name, "row without a pincode left out", cell(row, "pincode"), "");
            return Optional.empty();
        }
        List<String> districts = new ArrayList<>();
        addNamed(districts, cell(row, "district"));
        for (String further : cell(row, "further").split("[|;]")) {
            addNamed(districts, further);
        }
        DirectoryOffice office = new DirectoryOffice(
                line, name, pincode.get(), districts, DirectoryOffice.named(cell(row, "state")), Optional.empty());
        return Optional.of(office.withPoint(point(office, cell(row, "latitude"), cell(row, "longitude"))));
    }

    private static void addNamed(List<String> districts, String field) {
        String named = DirectoryOffice.named(field);
        if (!named.isEmpty() && !districts.contains(named)) {
            districts.add(named);
        }
    }

    private Optional<GeoPoint> point(DirectoryOffice office, String latitude, String longitude) {
        String value = latitude + ", " + longitude;
        Double north = degrees(latitude);
        Double east = degrees(longitude);
        if (north == null || east == null) {
            report.note(office, "coordinates missing", value, "");
            return Optional.empty();
        }
        if (PincodeTable.inIndia(north, east)) {
            return Optional.of(new GeoPoint(north, east));
        }
        if (PincodeTable.inIndia(east, north)) {
            report.note(office, "coordinates swapped, put right", value, east + ", " + north);
            return Optional.of(new GeoPoint(east, north));
        }
        report.note(office, "coordinates outside India left out", value, "");
        return Optional.empty();
    }

    /** Null where there is no number; a zero is written where nobody knew. */
    private static Double degrees(String field) {
        try {
            double degrees = Double.parseDouble(field.replace(',', '.').replaceAll("[°'\"NEne\\p{Z}\\s]", ""));
            return degrees == 0 || Double.isNaN(degrees) ? null : degrees;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String cell(CSVRecord row, String column) {
        String heading = headings.get(column);
        return heading == null || !row.isSet(heading) ? "" : row.get(heading);
    }
}
