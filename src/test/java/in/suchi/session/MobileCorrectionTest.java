package in.suchi.session;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.deadletter.Officer;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MobileCorrectionTest {

    private static final Officer OFFICER = Officer.everywhere("operator");

    private SessionsContext hub;
    private MobileCorrection correction;
    private long person;
    private String refused;

    @BeforeEach
    void aNoticeThatTheGatewayRefusedForItsNumber() {
        hub = new SessionsContext(MobileCorrection.class);
        correction = hub.bean(MobileCorrection.class);
        hub.session("S1", "A", "2021-01-16T09:00", "2021-01-16T11:00", 2);
        person = hub.person("P1", "A", LocalDate.of(2020, 12, 1), "doctor", "6100000001");
        hub.filler().fill();
        hub.submitBegins(person);
        hub.jdbc.update("update notice set state = 'refused', dead = true");
        refused = hub.jdbc.queryForObject("select notice_id::text from notice", String.class);
    }

    @AfterEach
    void close() {
        assertThat(hub.imbalances()).isEmpty();
        hub.close();
    }

    @Test
    void a_new_number_is_owed_a_notice_of_its_own_and_the_refused_one_is_no_dead_letter_any_more() {
        assertThat(correction.correct(refused, " 6100000002 ", OFFICER)).isNull();
        assertThat(hub.jdbc.queryForList(
                        "select mobile || ' ' || state || ' ' || dead from notice order by notice_id", String.class))
                .containsExactly("6100000001 refused false", "6100000002 scheduled false");
    }

    @Test
    void no_number_and_the_number_that_failed_are_refused_in_plain_words_and_change_nothing() {
        assertThat(correction.correct(refused, "12345", OFFICER)).isEqualTo("mobile: ten digits, the first 6 to 9");
        assertThat(correction.correct(refused, null, OFFICER)).isEqualTo("mobile: ten digits, the first 6 to 9");
        assertThat(correction.correct(refused, "6100000001", OFFICER)).startsWith("this is the number that failed");
        assertThat(hub.notices(person)).containsExactly("1 invite refused");
    }
}
