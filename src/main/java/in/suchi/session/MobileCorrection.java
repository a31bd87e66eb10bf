package in.suchi.session;

import in.suchi.deadletter.FieldCorrection;
import in.suchi.deadletter.Officer;
import in.suchi.person.Mobile;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A notice that a gateway refused for its number goes to the number an officer gives, as a notice of its own. */
@Component
class MobileCorrection implements FieldCorrection {

    private record Refused(long personId, String mobile) {}

    private final JdbcClient jdbc;
    private final Appointments appointments;

    MobileCorrection(JdbcClient jdbc, Appointments appointments) {
        this.jdbc = jdbc;
        this.appointments = appointments;
    }

    @Override
    public String kind() {
        return "notice";
    }

    @Override
    public String field() {
        return "mobile";
    }

    @Override
    public String correct(String subject, String value, Officer officer) {
        Optional<Mobile> mobile = Mobile.of(value == null ? "" : value.strip());
        if (mobile.isEmpty()) {
            return "mobile: ten digits, the first 6 to 9";
        }
        Refused refused = jdbc.sql("select person_id, mobile from notice where notice_id = ?")
                .param(Long.parseLong(subject))
                .query(Refused.class)
                .single();
        if (refused.mobile().equals(mobile.get().number())) {
            return "this is the number that failed; retry, or give another one";
        }
        appointments.mobileCorrected(refused.personId(), mobile.get().number(), officer.name());
        jdbc.sql("update notice set dead = false where notice_id = ?")
                .param(Long.parseLong(subject))
                .update();
        return null;
    }
}
