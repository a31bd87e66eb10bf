package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacementQuestionTest {

    @Test
    void aNameIsOneLineWithSingleSpaces() {
        PlacementQuestion question = new PlacementQuestion(" PHC\r\n\u00a0 Dobhi\t", "Gaya\u0000", null, null, null);

        assertThat(question.facility()).isEqualTo("PHC Dobhi");
        assertThat(question.district()).isEqualTo("Gaya");
    }

    @Test
    void aNameNobodyHasIsCutWithoutBreakingACharacter() {
        String endless = "😀".repeat(100_000);

        PlacementQuestion question = new PlacementQuestion("x" + endless, endless, null, null, null);

        assertThat(question.facility()).hasSizeLessThanOrEqualTo(162);
        assertThat(question.facility().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .isTrue();
        assertThat(question.district()).startsWith("😀").hasSizeLessThanOrEqualTo(162);
    }

    @Test
    void aFieldFilledForFormsSakeSaysNothingAboutThePosting() {
        assertThat(new PlacementQuestion("", "", null, "placeholder", null).postingGiven())
                .isFalse();
        assertThat(new PlacementQuestion("", "", null, "lossy", null).postingGiven())
                .isTrue();
    }
}
