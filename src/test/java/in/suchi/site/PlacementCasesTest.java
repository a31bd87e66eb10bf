package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.person.Pincode;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The ladder, rung by rung, on an excerpt of the real tables that stays as it is when the real ones are mended. */
class PlacementCasesTest {

    private static final PlacementFinder FINDER =
            PlacementFinder.over(ReferenceTables.load(Path.of("src/test/resources/cases/placement-tables")));

    @ParameterizedTest(name = "{7}: {0}, {1}, {2}")
    @CsvFileSource(resources = "/cases/placement.csv", numLinesToSkip = 1, nullValues = "", emptyValue = "")
    void everyQuestionIsAnsweredAsTheTableSays(
            String facility,
            String district,
            String postingPincode,
            String problem,
            String homePincode,
            String expected,
            String siteOrReason,
            String why) {
        PlacementQuestion question = new PlacementQuestion(
                facility,
                district,
                Pincode.of(postingPincode).orElse(null),
                problem,
                Pincode.of(homePincode).orElse(null));

        Finding finding = FINDER.find(question);

        assertThat(outcome(finding) + " " + detail(finding))
                .as(why + ": " + finding.explanation())
                .isEqualTo(expected + " " + siteOrReason);
        assertThat(finding.steps()).isNotEmpty();
    }

    private static String outcome(Finding finding) {
        return finding instanceof Finding.Placed placed ? placed.basis().wire() : "held";
    }

    private static String detail(Finding finding) {
        return finding instanceof Finding.Placed placed ? placed.site().code() : ((Finding.Held) finding).reason();
    }
}
