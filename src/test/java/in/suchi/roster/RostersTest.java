package in.suchi.roster;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.list.ListFormat;
import in.suchi.session.SessionsContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RostersTest {

    private static final LocalDate DAY = LocalDate.of(2020, 12, 1);

    private SessionsContext hub;
    private Rosters rosters;
    private RosterFile files;
    private long first;

    @BeforeEach
    void oneRosterOfTwo() {
        hub = new SessionsContext(Rosters.class, RosterFile.class, IndexFile.class);
        rosters = hub.bean(Rosters.class);
        files = hub.bean(RosterFile.class);
        hub.session("S1", "A", "2021-01-16T09:00", "2021-01-16T11:00", 4);
        hub.session("S2", "A", "2021-01-18T09:00", "2021-01-18T11:00", 4);
        first = hub.person("P1", "A", DAY);
        hub.person("P2", "A", DAY.plusDays(1));
        hub.filler().fill();
        assertThat(rosters.revise()).isEqualTo(1);
    }

    @AfterEach
    void theListsBalance() {
        rosters.revise();
        assertThat(hub.jdbc.queryForList("""
                        select person_id from roster_member m join session s using (session_id) where s.ends_at > now() - interval '100 years'
                        except select person_id from appointment""")).isEmpty();
        assertThat(hub.jdbc.queryForList("""
                        select session_id, person_id, serial, slot_at from appointment
                        except select session_id, person_id, serial, slot_at from roster_member""")).isEmpty();
        assertThat(hub.jdbc.queryForList("""
                        select session_id, revision, digest, people from roster
                        except select session_id, revision, digest, people from roster_revision""")).isEmpty();
        hub.close();
    }

    private int revision(String session) {
        return hub.jdbc.queryForObject("select revision from roster where session_id = ?", Integer.class, session);
    }

    @Test
    void nothing_is_revised_when_nothing_changed() {
        assertThat(rosters.revise()).isZero();
        assertThat(rosters.compare(List.of("S1"))).isZero();
        assertThat(revision("S1")).isEqualTo(1);
    }

    @Test
    void a_session_without_people_has_no_roster() {
        assertThat(rosters.compare(List.of("S2"))).isZero();
        assertThat(files.render("S2")).isEmpty();
        assertThat(files.render("S99")).isEmpty();
    }

    @Test
    void a_notice_that_changes_state_revises_nothing() {
        hub.submitBegins(first);
        hub.jdbc.update("update notice set state = 'delivered'");
        assertThat(rosters.compare(List.of("S1"))).isZero();
    }

    @Test
    void a_new_member_makes_a_revision() {
        hub.person("P3", "A", DAY.plusDays(2));
        hub.filler().fill();
        assertThat(rosters.revise()).isEqualTo(1);
        assertThat(revision("S1")).isEqualTo(2);
    }

    @Test
    void every_column_of_the_roster_makes_a_revision_and_others_do_not() {
        int expected = 1;
        for (String change : List.of(
                "name = 'Other'",
                "name_hi = 'और'",
                "gender = 'M'",
                "year_of_birth = 1981",
                "mobile = '6177777777'",
                "category = 'nurse'",
                "id_type = 'pan'",
                "posting_facility = 'PHC'")) {
            hub.jdbc.update("update person set " + change + " where person_id = ?", first);
            assertThat(rosters.revise()).as(change).isEqualTo(1);
            assertThat(revision("S1")).as(change).isEqualTo(++expected);
        }
        hub.jdbc.update("update placement set basis = 'officer-decision' where person_id = ?", first);
        assertThat(rosters.revise()).isEqualTo(1);
        hub.jdbc.update("update person set home_address = 'elsewhere', version = 2 where person_id = ?", first);
        assertThat(rosters.revise()).isZero();
    }

    @Test
    void the_session_itself_makes_a_revision() {
        hub.jdbc.update("update session set ends_at = ends_at + interval '1 hour' where session_id = 'S1'");
        assertThat(rosters.compare(List.of("S1"))).isEqualTo(1);
    }

    @Test
    void a_session_that_lost_everybody_has_an_empty_roster() {
        hub.jdbc.update("update session set status = 'cancelled' where session_id = 'S1'");
        hub.appointments().withdraw(List.of(first, first + 1), "officer", "reason");
        assertThat(rosters.revise()).isEqualTo(1);
        assertThat(files.render("S1")).hasValueSatisfying(roster -> {
            assertThat(roster.people()).isEmpty();
            assertThat(roster.revision()).isEqualTo(2);
            assertThat(roster.status()).isEqualTo("cancelled");
        });
    }

    @Test
    void a_session_over_keeps_its_list() {
        hub.clock.moveTo(SessionsContext.at("2021-01-16T11:00"));
        hub.jdbc.update("update person set name = 'Other' where person_id = ?", first);
        assertThat(rosters.revise()).isZero();
        assertThat(files.render("S1"))
                .hasValueSatisfying(roster -> assertThat(roster.revision()).isEqualTo(1));
    }

    @Test
    void the_file_has_the_columns_of_the_contract_and_no_formula() {
        hub.jdbc.update(
                "update person set name = '=cmd()', mobile = '6155555555', category = 'doctor', id_type = 'pan',"
                        + " posting_facility = 'PHC \"A\", Patna' where person_id = ?",
                first);
        hub.appointments().fix(List.of("S1"));
        RosterContent roster = files.render("S1").orElseThrow();
        assertThat(roster.asList().fileStem()).isEqualTo("roster-patna-A-2021-01-16-S1-r2");
        assertThat(roster.replaces()).isEqualTo(1);
        assertThat(roster.site()).isPresent();
        assertThat(roster.district()).isPresent();
        assertThat(new String(ListFormat.CSV.render(roster.asList()), StandardCharsets.UTF_8).split("\r\n"))
                .startsWith(
                        "session_id,revision,serial,registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,posting_facility,slot,basis",
                        "S1,2,1,P1,'=cmd(),नाम,F,1980,6155555555,doctor,pan,\"PHC \"\"A\"\", Patna\",2021-01-16T09:00:00+05:30,posting-facility")
                .hasSize(3);
    }

    @Test
    void rendering_after_a_change_revises_first_so_that_revision_and_rows_belong_together() {
        hub.jdbc.update("update person set name = 'Other' where person_id = ?", first);
        RosterContent roster = files.render("S1").orElseThrow();
        assertThat(roster.revision()).isEqualTo(2);
        assertThat(roster.people()).extracting(RosterRow::name).containsExactly("Other", "Name P2");
        assertThat(roster.digest())
                .isEqualTo(hub.jdbc.queryForObject("select digest from roster where session_id = 'S1'", String.class));
    }

    @Test
    void the_index_lists_every_current_roster_of_the_district_and_date() {
        IndexFile index = hub.bean(IndexFile.class);
        LocalDate date = LocalDate.of(2021, 1, 16);
        String digest = hub.jdbc.queryForObject("select digest from roster", String.class);
        assertThat(IndexFile.fileName("patna", date)).isEqualTo("index-patna-2021-01-16.csv");
        assertThat(new String(IndexFile.csv(index.entries("patna", date)), StandardCharsets.UTF_8))
                .isEqualTo("session_id,site_code,date,status,revision,count,digest,file\r\nS1,A,2021-01-16,planned,1,2,"
                        + digest + ",roster-patna-A-2021-01-16-S1-r1.csv\r\n");
        assertThat(index.entries("gaya", date)).isEmpty();
    }
}
