package in.suchi.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.person.NameSound;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** When two persons whose names sound alike are suggested as one, and for which reasons. */
class LikenessTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/duplicates.csv", numLinesToSkip = 1, delimiter = ';')
    void isSuggestedWithReasonsOrNot(
            String name,
            boolean spelling,
            Likeness.Field year,
            Likeness.Field posting,
            Likeness.Field home,
            Likeness.Field mobile,
            String strength,
            String reasons) {
        String found = Likeness.of(spelling, year, posting, home, mobile)
                .map(like -> like.strength() + ": " + String.join(",", like.reasons()))
                .orElse("");

        assertThat(found).isEqualTo(strength == null ? "" : strength + ": " + reasons);
    }

    @Test
    void theSoundOfANameIsThatOfItsWordsAsForOneName() {
        NameSounds sounds = new NameSounds();
        for (String name : List.of(
                "Dr. Pooja Kumari",
                "Md Sajid-Ali",
                "लक्ष्मी देवी",
                "Smt Sunita  Devi",
                "Sachchidanand Kumar Ray",
                "वसीम कुरैशी")) {
            assertThat(sounds.of(name)).as(name).isEqualTo(NameSound.key(name, ""));
        }
        assertThat(sounds.of("Pooja Kumari")).isEqualTo(sounds.of("Kumari Puja"));
        assertThat(sounds.of(" - ")).isNull();
    }
}
