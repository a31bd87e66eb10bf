package in.suchi.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class AppointmentsTest {

    private static final LocalDate DAY = LocalDate.of(2020, 12, 1);

    private SessionsContext hub;
    private long first;
    private long second;

    @BeforeEach
    void twoPeopleOnTheFirstOfTwoSessions() {
        hub = new SessionsContext();
        hub.session("S1", "A", "2021-01-16T09:00", "2021-01-16T11:00", 2);
        hub.session("S2", "A", "2021-01-18T09:00", "2021-01-18T11:00", 2);
        first = hub.person("P1", "A", DAY);
        second = hub.person("P2", "A", DAY.plusDays(1));
        hub.filler().fill();
    }

    @AfterEach
    void everythingBalances() {
        assertThat(hub.imbalances()).isEmpty();
        hub.close();
    }

    @Test
    void an_appointment_owes_an_invite_with_the_times_of_its_session() {
        assertThat(hub.notices(first)).containsExactly("1 invite scheduled");
        assertThat(hub.jdbc.queryForObject(
                        "select due_at = timestamptz '2021-01-15 09:00+05:30' and send_by = timestamptz '2021-01-15 18:00+05:30'"
                                + " and expires_at = timestamptz '2021-01-16 07:00+05:30' and district = 'patna' from notice where person_id = ?",
                        Boolean.class,
                        first))
                .isTrue();
    }

    @Test
    void who_has_no_number_is_owed_a_notice_all_the_same() {
        long third = hub.person("P3", "A", DAY.plusDays(2), "doctor", null);
        hub.filler().fill();
        assertThat(hub.notices(third)).containsExactly("1 invite no-number");
    }

    @Test
    void an_idle_filling_looks_at_nothing() {
        hub.jdbc.update("update session set capacity = 1");
        assertThat(hub.filler().fill()).isEqualTo(Filled.NOTHING);
    }

    @Test
    void who_was_not_told_and_is_seated_elsewhere_gets_an_invite_anew_and_the_old_one_is_cancelled() {
        hub.jdbc.update("update session set capacity = 1 where session_id = 'S1'");
        hub.filler().request();
        assertThat(hub.filler().fill()).isEqualTo(new Filled(0, 1, 0, 0));
        assertThat(hub.whereabouts()).containsEntry("P2", "S2/1@09:00");
        assertThat(hub.notices(second)).containsExactly("1 invite cancelled", "2 invite scheduled");
    }

    @Test
    void withdrawing_somebody_not_told_owes_nothing() {
        assertThat(hub.appointments().withdraw(first, "officer", "moved away")).isTrue();
        assertThat(hub.whereabouts()).containsEntry("P1", "withdrawn");
        assertThat(hub.notices(first)).containsExactly("1 invite cancelled");
    }

    @Test
    void withdrawing_somebody_told_owes_a_cancellation() {
        hub.submitBegins(first);
        assertThat(hub.appointments().withdraw(first, "officer", "moved away")).isTrue();
        assertThat(hub.notices(first)).containsExactly("1 invite submitting", "2 cancellation scheduled");
    }

    @Test
    void an_invite_a_gateway_turned_away_expires_and_the_cancellation_is_owed() {
        hub.submitBegins(first);
        hub.jdbc.update("""
                insert into attempt (reference, notice_id, gateway, number, state, began_at)
                select 'r1', notice_id, 'kannel', 1, 'temporary', now() from notice where person_id = ?""", first);
        hub.jdbc.update("update notice set state = 'scheduled', tries = 0 where person_id = ?", first);
        hub.appointments().withdraw(first, "officer", "moved away");
        assertThat(hub.notices(first)).containsExactly("1 invite expired", "2 cancellation scheduled");
    }

    @Test
    void withdrawing_twice_and_withdrawing_the_finished_changes_nothing() {
        hub.appointments().withdraw(first, "registry", "status");
        assertThat(hub.appointments().withdraw(first, "officer", "again")).isFalse();
        hub.jdbc.update("delete from appointment where person_id = ?", second);
        hub.jdbc.update("insert into finished values (?, 'vaccinated', now())", second);
        assertThat(hub.appointments().withdraw(second, "officer", "late")).isFalse();
        assertThat(hub.whereabouts()).containsEntry("P2", "finished");
    }

    @Test
    void the_room_of_the_withdrawn_goes_to_who_comes_next_in_order() {
        hub.person("P3", "A", DAY.plusDays(2));
        hub.filler().fill();
        hub.appointments().withdraw(first, "officer", "moved away");
        hub.filler().fill();
        assertThat(hub.whereabouts()).containsEntry("P2", "S1/1@09:00").containsEntry("P3", "S1/2@10:00");
    }

    @Test
    void later_arrivals_come_after_those_whose_list_was_pushed() {
        hub.jdbc.update("insert into roster_member select session_id, person_id, serial, slot_at from appointment");
        assertThat(hub.appointments().fix(List.of("S1"))).isEqualTo(2);
        hub.jdbc.update("update session set capacity = 4 where session_id = 'S1'");
        hub.person("P0", "A", DAY.minusDays(9));
        hub.filler().fill();
        assertThat(hub.whereabouts())
                .containsEntry("P1", "S1/1@09:00")
                .containsEntry("P2", "S1/2@10:00")
                .containsEntry("P0", "S1/3@09:00");
        assertThat(hub.notices(first)).containsExactly("1 invite scheduled");
    }

    @Test
    void a_begun_submit_keeps_the_appointment() {
        hub.submitBegins(second);
        hub.person("P0", "A", DAY.minusDays(9));
        hub.filler().fill();
        assertThat(hub.whereabouts())
                .containsEntry("P2", "S1/2@10:00")
                .containsEntry("P0", "S1/3@09:00")
                .containsEntry("P1", "S2/1@09:00");
    }

    @Test
    void an_officer_moves_a_person_who_was_told_and_filling_leaves_them_there() {
        hub.submitBegins(first);
        MoveOutcome outcome = hub.appointments().move(first, "S2", "officer");
        assertThat(outcome).isEqualTo(new MoveOutcome.Moved("S2", 1, SessionsContext.at("2021-01-18T09:00"), 2));
        hub.filler().fill();
        assertThat(hub.whereabouts()).containsEntry("P1", "S2/1@09:00");
        assertThat(hub.notices(first)).containsExactly("1 invite submitting", "2 change scheduled");
        assertThat(hub.jdbc
                        .queryForObject(
                                "select due_at from notice where person_id = ? and kind = 'change'",
                                java.sql.Timestamp.class,
                                first)
                        .toInstant())
                .as("a correction is due at once")
                .isEqualTo(SessionsContext.NOW);
    }

    @Test
    void an_officers_choice_goes_before_those_who_are_promised_nothing() {
        long late = hub.person("P9", "A", DAY.plusDays(20));
        hub.filler().fill();
        assertThat(hub.appointments().move(late, "S1", "officer")).isInstanceOf(MoveOutcome.Moved.class);
        hub.filler().fill();
        assertThat(hub.whereabouts())
                .containsEntry("P9", "S1/1@09:00")
                .containsEntry("P1", "S1/2@10:00")
                .containsEntry("P2", "S2/1@09:00");
    }

    @Test
    void a_move_that_cannot_be_says_why() {
        hub.submitBegins(first);
        hub.submitBegins(second);
        long third = hub.person("P3", "A", DAY.plusDays(2));
        hub.filler().fill();
        assertThat(reason(third, "S1")).contains("full (2");
        assertThat(reason(third, "S9")).contains("no session S9");
        assertThat(reason(first, "S1")).contains("already");
        assertThat(reason(99, "S1")).contains("no such person");
        hub.appointments().withdraw(third, "officer", "moved away");
        assertThat(reason(third, "S2")).contains("withdrawn");
        hub.clock.moveTo(SessionsContext.at("2021-01-19T09:00"));
        assertThat(reason(first, "S2")).contains("over");
    }

    private String reason(long person, String session) {
        return ((MoveOutcome.NotMoved) hub.appointments().move(person, session, "officer")).reason();
    }

    @Test
    void a_corrected_mobile_takes_over_the_waiting_invite_under_the_same_version() {
        hub.appointments().mobileCorrected(first, "6199999999", "officer");
        assertThat(hub.notices(first)).containsExactly("1 invite cancelled", "1 invite scheduled");
    }

    @Test
    void a_mobile_corrected_after_the_telling_owes_it_to_the_new_number() {
        hub.submitBegins(first);
        hub.appointments().mobileCorrected(first, "6199999999", "officer");
        assertThat(hub.notices(first)).containsExactly("1 invite submitting", "1 invite scheduled");
    }

    @Test
    void a_mobile_corrected_there_and_back_before_anything_was_sent_owes_one_invite_under_a_new_version() {
        String own = hub.jdbc.queryForObject("select mobile from person where person_id = ?", String.class, first);
        hub.appointments().mobileCorrected(first, null, "officer");
        assertThat(hub.notices(first)).containsExactly("1 invite cancelled", "1 invite no-number");
        hub.appointments().mobileCorrected(first, own, "officer");
        assertThat(hub.notices(first))
                .containsExactly("1 invite cancelled", "1 invite cancelled", "2 invite scheduled");
    }

    @Test
    void correcting_a_mobile_to_the_same_number_owes_nothing() {
        String own = hub.jdbc.queryForObject("select mobile from person where person_id = ?", String.class, first);
        hub.appointments().mobileCorrected(first, own, "officer");
        assertThat(hub.notices(first)).containsExactly("1 invite scheduled");
    }

    @Test
    void released_people_wait_again_but_fixed_ones_are_kept() {
        hub.submitBegins(first);
        assertThat(hub.appointments().release(List.of(first, second), "the table changed", "load-extract"))
                .isEqualTo(1);
        assertThat(hub.whereabouts()).containsEntry("P1", "S1/1@09:00").containsEntry("P2", "waiting");
        hub.filler().fill();
        assertThat(hub.notices(second)).containsExactly("1 invite cancelled", "2 invite scheduled");
    }

    @Test
    void a_changed_placement_reseats_who_is_not_fixed() {
        hub.session("S3", "B", "2021-01-16T09:00", "2021-01-16T11:00", 2);
        hub.submitBegins(second);
        hub.jdbc.update("update placement set site_code = 'B'");
        hub.filler().fill();
        assertThat(hub.whereabouts()).containsEntry("P1", "S3/1@09:00").containsEntry("P2", "S1/2@10:00");
    }

    @Test
    void an_appointment_fixed_while_it_is_about_to_change_is_kept() throws Exception {
        hub.jdbc.update("update session set capacity = 1 where session_id = 'S1'");
        hub.filler().request();
        try (var connection = hub.bean(javax.sql.DataSource.class).getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update notice set state = 'submitting', tries = 1 where person_id = " + second);
            statement.executeUpdate("update appointment set fixed_at = now() where person_id = " + second);
            var filling = java.util.concurrent.CompletableFuture.supplyAsync(
                    () -> hub.filler().fill());
            org.awaitility.Awaitility.await()
                    .until(() -> hub.jdbc.queryForObject(
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                                    Integer.class)
                            > 0);
            connection.commit();
            filling.get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(hub.whereabouts()).containsEntry("P2", "S1/2@10:00").containsEntry("P1", "S2/1@09:00");
        assertThat(hub.notices(second)).containsExactly("1 invite submitting");
    }

    @Test
    void a_serial_given_away_twice_because_of_an_appointment_fixed_meanwhile_is_seated_again() {
        AtomicInteger tries = new AtomicInteger();

        String outcome = SessionFiller.again(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new DuplicateKeyException("appointment_session_id_serial_key");
            }
            return "seated";
        });

        assertThat(outcome).isEqualTo("seated");
        assertThat(tries).hasValue(2);
    }
}
