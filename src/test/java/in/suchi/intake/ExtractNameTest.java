package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractNameTest {

    @ParameterizedTest
    @CsvSource({
        "registrations-20210113T200000.csv, 2021-01-13T20:00:00+05:30, false, registrations-20210113T200000",
        "registrations-20210113T200000-full.csv.gz, 2021-01-13T20:00:00+05:30, true, registrations-20210113T200000-full",
        "registrations-20210113T200000-full.zip, 2021-01-13T20:00:00+05:30, true, registrations-20210113T200000-full",
        "registrations-20210113T200000.csv.zip, 2021-01-13T20:00:00+05:30, false, registrations-20210113T200000",
        "REGISTRATIONS-20210113T200000.CSV, 2021-01-13T20:00:00+05:30, false, REGISTRATIONS-20210113T200000",
        "registrations-20210231T200000.csv, , false, registrations-20210231T200000",
        "all health workers.csv, , false, all health workers",
    })
    void a_name_tells_time_and_extent(String name, OffsetDateTime time, boolean full, String stem) {
        ExtractName extract = ExtractName.parse(name);
        assertThat(extract.exportedAt().orElse(null)).isEqualTo(time);
        assertThat(extract.full()).isEqualTo(full);
        assertThat(extract.stem()).isEqualTo(stem);
        assertThat(extract.rejectsName()).isEqualTo(stem + ".rejects.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"registrations.csv.sha256", "registrations.done", ".hidden.csv", "../x.csv", "a\\b.csv", ".csv"})
    void other_files_and_names_that_lead_elsewhere_are_no_extracts(String name) {
        assertThat(ExtractName.isExtract(name)).isFalse();
    }

    @Test
    void an_extract_may_have_any_plain_name() {
        assertThat(ExtractName.isExtract("ब्यौरा.csv.gz")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x${bean:extracts}.csv",
                "x&strictHostKeyChecking=no.csv",
                "x?a=b.csv",
                "a;b.csv",
                "a%2F.csv",
                "<a>.csv",
                "'a'.csv",
                "a\u202eb.csv"
            })
    void a_name_that_means_something_elsewhere_is_an_extract_that_cannot_be_read(String name) {
        assertThat(ExtractName.isExtract(name)).isTrue();
        assertThatThrownBy(() -> ExtractName.requirePlain(name))
                .isInstanceOf(UnreadableExtract.class)
                .hasMessageContaining("Rename it")
                .hasMessageNotContaining(name);
    }

    @Test
    void a_time_that_lies_ahead_counts_as_the_time_at_which_the_file_was_taken() {
        Instant taken = Instant.parse("2021-01-13T15:30:00Z");
        Instant modified = Instant.parse("2021-01-13T15:00:00Z");

        assertThat(ExtractName.parse("registrations-20310113T200000.csv").exportedAt(modified, taken))
                .isEqualTo(taken);
        assertThat(ExtractName.parse("registrations-20210114T100000.csv").exportedAt(modified, taken))
                .isEqualTo("2021-01-14T04:30:00Z");
        assertThat(ExtractName.parse("registrations.csv").exportedAt(modified, taken))
                .isEqualTo(modified);
    }
}
