package in.suchi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SessionPlanTest {

    private static final String HEADER = "session_id,site_code,date,start,end,capacity,categories,status\n";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 1);

    @TempDir
    Path folder;

    private Path rules;
    private Path list;
    private SessionsContext hub;

    @BeforeEach
    void files() {
        rules = folder.resolve("sessions.yaml");
        list = folder.resolve("sessions.csv");
        write(rules, "rules: []\n");
    }

    @AfterEach
    void everythingBalances() {
        if (hub != null) {
            assertThat(hub.imbalances()).isEmpty();
            hub.close();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SessionPlan started() {
        hub = new SessionsContext(List.of(), rules, list, SessionPlan.class);
        return hub.bean(SessionPlan.class);
    }

    private List<String> sessions() {
        return hub.jdbc.queryForList(
                "select session_id || ' ' || status || ' ' || capacity from session order by session_id", String.class);
    }

    @Test
    void a_rule_makes_one_session_a_site_and_day_with_a_lasting_id() {
        write(rules, """
                rules:
                  - {name: r, sites: all-active, districts: [Patna], weekdays: [saturday, monday], from: 2021-01-16, to: 2021-01-20,
                     start: "09:00", end: "17:00", capacity: 100}
                """);
        SessionPlan plan = started();
        assertThat(sessions())
                .containsExactly(
                        "A-20210116-0900 planned 100",
                        "A-20210118-0900 planned 100",
                        "B-20210116-0900 planned 100",
                        "B-20210118-0900 planned 100",
                        "C-20210116-0900 planned 100",
                        "C-20210118-0900 planned 100");
        assertThat(plan.apply()).isEqualTo(new PlanOutcome(0, 0, 0, 0, Filled.NOTHING));
    }

    @Test
    void the_list_counts_more_than_a_rule_and_a_later_rule_more_than_an_earlier() {
        write(rules, """
                rules:
                  - {name: all, sites: [A, B, C], from: 2021-01-16, to: 2021-01-16, start: "09:00", end: "17:00", capacity: 100}
                  - {name: large, sites: A, from: 2021-01-16, to: 2021-01-16, start: "09:00", end: "17:00", capacity: 200}
                """);
        write(
                list,
                HEADER + ",B,2021-01-16,09:00,13:00,50,,planned\nB-two,B,2021-01-16,14:00,17:00,20,doctor|nurse,\n"
                        + ",C,2021-01-16,09:00,17:00,100,,cancelled\n");
        started();
        assertThat(sessions())
                .containsExactly("A-20210116-0900 planned 200", "B-20210116-0900 planned 50", "B-two planned 20");
    }

    @Test
    void only_what_differs_is_changed_and_what_nobody_was_on_is_removed() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\nS2,A,2021-01-18,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,3,,\nS3,A,2021-01-18,09:00,11:00,2,,\n");
        assertThat(plan.apply()).isEqualTo(new PlanOutcome(1, 1, 0, 1, Filled.NOTHING));
        assertThat(sessions()).containsExactly("S1 planned 3", "S3 planned 2");
    }

    @Test
    void who_loses_a_session_by_the_plan_is_told_by_one_change() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,1,,\nS2,A,2021-01-18,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        long told = hub.person("P1", "A", DAY);
        hub.filler().fill();
        hub.submitBegins(told);
        write(list, HEADER + "S2,A,2021-01-18,09:00,11:00,2,,\n");
        assertThat(plan.apply().cancelled()).isEqualTo(1);
        assertThat(sessions()).containsExactly("S1 cancelled 1", "S2 planned 2");
        assertThat(hub.whereabouts()).containsEntry("P1", "S2/1@09:00");
        assertThat(hub.notices(told))
                .containsExactly("1 invite submitting", "2 cancellation cancelled", "3 change scheduled");
    }

    @Test
    void who_finds_no_other_session_is_owed_a_cancellation_if_told_and_nothing_if_not() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        long told = hub.person("P1", "A", DAY);
        long untold = hub.person("P2", "A", DAY);
        hub.filler().fill();
        hub.submitBegins(told);
        assertThat(plan.cancel("S1", "officer")).isTrue();
        assertThat(hub.whereabouts()).containsEntry("P1", "waiting").containsEntry("P2", "waiting");
        assertThat(hub.notices(told)).containsExactly("1 invite submitting", "2 cancellation scheduled");
        assertThat(hub.notices(untold)).containsExactly("1 invite cancelled");
        assertThat(plan.cancel("S1", "officer")).isFalse();
        assertThat(plan.apply()).as("the console's word stands").isEqualTo(new PlanOutcome(0, 0, 0, 0, Filled.NOTHING));
    }

    @Test
    void a_session_that_moves_takes_its_people_along_and_tells_them() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        long told = hub.person("P1", "A", DAY);
        long untold = hub.person("P2", "A", DAY.plusDays(1));
        hub.filler().fill();
        hub.submitBegins(told);
        write(list, HEADER + "S1,A,2021-01-17,10:00,12:00,2,,\n");
        assertThat(plan.apply().changed()).isEqualTo(1);
        assertThat(hub.whereabouts()).containsEntry("P1", "S1/1@10:00").containsEntry("P2", "S1/2@11:00");
        assertThat(hub.notices(told)).containsExactly("1 invite submitting", "2 change scheduled");
        assertThat(hub.notices(untold)).containsExactly("1 invite cancelled", "2 invite scheduled");
    }

    @Test
    void a_session_held_at_another_site_tells_everyone_though_the_time_is_the_same() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        long told = hub.person("P1", "A", DAY);
        hub.filler().fill();
        hub.submitBegins(told);
        write(list, HEADER + "S1,B,2021-01-16,09:00,11:00,2,,\n");
        plan.apply();
        assertThat(hub.notices(told)).containsExactly("1 invite submitting", "2 change scheduled");
    }

    @Test
    void a_session_that_began_is_left_as_it_was() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        hub.person("P1", "A", DAY);
        hub.filler().fill();
        hub.clock.moveTo(SessionsContext.at("2021-01-16T09:30"));
        write(list, HEADER);
        assertThat(plan.apply()).isEqualTo(new PlanOutcome(0, 0, 0, 0, Filled.NOTHING));
        assertThat(sessions()).containsExactly("S1 planned 2");
    }

    @Test
    void a_wrong_plan_stops_the_start_and_a_wrong_reload_changes_nothing() {
        write(list, HEADER + "S1,A,2021-01-16,09:00,11:00,2,,\n");
        SessionPlan plan = started();
        write(list, HEADER + "S2,A,2021-01-16,09:00,11:00,2,,\nS3,A9,2021-01-16,09:00,11:00,2,,\n");
        assertThatThrownBy(plan::apply)
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContainingAll("sessions.csv", "line 3", "site_code", "A9", "sites.csv");
        assertThat(sessions()).containsExactly("S1 planned 2");
        assertThatThrownBy(() -> new SessionsContext(List.of(), rules, list, SessionPlan.class))
                .hasRootCauseInstanceOf(ConfigurationProblem.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/filling-plans-refused.csv", numLinesToSkip = 1)
    void what_is_wrong_in_a_plan_is_named_with_its_place(
            String what, String file, String text, String place, String remedy) {
        if (file.equals("list")) {
            write(list, HEADER + text + "\n");
        } else {
            write(rules, "rules:\n  - {name: r, " + text + "}\n");
        }
        assertThatThrownBy(() ->
                        new PlanFiles(in.suchi.site.ReferenceTables.load(SessionsContext.TABLES)).read(rules, list))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining(place)
                .hasMessageContaining(remedy);
    }
}
