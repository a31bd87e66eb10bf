package in.suchi.sandbox;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Generates registration extracts of synthetic people with real places, real names and real defects, and beside each
 * its own truth. Streams: memory does not grow with the number of people. The same places, people, seed and options give
 * the same bytes. Mobiles are 61xxxxxxxx: never send to a real gateway with them.
 */
public final class PeopleGenerator {
    static final String[] COLUMNS = {
        "registration_id",
        "name",
        "name_hi",
        "gender",
        "year_of_birth",
        "mobile",
        "category",
        "id_type",
        "home_address",
        "home_pincode",
        "posting_facility",
        "posting_district",
        "posting_pincode",
        "registered_at"
    };

    /**
     * What was generated.
     *
     * @param rows all rows after the header, the skipped ones too
     * @param expected how many rows of each class
     * @param defects how many rows with each defect, by code
     */
    public record Summary(int rows, Map<Expected, Integer> expected, Map<String, Integer> defects) {
        public int count(Expected one) {
            return expected.getOrDefault(one, 0);
        }

        /** How many human beings must be in the ledger. */
        public int persons() {
            return count(Expected.ACCEPTED) + count(Expected.NO_SMS) + count(Expected.HELD);
        }
    }

    private final GeneratorPlaces places;
    private final NameBook names = new NameBook();

    public PeopleGenerator(GeneratorPlaces places) {
        this.places = places;
    }

    /**
     * Writes an extract and its truth as two CSV files, replacing what is there.
     *
     * @throws IllegalArgumentException when a district of the options has no site
     */
    public Summary generate(int people, long seed, GeneratorOptions options, Path extract, Path truth) {
        try (var rows = file(extract);
                var truths = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file(truth))) {
            truths.writeRecord(GeneratedPerson.HEADER);
            return generate(people, seed, options, rows, person -> truths.writeRecord(person.fields()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + extract + " and " + truth, e);
        }
    }

    /**
     * Writes an extract and tells the truth of each row.
     *
     * @param people how many registrations, each with a row of its own; repeated rows, a repeated header and the totals
     *     line come on top
     */
    public Summary generate(
            int people, long seed, GeneratorOptions options, Writer extract, Consumer<GeneratedPerson> truth) {
        var expected = new EnumMap<Expected, Integer>(Expected.class);
        var defects = new TreeMap<String, Integer>();
        var crowd = new Crowd(places, names, seed, options);
        int row = 0;
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(extract)) {
            csv.writeRecord(COLUMNS);
            for (int i = 1; i <= people; i++) {
                for (var draft : crowd.next(i)) {
                    csv.writeRecord(draft.columns());
                    var person = draft.truth(++row);
                    truth.accept(person);
                    count(person, expected, defects);
                }
                if (options.repeatedHeader() && i == people / 2) {
                    csv.writeRecord(COLUMNS);
                    skipped(++row, "repeated_header", truth, expected);
                }
            }
            for (var draft : crowd.rest()) {
                csv.writeRecord(draft.columns());
                var person = draft.truth(++row);
                truth.accept(person);
                count(person, expected, defects);
            }
            if (options.totalsLine()) {
                var totals = new String[COLUMNS.length];
                Arrays.fill(totals, "");
                totals[0] = "Total";
                totals[1] = String.valueOf(row - expected.getOrDefault(Expected.SKIPPED, 0));
                csv.writeRecord(totals);
                skipped(++row, "totals_line", truth, expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the extract", e);
        }
        return new Summary(row, Map.copyOf(expected), Map.copyOf(defects));
    }

    private static void count(GeneratedPerson person, Map<Expected, Integer> expected, Map<String, Integer> defects) {
        expected.merge(person.expected(), 1, Integer::sum);
        if (!person.defect().isEmpty()) {
            defects.merge(person.defect(), 1, Integer::sum);
        }
    }

    private static void skipped(
            int row, String what, Consumer<GeneratedPerson> truth, Map<Expected, Integer> expected) {
        expected.merge(Expected.SKIPPED, 1, Integer::sum);
        truth.accept(new GeneratedPerson(row, "", what, Expected.SKIPPED, "", "", "", "", "", "", "", "", "", "", ""));
    }

    private static BufferedWriter file(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }
}
