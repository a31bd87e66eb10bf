package in.suchi.evening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Go or no-go, and why. */
class VerdictTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/evening-verdict.csv", numLinesToSkip = 1, delimiter = ';')
    void isGoOrNotWithItsReasonsThoseInTheWayFirst(ArgumentsAccessor row) {
        Standing standing = new Standing(
                row.getLong(1),
                row.getLong(2),
                0,
                0,
                row.getLong(5),
                row.getLong(3),
                row.getLong(4),
                0,
                row.getLong(8),
                row.getLong(6),
                row.getLong(7),
                row.getLong(9),
                0,
                0,
                0);
        Verdict verdict = Verdict.of(
                standing,
                new Verdict.Circumstances(row.getBoolean(10), row.getBoolean(11), row.getLong(12), row.getLong(13)),
                0.1);

        String reasons = verdict.reasons().stream()
                .map(r -> (r.inTheWay() ? "!" : "") + r.key() + " " + r.count())
                .collect(Collectors.joining(","));
        assertThat(reasons).isEqualTo(row.getString(15) == null ? "" : row.getString(15));
        assertThat(verdict.go()).isEqualTo(row.getBoolean(14));
    }

    @Test
    void theStateIsTheSumOfItsDistricts() {
        Standing one = new Standing(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

        assertThat(Standing.sum(List.of(one, one)))
                .isEqualTo(new Standing(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30));
        assertThat(Standing.sum(List.of()).isEmpty()).isTrue();
    }
}
