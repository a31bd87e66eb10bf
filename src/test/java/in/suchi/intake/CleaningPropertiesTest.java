package in.suchi.intake;

import static in.suchi.intake.ExtractFiles.accepted;
import static in.suchi.intake.ExtractFiles.clean;
import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.person.Mobile;
import in.suchi.person.Pincode;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CleaningPropertiesTest {

    private static final String[] PIECES = {
        "8",
        "1",
        "3",
        "0",
        "2",
        "9",
        "6",
        "813209",
        "6111222333",
        "0612",
        "O",
        "l",
        "S",
        "B",
        "E+05",
        ".0",
        ".",
        "-",
        "/",
        ",",
        " ",
        "\u00a0",
        "\u200b",
        "\u200d",
        "८",
        "१",
        "+91",
        "PIN",
        "पिन",
        "'",
        "=\"",
        "\"",
        "à¤",
        "à¥\u008d",
        "रा",
        "ज",
        "\u094d",
        "Devi",
        "nsoh",
        "?",
        "\ufffd",
        "\ud83d",
        "\n",
        "\u0000",
        "NA",
        "(",
        ")",
        "19",
        "84",
        ":"
    };

    @Property(tries = 3000)
    void whatever_a_row_holds_it_gets_an_outcome(
            @ForAll("scribbles") String one, @ForAll("scribbles") String two, @ForAll("scribbles") String three) {
        Map<ExtractColumn, String> fields = new EnumMap<>(ExtractColumn.class);
        String[] values = {one, two, three};
        for (ExtractColumn column : ExtractColumn.values()) {
            fields.put(column, values[column.ordinal() % 3]);
        }
        CleanedRow row = clean(fields);
        if (row instanceof CleanedRow.Accepted accepted) {
            Registration registration = accepted.registration();
            assertThat(registration.mobile() == null).isEqualTo(registration.noSmsReason() != null);
            assertThat(registration.homePincode() == null).isEqualTo(registration.homePincodeProblem() != null);
            assertThat(registration.postingPincode() == null).isEqualTo(registration.postingPincodeProblem() != null);
            assertThat(registration.name() + registration.nameHi()).isNotBlank();
        } else {
            assertThat(((CleanedRow.Rejected) row).message()).startsWith("line 87: ");
        }
    }

    @Property(tries = 3000)
    void cleaning_what_is_clean_changes_nothing(@ForAll("scribbles") String one, @ForAll("scribbles") String two) {
        Map<ExtractColumn, String> fields = new EnumMap<>(ExtractColumn.class);
        fields.put(ExtractColumn.NAME, one);
        fields.put(ExtractColumn.NAME_HI, two);
        fields.put(ExtractColumn.POSTING_FACILITY, one);
        fields.put(ExtractColumn.POSTING_DISTRICT, two);
        fields.put(ExtractColumn.MOBILE, one);
        fields.put(ExtractColumn.HOME_PINCODE, two);
        fields.put(ExtractColumn.YEAR_OF_BIRTH, one);
        if (!(clean(fields) instanceof CleanedRow.Accepted first) || keepsRawText(first.registration())) {
            return;
        }
        Registration once = first.registration();
        fields.put(ExtractColumn.NAME, once.name());
        fields.put(ExtractColumn.NAME_HI, once.nameHi());
        fields.put(ExtractColumn.POSTING_FACILITY, once.postingFacility());
        fields.put(ExtractColumn.POSTING_DISTRICT, once.postingDistrict());
        fields.put(
                ExtractColumn.MOBILE, once.mobile() == null ? "" : once.mobile().number());
        fields.put(
                ExtractColumn.HOME_PINCODE,
                once.homePincode() == null ? "" : once.homePincode().digits());
        fields.put(
                ExtractColumn.YEAR_OF_BIRTH,
                once.yearOfBirth() == null ? "" : once.yearOfBirth().toString());
        Registration twice = accepted(fields);
        assertThat(twice.changes()).isEmpty();
        assertThat(twice.name()).isEqualTo(once.name());
        assertThat(twice.nameHi()).isEqualTo(once.nameHi());
        assertThat(twice.postingFacility()).isEqualTo(once.postingFacility());
        assertThat(twice.postingDistrict()).isEqualTo(once.postingDistrict());
    }

    /** What cannot be read is kept as it was, and found unreadable again. */
    private static boolean keepsRawText(Registration registration) {
        return registration.changes().stream()
                .filter(change ->
                        change.column().startsWith("name") || change.column().startsWith("posting"))
                .anyMatch(change -> change.code().endsWith("_unreadable")
                        || change.code().endsWith("_replacement")
                        || change.code().equals("name_krutidev"));
    }

    @Property
    void a_pincode_written_in_any_usual_way_stays_that_pincode(
            @ForAll("pincodes") String pincode, @ForAll("manners") String manner) {
        String written = String.format(manner, pincode, pincode.substring(0, 3), pincode.substring(3));
        assertThat(accepted(Map.of(ExtractColumn.HOME_PINCODE, written)).homePincode())
                .isEqualTo(new Pincode(pincode));
    }

    @Property
    void digits_are_never_added_dropped_or_swapped(@ForAll("scribbles") String scribble) {
        Registration cleaned = accepted(Map.of(ExtractColumn.HOME_PINCODE, scribble, ExtractColumn.MOBILE, scribble));
        String digits = scribble.replace("८", "8")
                .replace("१", "1")
                .replace('O', '0')
                .replace('l', '1')
                .replace('S', '5')
                .replace('B', '8')
                .replaceAll("[^0-9]", "");
        if (cleaned.homePincode() != null) {
            assertThat(digits).contains(cleaned.homePincode().digits());
        }
        if (cleaned.mobile() != null) {
            assertThat(digits).contains(cleaned.mobile().number());
        }
    }

    @Property
    void a_number_of_another_length_never_becomes_a_pincode(@ForAll("numbers") String number) {
        Registration cleaned = accepted(Map.of(ExtractColumn.POSTING_PINCODE, number));
        if (number.length() != 6) {
            assertThat(cleaned.postingPincode()).isNull();
        }
    }

    @Property
    void every_number_of_the_right_shape_is_taken_unless_it_is_a_placeholder(@ForAll("mobiles") String number) {
        Registration cleaned = accepted(Map.of(ExtractColumn.MOBILE, number));
        if (!NoSms.PLACEHOLDER.equals(cleaned.noSmsReason())) {
            assertThat(cleaned.mobile()).isEqualTo(new Mobile(number));
            assertThat(cleaned.changes()).isEmpty();
        }
    }

    @Provide
    Arbitrary<String> scribbles() {
        Arbitrary<String> piece =
                Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.strings().ofMaxLength(3));
        return piece.list().ofMaxSize(9).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> pincodes() {
        return Arbitraries.integers()
                .between(110_001, 855_118)
                .map(String::valueOf)
                .filter(pincode ->
                        accepted(Map.of(ExtractColumn.HOME_PINCODE, pincode)).homePincode() != null);
    }

    @Provide
    Arbitrary<String> manners() {
        return Arbitraries.of(
                "%1$s",
                "%2$s %3$s",
                "%2$s-%3$s",
                " %1$s ",
                "%1$s.0",
                "'%1$s",
                "=\"%1$s\"",
                "PIN-%1$s",
                "पिन %1$s",
                "\u00a0%1$s",
                "%2$s\u200b%3$s",
                "Patna %1$s Bihar",
                "%1$s.");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(14);
    }

    @Provide
    Arbitrary<String> mobiles() {
        return Arbitraries.longs().between(6_000_000_000L, 9_999_999_999L).map(String::valueOf);
    }
}
