package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SegmentsTest {
    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "/cases/segments.csv", numLinesToSkip = 1, emptyValue = "", maxCharsPerColumn = 2000)
    void a_text_takes_as_many_parts_as_the_table_says(
            String text, Encoding encoding, int units, int parts, String why) {
        assertThat(Segments.of(written(text))).as(why).isEqualTo(new Segments(encoding, units, parts));
    }

    @Property
    void a_longer_text_never_takes_fewer_parts(
            @ForAll @StringLength(max = 400) String text, @ForAll @StringLength(max = 50) String more) {
        assertThat(Segments.of(text + more).parts())
                .isGreaterThanOrEqualTo(Segments.of(text).parts());
    }

    @Property
    void the_parts_hold_the_units_and_waste_less_than_one_unit_each(@ForAll @StringLength(max = 1000) String text) {
        Segments segments = Segments.of(text);
        if (segments.parts() > 1) {
            int perPart = segments.encoding().perPart();
            assertThat(segments.parts() * perPart).isGreaterThanOrEqualTo(segments.units());
            assertThat((segments.parts() - 1) * (perPart - 1)).isLessThan(segments.units());
        } else {
            assertThat(segments.units()).isLessThanOrEqualTo(segments.encoding().alone());
        }
    }

    /** {@code a*152+€+b} is 152 times a, then €, then b; anything without a number after * is itself. */
    private static String written(String cell) {
        if (!cell.contains("*")) {
            return cell;
        }
        StringBuilder text = new StringBuilder();
        for (String term : cell.split("\\+")) {
            String[] parts = term.split("\\*");
            text.append(parts.length == 2 ? parts[0].repeat(Integer.parseInt(parts[1])) : term);
        }
        return text.toString();
    }
}
