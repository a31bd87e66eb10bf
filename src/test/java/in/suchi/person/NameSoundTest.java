package in.suchi.person;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NameSoundTest {

    @ParameterizedTest(name = "{8}")
    @CsvFileSource(resources = "/cases/cleaning-name-sounds.csv", numLinesToSkip = 1)
    void two_persons_are_told_apart_as_the_table_says(
            String nameA,
            String nameHiA,
            Integer yearA,
            String nameB,
            String nameHiB,
            Integer yearB,
            boolean sameName,
            boolean samePerson,
            String why) {
        assertThat(NameSound.sameName(nameA, nameHiA, nameB, nameHiB)).as(why).isEqualTo(sameName);
        assertThat(NameSound.sameName(nameB, nameHiB, nameA, nameHiA)).as(why).isEqualTo(sameName);
        assertThat(NameSound.samePerson(nameA, nameHiA, yearA, nameB, nameHiB, yearB))
                .as(why)
                .isEqualTo(samePerson);
    }

    @Test
    void the_latin_name_gives_the_key_and_the_hindi_name_only_without_it() {
        assertThat(NameSound.key("Reena Devi", "मीना देवी")).isEqualTo(NameSound.key("Rina Devi", ""));
        assertThat(NameSound.key("", "रीना देवी")).isEqualTo(NameSound.key("Reena Devi", null));
        assertThat(NameSound.key(null, " ")).isEmpty();
    }

    @Property
    void every_name_sounds_like_itself(@ForAll String name, @ForAll String nameHi) {
        assertThat(NameSound.sameName(name, nameHi, name, nameHi)).isTrue();
    }
}
