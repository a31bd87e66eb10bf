package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractColumnsTest {

    @TempDir
    Path folder;

    private Path shippedWith(String before, String after) throws IOException {
        String shipped = Files.readString(Path.of("config/extract-columns.yaml"));
        assertThat(shipped).contains(before);
        return Files.writeString(folder.resolve("extract-columns.yaml"), shipped.replace(before, after));
    }

    @Test
    void the_shipped_file_knows_every_column() {
        assertThat(ExtractFiles.COLUMNS.headerNames().values()).contains(ExtractColumn.values());
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "minimum-age: 18 | minimum-agee: 18 | minimum-agee",
                "minimum-age: 18 | minimum-age: 200 | minimum-age",
                "separator: \",\" | separator: \"#\" | separator",
                "max-fields: 200 | max-fields: 0 | max-fields",
                "home_pincode: [ | home_pin: [ | home_pin",
                "gender: [sex | gender: [phone | phone",
                "nil, \"null\" | nil, null | missing",
            })
    void what_makes_no_sense_is_refused_by_file_and_key(String before, String after, String key) throws IOException {
        Path file = shippedWith(before, after);
        assertThatThrownBy(() -> ExtractColumns.load(file))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("extract-columns.yaml")
                .hasMessageContaining(key);
    }

    @Test
    void another_separator_is_a_matter_of_configuration() throws IOException {
        ExtractColumns tabs = ExtractColumns.load(shippedWith("separator: \",\"", "separator: \"\\t\""));
        Path extract = Files.writeString(folder.resolve("a.csv"), "registration_id\tname\nA1\tMeena, the first\n");
        try (ExtractReader reader = ExtractReader.open(extract, tabs)) {
            assertThat(reader.next().get(ExtractColumn.NAME)).isEqualTo("Meena, the first");
        }
    }
}
