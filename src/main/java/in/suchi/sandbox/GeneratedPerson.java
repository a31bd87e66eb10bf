package in.suchi.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The truth about one generated row: what was done to it and what a right hub makes of it. Kept by the generator
 * itself; nothing of the hub is asked.
 *
 * @param row the row's number in the extract, the first after the header being 1
 * @param defect the code of the defect put in; empty for a good row
 * @param nameHi the Hindi name before damage; empty where it cannot be won back
 * @param yearOfBirth empty where it cannot be known from the row
 * @param mobile ten digits; empty where the row has no usable one
 * @param homePincode as typed after cleaning; empty where it counts as missing
 * @param postingPincode as typed after cleaning; empty where it counts as missing
 * @param registeredAt ISO with offset; to the minute where the row tells no more
 * @param district English name of the district of the site expected; empty where not placed or not certain
 * @param siteCode the site expected; empty where not placed or not certain
 * @param duplicateOf the other registration of the same human being; empty for nearly everyone
 */
public record GeneratedPerson(
        int row,
        String registrationId,
        String defect,
        Expected expected,
        String name,
        String nameHi,
        String yearOfBirth,
        String mobile,
        String homePincode,
        String postingPincode,
        String registeredAt,
        String district,
        String siteCode,
        String duplicateOf,
        String duplicateKind) {

    static final String[] HEADER = {
        "row",
        "registration_id",
        "defect",
        "expected",
        "name",
        "name_hi",
        "year_of_birth",
        "mobile",
        "home_pincode",
        "posting_pincode",
        "registered_at",
        "district",
        "site_code",
        "duplicate_of",
        "duplicate_kind"
    };

    /** Reads a truth file back; a million rows need about half a gigabyte. */
    public static List<GeneratedPerson> read(Path truth) {
        var people = new ArrayList<GeneratedPerson>();
        each(truth, people::add);
        return people;
    }

    /** Reads a truth file back, one after the other. */
    static void each(Path truth, Consumer<GeneratedPerson> person) {
        try (var reader = CsvReader.builder().ofCsvRecord(truth, StandardCharsets.UTF_8)) {
            var rows = reader.iterator();
            rows.next();
            while (rows.hasNext()) {
                person.accept(of(rows.next()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + truth, e);
        }
    }

    String[] fields() {
        return new String[] {
            String.valueOf(row),
            registrationId,
            defect,
            expected.name(),
            name,
            nameHi,
            yearOfBirth,
            mobile,
            homePincode,
            postingPincode,
            registeredAt,
            district,
            siteCode,
            duplicateOf,
            duplicateKind
        };
    }

    /** Never shows name or mobile. */
    @Override
    public String toString() {
        return "row " + row + " " + registrationId + " " + defect + " " + expected + " " + siteCode;
    }

    private static GeneratedPerson of(CsvRecord row) {
        return new GeneratedPerson(
                Integer.parseInt(row.getField(0)),
                row.getField(1),
                row.getField(2),
                Expected.valueOf(row.getField(3)),
                row.getField(4),
                row.getField(5),
                row.getField(6),
                row.getField(7),
                row.getField(8),
                row.getField(9),
                row.getField(10),
                row.getField(11),
                row.getField(12),
                row.getField(13),
                row.getField(14));
    }
}
