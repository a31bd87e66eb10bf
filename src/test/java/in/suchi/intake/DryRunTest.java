package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.site.PlacementFinder;
import in.suchi.site.ReferenceTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dry run over an extract with the usual defects, row by row against what is expected of it. */
class DryRunTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final DryRun DRY_RUN = new DryRun(
            ExtractColumns.load(Path.of("config/extract-columns.yaml")),
            PlacementFinder.over(ReferenceTables.load(CASES.resolve("placement-tables"))),
            Clock.fixed(Instant.parse("2021-01-13T15:30:00Z"), ZoneId.of("Asia/Kolkata")));

    @TempDir
    Path folder;

    @Test
    void everyRowHasTheOutcomeThatIsExpectedOfIt() throws IOException {
        Path outcome = folder.resolve("outcome.csv");

        DryRun.Summary summary = DRY_RUN.run(CASES.resolve("dry-run.csv"), outcome);

        List<CSVRecord> rows = read(outcome);
        assertThat(rows.stream().map(row -> cells(row, row.size() - 1)))
                .containsExactlyElementsOf(read(CASES.resolve("dry-run-outcome.csv")).stream()
                        .map(row -> cells(row, row.size()))
                        .toList());
        assertThat(rows).allSatisfy(row -> assertThat(row.get("explanation")).isNotBlank());
        assertThat(summary.rows()).isEqualTo(rows.size());
        assertThat(summary.byOutcome().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(rows.size());
        assertThat(summary.truncation()).isEmpty();
    }

    @Test
    void theColumnsAreThoseOfTheContract() throws IOException {
        Path outcome = folder.resolve("outcome.csv");

        DRY_RUN.run(CASES.resolve("dry-run.csv"), outcome);

        assertThat(Files.readAllLines(outcome).get(0))
                .isEqualTo("line,registration_id,outcome,reason,name,name_hi,year_of_birth,mobile,home_pincode,"
                        + "posting_pincode,basis,site_code,explanation");
    }

    @Test
    void noExplanationHoldsANameOrANumber() throws IOException {
        Path outcome = folder.resolve("outcome.csv");

        DRY_RUN.run(CASES.resolve("dry-run.csv"), outcome);

        assertThat(read(outcome)).allSatisfy(row -> assertThat(row.get("explanation"))
                .doesNotContain("Sita")
                .doesNotContain("सीता")
                .doesNotContainPattern("[0-9]{7}"));
    }

    @Test
    void anExtractThatCannotBeReadLeavesNoOutcome() throws IOException {
        Path extract = Files.writeString(folder.resolve("extract.csv"), "id_of_something;other\n1;2\n");
        Path outcome = folder.resolve("outcome.csv");

        assertThatThrownBy(() -> DRY_RUN.run(extract, outcome))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("extract.csv");

        assertThat(outcome).doesNotExist();
    }

    private static String cells(CSVRecord row, int count) {
        return String.join(" | ", row.toList().subList(0, count));
    }

    private static List<CSVRecord> read(Path csv) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                csv,
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return new ArrayList<>(parser.getRecords());
        }
    }
}
