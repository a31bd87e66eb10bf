package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The day after: what sites report of attendance, and what follows for each. */
class AttendanceJourneyTest extends JourneyHub {

    @Test
    void whoDidNotComeIsInvitedToAnotherSessionAndWhoIsVaccinatedIsToldNothingMore() throws IOException {
        extractOf(40, 15);
        eventually(() -> count("appointment") > 25);
        clock.moveTo(NOTICES_ARE_DUE);
        eventually(() -> count("notice where due_at <= now_at and state <> 'delivered'") == 0
                && count("notice where state = 'delivered'") > 20);
        // While the first session is held only, so that another one is left for those who did not come.
        clock.moveTo(time("2021-01-16T17:05:00+05:30"));
        eventually(() -> count("callsheet where closed_at is null") == 0);
        List<String> came = people("a.serial % 3 <> 0");
        List<String> missed = people("a.serial % 3 = 0");
        long told = count("notice");
        report(
                "attendance-2021-01-16.csv",
                Stream.concat(
                        came.stream().map(p -> p + ",vaccinated,2021-01-16T11:00:00+05:30,"),
                        missed.stream().map(p -> p + ",absent,2021-01-16T17:00:00+05:30,")));
        eventually(() -> count("finished") == came.size());
        eventually(() -> count("appointment a join session s using (session_id) where s.starts_at <= now_at") == 0);

        eventually(() -> count("waiting") == 0 && count("notice") == told + missed.size());
        assertThat(count("notice where kind <> 'invite'")).isZero();
        clock.moveTo(time("2021-01-17T09:05:00+05:30"));
        eventually(() -> count("notice where due_at <= now_at and state <> 'delivered'") == 0);
        assertThat(count("appointment_event where what = 'ended' and owes is null"))
                .isEqualTo(came.size() + missed.size());
        assertThat(
                        count(
                                "notice n where state = 'delivered' and exists (select from finished f where f.person_id = n.person_id)"))
                .isEqualTo(came.size());
    }

    /** Session and registration id of everyone on a session that has begun. */
    private List<String> people(String which) {
        return jdbc.sql(
                        "select a.session_id || ',' || p.registration_id from appointment a join person p using (person_id)"
                                + " join session s using (session_id) where s.starts_at <= ? and " + which)
                .param(Timestamp.from(clock.instant()))
                .query(String.class)
                .list();
    }

    private static void report(String name, Stream<String> rows) throws IOException {
        Path folder = FOLDERS.district("patna").resolve("attendance");
        Path part = folder.resolve("." + name);
        Files.write(
                part,
                Stream.concat(Stream.of("session_id,registration_id,status,at,remark"), rows)
                        .toList());
        Files.move(part, folder.resolve(name));
    }
}
