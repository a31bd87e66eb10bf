package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each way in which somebody may break a table by hand is told with file, line, column and remedy. */
class BrokenTablesTest {

    private static final Path SOUND = Path.of("src/test/resources/cases/placement-tables");

    @TempDir
    Path config;

    @BeforeEach
    void copyTheSoundTables() throws IOException {
        for (String table : List.of("pincodes.csv", "sites.csv", "districts.csv")) {
            Files.copy(SOUND.resolve(table), config.resolve(table));
        }
    }

    @ParameterizedTest(name = "{0}: {5}")
    @CsvFileSource(resources = "/cases/placement-broken-tables.csv", numLinesToSkip = 1, emptyValue = "")
    void aBrokenTableIsToldWithItsPlaceAndRemedy(
            String table, int line, String find, String replace, String says, String why) throws IOException {
        Path file = config.resolve(table);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String sound = lines.get(line - 1);
        String broken = sound.replace(find, replace == null ? "" : replace);
        assertThat(broken).as(why).isNotEqualTo(sound);
        lines.set(line - 1, broken);
        Files.write(file, lines);

        assertThatThrownBy(() -> ReferenceTables.load(config))
                .as(why)
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(says);
    }

    @Test
    void aMissingTableIsToldWithItsName() throws IOException {
        Files.delete(config.resolve("sites.csv"));

        assertThatThrownBy(() -> ReferenceTables.load(config))
                .hasMessage(config.resolve("sites.csv") + ": the table is missing: put the file there");
    }

    @Test
    void aTableThatIsNotUtf8SaysSo() throws IOException {
        String text = Files.readString(config.resolve("districts.csv"));
        Files.write(config.resolve("districts.csv"), text.getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> ReferenceTables.load(config)).hasMessageContaining("districts.csv");
    }

    @Test
    void aTableOfLatinBytesSaysSo() throws IOException {
        byte[] bytes = Files.readAllBytes(config.resolve("districts.csv"));
        bytes[bytes.length - 5] = (byte) 0xE9;
        Files.write(config.resolve("districts.csv"), bytes);

        assertThatThrownBy(() -> ReferenceTables.load(config))
                .hasMessageContaining("encoding is \"not UTF-8\": save the table as CSV UTF-8");
    }

    @Test
    void aByteOrderMarkAndWindowsLinesDoNotMatter() throws IOException {
        for (String table : List.of("pincodes.csv", "sites.csv", "districts.csv")) {
            String text = Files.readString(config.resolve(table)).replace("\n", "\r\n");
            Files.writeString(config.resolve(table), "\uFEFF" + text);
        }

        ReferenceTables tables = ReferenceTables.load(config);

        assertThat(tables.districts().all()).hasSize(38);
        assertThat(tables.sites().find("br196-007").map(Site::name)).contains("PHC Atri");
    }

    @Test
    void withoutTheColumnEverySiteIsActive() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(config.resolve("sites.csv"))) {
            lines.add(line.replaceAll(",(active|yes|no),(note|unverified|)$", ""));
        }
        Files.write(config.resolve("sites.csv"), lines);

        ReferenceTables tables = ReferenceTables.load(config);

        assertThat(tables.sites().active()).hasSameSizeAs(tables.sites().all());
    }

    @Test
    void theDigestChangesExactlyWhenATableChanges() throws IOException {
        PlaceReference before = ReferenceTables.load(config).reference();
        assertThat(ReferenceTables.referenceOf(config)).isEqualTo(before);
        Files.writeString(
                config.resolve("sites.csv"),
                Files.readString(config.resolve("sites.csv")).replace("84.9438,yes", "84.9438,no"));

        PlaceReference after = ReferenceTables.load(config).reference();

        assertThat(after).isNotEqualTo(before);
        assertThat(after.version()).hasSize(12);
    }
}
