package in.suchi.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileAndPincodeTest {

    @Test
    void a_mobile_prints_itself_masked() {
        Mobile mobile = new Mobile("6111223210");
        assertThat(mobile).hasToString("******3210");
        assertThat(mobile.masked()).isEqualTo("******3210");
        assertThat(mobile.number()).isEqualTo("6111223210");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"5111223210", "611122321", "61112232100", "६१११२२३२१०", " 6111223210", "+916111223210"})
    void only_ten_digits_from_6_on_are_a_mobile(String text) {
        assertThat(Mobile.of(text)).isEmpty();
        assertThatThrownBy(() -> new Mobile(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("1112232");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"013209", "81320", "8132090", "८१३२०९", "81320O", "813 09"})
    void only_six_digits_not_starting_with_0_are_a_pincode(String text) {
        assertThat(Pincode.of(text)).isEmpty();
    }

    @Test
    void a_pincode_prints_its_digits() {
        assertThat(Pincode.of("813209")).contains(new Pincode("813209"));
        assertThat(new Pincode("813209")).hasToString("813209");
    }
}
