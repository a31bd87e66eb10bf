package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TryCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();
    private Path config;
    private Path extract;

    @BeforeEach
    void aFolderWithConfigurationAndExtract() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        Path cases = Path.of("src/test/resources/cases");
        for (String table : new String[] {"pincodes.csv", "sites.csv", "districts.csv"}) {
            Files.copy(cases.resolve("placement-tables").resolve(table), config.resolve(table));
        }
        Files.copy(Path.of("config/extract-columns.yaml"), config.resolve("extract-columns.yaml"));
        extract = Files.copy(cases.resolve("dry-run.csv"), folder.resolve("registrations.csv"));
    }

    @Test
    void itWritesTheOutcomeAndCountsIt() {
        Path outcome = folder.resolve("outcome.csv");

        assertThat(run(extract.toString(), "--out", outcome.toString(), "--config", config.toString()))
                .isZero();

        assertThat(outcome).isNotEmptyFile();
        assertThat(said.toString()).contains("55 rows").contains("2 rejected, 1 repeated, 2 skipped");
        assertThat(complained.toString()).isEmpty();
    }

    @Test
    void aBrokenTableIsToldWithoutAStackTrace() throws IOException {
        Path sites = config.resolve("sites.csv");
        Files.writeString(sites, Files.readString(sites).replace(",823311,", ",82331,"));

        int status =
                run(extract.toString(), "--out", folder.resolve("o.csv").toString(), "--config", config.toString());

        assertThat(status).isEqualTo(1);
        assertThat(complained.toString())
                .startsWith(sites + ": line 123, pincode is \"82331\": write six digits")
                .doesNotContain("\tat ");
    }

    @Test
    void theExtractIsNeverOverwritten() throws IOException {
        Path copy = Files.copy(extract, folder.resolve("copy.csv"), StandardCopyOption.REPLACE_EXISTING);

        int status = run(extract.toString(), "--out", extract.toString(), "--config", config.toString());

        assertThat(status).isEqualTo(1);
        assertThat(complained.toString()).contains("--out would overwrite the extract");
        assertThat(extract).hasSameBinaryContentAs(copy);
    }

    @Test
    void aMissingExtractIsToldByItsPath() {
        int status = run(
                folder.resolve("none.csv").toString(),
                "--out",
                folder.resolve("o.csv").toString());

        assertThat(status).isEqualTo(1);
        assertThat(complained.toString()).contains("none.csv: no such extract; check the path");
    }

    @Test
    void withoutOutItSaysHowItIsUsed() {
        assertThat(run(extract.toString())).isEqualTo(2);
        assertThat(complained.toString()).contains("--out").contains("Usage: try");
    }

    private int run(String... arguments) {
        return new CommandLine(new TryCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments);
    }
}
