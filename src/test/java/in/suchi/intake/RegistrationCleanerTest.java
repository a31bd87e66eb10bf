package in.suchi.intake;

import static in.suchi.intake.ExtractFiles.accepted;
import static in.suchi.intake.ExtractFiles.cell;
import static in.suchi.intake.ExtractFiles.clean;
import static in.suchi.intake.ExtractFiles.codes;
import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.person.Mobile;
import in.suchi.person.Pincode;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RegistrationCleanerTest {

    @ParameterizedTest(name = "{0}: {4}")
    @CsvFileSource(resources = "/cases/cleaning-pincodes.csv", numLinesToSkip = 1)
    void a_pincode_is_cleaned_as_the_table_says(String raw, String pincode, String problem, String codes, String why) {
        for (ExtractColumn column : new ExtractColumn[] {ExtractColumn.HOME_PINCODE, ExtractColumn.POSTING_PINCODE}) {
            Registration cleaned = accepted(Map.of(column, cell(raw)));
            boolean home = column == ExtractColumn.HOME_PINCODE;
            Pincode found = home ? cleaned.homePincode() : cleaned.postingPincode();
            assertThat(found == null ? "" : found.digits()).as(why).isEqualTo(cell(pincode));
            assertThat(home ? cleaned.homePincodeProblem() : cleaned.postingPincodeProblem())
                    .as(why)
                    .isEqualTo(problem);
            assertThat(codes(cleaned)).as(why).isEqualTo(cell(codes));
            assertThat(cleaned.changes()).allSatisfy(change -> {
                assertThat(change.original()).isEqualTo(cell(raw));
                assertThat(change.column()).isEqualTo(column.column());
            });
        }
    }

    @ParameterizedTest(name = "{0}: {5}")
    @CsvFileSource(resources = "/cases/cleaning-mobiles.csv", numLinesToSkip = 1)
    void a_mobile_is_cleaned_as_the_table_says(
            String raw, String mobile, String alternative, String noSms, String codes, String why) {
        Registration cleaned = accepted(Map.of(ExtractColumn.MOBILE, cell(raw)));
        assertThat(cleaned.mobile()).as(why).isEqualTo(Mobile.of(mobile).orElse(null));
        assertThat(cleaned.alternativeNumber()).as(why).isEqualTo(alternative);
        assertThat(cleaned.noSmsReason()).as(why).isEqualTo(noSms);
        assertThat(codes(cleaned)).as(why).isEqualTo(cell(codes));
    }

    @ParameterizedTest(name = "{0} | {1}: {6}")
    @CsvFileSource(resources = "/cases/cleaning-names.csv", numLinesToSkip = 1)
    void names_are_cleaned_as_the_table_says(
            String name,
            String nameHi,
            String cleanName,
            String cleanNameHi,
            String outcome,
            String codes,
            String why) {
        CleanedRow row = clean(Map.of(ExtractColumn.NAME, cell(name), ExtractColumn.NAME_HI, cell(nameHi)));
        if (row instanceof CleanedRow.Rejected rejected) {
            assertThat(rejected.reason()).as(why).isEqualTo(outcome);
            return;
        }
        Registration cleaned = ((CleanedRow.Accepted) row).registration();
        assertThat(cleaned.heldReason() == null ? "accepted" : cleaned.heldReason())
                .as(why)
                .isEqualTo(outcome);
        assertThat(cleaned.name()).as(why).isEqualTo(cell(cleanName));
        assertThat(cleaned.nameHi()).as(why).isEqualTo(cell(cleanNameHi));
        assertThat(codes(cleaned)).as(why).isEqualTo(cell(codes));
    }

    @ParameterizedTest(name = "{0} ({1}): {5}")
    @CsvFileSource(resources = "/cases/cleaning-years-of-birth.csv", numLinesToSkip = 1)
    void a_year_of_birth_is_cleaned_as_the_table_says(
            String raw, String registeredAt, Integer year, String held, String codes, String why) {
        Registration cleaned = accepted(
                Map.of(ExtractColumn.YEAR_OF_BIRTH, cell(raw), ExtractColumn.REGISTERED_AT, cell(registeredAt)));
        assertThat(cleaned.yearOfBirth()).as(why).isEqualTo(year);
        assertThat(cleaned.heldReason()).as(why).isEqualTo(held);
        assertThat(codes(cleaned)).as(why).isEqualTo(cell(codes));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvFileSource(resources = "/cases/cleaning-registered-at.csv", numLinesToSkip = 1)
    void the_time_of_registration_is_cleaned_as_the_table_says(
            String raw, String registeredAt, String codes, String why) {
        Registration cleaned = accepted(Map.of(ExtractColumn.REGISTERED_AT, cell(raw)));
        assertThat(cleaned.registeredAt())
                .as(why)
                .isEqualTo(registeredAt == null ? null : OffsetDateTime.parse(registeredAt));
        assertThat(codes(cleaned)).as(why).isEqualTo(cell(codes));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvFileSource(resources = "/cases/cleaning-ids.csv", numLinesToSkip = 1)
    void an_id_is_cleaned_or_refused_as_the_table_says(String raw, String id, String rejectedFor, String why) {
        CleanedRow row = clean(Map.of(ExtractColumn.REGISTRATION_ID, cell(raw)));
        if (row instanceof CleanedRow.Rejected rejected) {
            assertThat(rejected.reason()).as(why).isEqualTo(rejectedFor);
            assertThat(rejected.registrationId()).as(why).isEqualTo(cell(id));
            assertThat(rejected.message()).startsWith("line 87: registration_id");
        } else {
            assertThat(rejectedFor).as(why).isNull();
            assertThat(((CleanedRow.Accepted) row).registration().registrationId())
                    .as(why)
                    .isEqualTo(cell(id));
        }
    }

    @Test
    void a_row_without_defects_comes_through_as_it_is() {
        Registration cleaned = accepted(Map.of());
        assertThat(cleaned.changes()).isEmpty();
        assertThat(cleaned.homeAddress()).isEqualTo(ExtractFiles.usual(ExtractColumn.HOME_ADDRESS));
        assertThat(cleaned.postingFacility()).isEqualTo("P.H.C. Sabour");
        assertThat(cleaned.heldReason()).isNull();
        assertThat(cleaned.withdrawn()).isFalse();
    }

    @Test
    void one_row_may_carry_several_defects() {
        Registration cleaned = accepted(Map.of(
                ExtractColumn.MOBILE, "+91 61112 22333",
                ExtractColumn.HOME_PINCODE, "NA",
                ExtractColumn.POSTING_PINCODE, "8.1321E+05",
                ExtractColumn.NAME_HI, "????",
                ExtractColumn.YEAR_OF_BIRTH, "84"));
        assertThat(cleaned.changes())
                .extracting(Change::toString)
                .containsExactlyInAnyOrder(
                        "name_hi:name_question",
                        "year_of_birth:yob_two_digit",
                        "mobile:mob_spaces",
                        "mobile:mob_plus91",
                        "home_pincode:pin_missing",
                        "posting_pincode:pin_sci_lossy");
        assertThat(cleaned.yearOfBirth()).isEqualTo(1984);
    }

    @Test
    void only_the_configured_status_withdraws() {
        assertThat(accepted(Map.of(ExtractColumn.STATUS, " Withdrawn ")).withdrawn())
                .isTrue();
        assertThat(accepted(Map.of(ExtractColumn.STATUS, "pending")).withdrawn())
                .isFalse();
    }

    @Test
    void a_registration_prints_neither_name_nor_number() {
        assertThat(accepted(Map.of()).toString())
                .contains("BR2021004711", "******2333")
                .doesNotContain("Meena", "मीना", "6111222333", "Ward");
        assertThat(clean(Map.of(ExtractColumn.REGISTRATION_ID, "")).toString()).doesNotContain("Meena", "6111222333");
    }
}
