package in.suchi.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+91",
                "-5",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\u0000=1",
                " =1+1",
                "\u00a0=1",
                "\ufeff=1",
                "＝1"
            })
    void a_cell_that_could_run_as_a_formula_becomes_text(String cell) {
        assertThat(SpreadsheetSafe.cell(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Meena", "813209", "'=1", "a=b", "1-2", "मीना", "a@b", "*"})
    void every_other_cell_stays_as_it_is(String cell) {
        assertThat(SpreadsheetSafe.cell(cell)).isEqualTo(cell);
    }

    @Property
    void making_a_cell_safe_twice_changes_nothing_more(@ForAll String cell) {
        String safe = SpreadsheetSafe.cell(cell);
        assertThat(SpreadsheetSafe.cell(safe)).isEqualTo(safe);
    }

    @Test
    void rows_are_written_by_rfc_4180_and_every_cell_safely() {
        String text = CsvWriter.toText(
                List.of("a", "b", "c"),
                List.of(Arrays.asList("x, \"y\"", null, 5), List.of("two\nlines", "=1", "मीना")));
        assertThat(text).isEqualTo("a,b,c\r\n\"x, \"\"y\"\"\",,5\r\n\"two\nlines\",'=1,मीना\r\n");
    }
}
