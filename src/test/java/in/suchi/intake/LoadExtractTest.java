package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.session.Appointments;
import in.suchi.support.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Extracts through the shipped routes release-extract and load-extract, with PostgreSQL and ActiveMQ. */
class LoadExtractTest extends HubTest {

    private static final String HEADER =
            "registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,"
                    + "home_pincode,posting_facility,posting_district,posting_pincode,registered_at\n";
    private static final String ASHA =
            "T1,Asha Devi,आशा देवी,F,1980,6100000001,HCW,AADHAAR,Ward 1,800001,PHC Danapur,Patna,801503,2021-01-05T10:00:00+05:30\n";
    private static final String RAM =
            "T2,Ram Kumar,,M,1975,+91 61000 00002,HCW,PAN,Ward 2,800001,,Patna,800001,2021-01-05T11:00:00+05:30\n";
    private static final String NOWHERE =
            "T3,Sita Kumari,,F,1990,,HCW,PAN,Ward 3,,,Patna,700080,2021-01-05T12:00:00+05:30\n";
    private static final String NAMELESS =
            "T4,,,F,1990,6100000004,HCW,PAN,Ward 3,,,Patna,800001,2021-01-05T12:00:00+05:30\n";

    @Autowired
    Extracts extracts;

    @Autowired
    HeldDecisions decisions;

    @Autowired
    HeldAtStart heldAtStart;

    @Autowired
    Appointments appointments;

    @TempDir
    Path folder;

    @BeforeEach
    void startFromNothing() {
        emptyLedger();
    }

    @Test
    void everyRowIsInExactlyOneClassAndEveryPersonInExactlyOneState() throws IOException {
        Map<String, Object> extract =
                load("registrations-20210110T100000.csv", HEADER + ASHA + RAM + NOWHERE + NAMELESS);

        assertThat(extract)
                .containsEntry("rows_read", 4)
                .containsEntry("rows_new", 3)
                .containsEntry("rows_rejected", 1);
        assertThat(states()).containsExactly("T1 placed", "T2 placed", "T3 held posting-and-district-disagree");
        assertThat(jdbc.sql("select reason from reject").query(String.class).list())
                .containsExactly("name-missing");
    }

    @Test
    void aCleanedFieldKeepsItsOriginal() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + RAM);

        assertThat(jdbc.sql("select mobile from person").query(String.class).single())
                .isEqualTo("6100000002");
        assertThat(jdbc.sql("select changes->0->>'original' from registration")
                        .query(String.class)
                        .single())
                .isEqualTo("+91 61000 00002");
    }

    @Test
    void aNumberThatAnOfficerCorrectedStandsUntilTheRegistrySaysAnother() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + ASHA);
        long asha = jdbc.sql("select person_id from person").query(Long.class).single();
        appointments.mobileCorrected(asha, "6100000009", "operator");

        load("registrations-20210111T100000.csv", HEADER + ASHA.replace("Ward 1", "Ward 8"));
        assertThat(jdbc.sql("select mobile || home_address from person")
                        .query(String.class)
                        .single())
                .isEqualTo("6100000009Ward 8");

        load("registrations-20210112T100000.csv", HEADER + ASHA.replace("6100000001", "6100000007"));
        assertThat(jdbc.sql("select mobile from person").query(String.class).single())
                .isEqualTo("6100000007");
    }

    @Test
    void theSameContentUnderAnotherNameChangesNothing() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + ASHA);
        Map<String, Object> again = load("registrations-20210111T100000.csv", HEADER + ASHA);

        assertThat(again).containsEntry("state", "repeated");
        assertThat(states()).containsExactly("T1 placed");
    }

    @Test
    void aNewerRowChangesAnIdenticalOneDoesNotAndAnOlderOneIsStale() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + ASHA + RAM);
        Map<String, Object> newer =
                load("registrations-20210112T100000.csv", HEADER + ASHA + RAM.replace("61000 00002", "61000 00009"));
        Map<String, Object> older = load(
                "registrations-20210111T100000.csv",
                HEADER + ASHA.replace("1980", "1981") + RAM.replace("Ward 2", "Ward 7"));

        assertThat(newer).containsEntry("rows_unchanged", 1).containsEntry("rows_changed", 1);
        assertThat(older).containsEntry("rows_stale", 2).containsEntry("rows_changed", 0);
        assertThat(jdbc.sql("select mobile from person where registration_id = 'T2'")
                        .query(String.class)
                        .single())
                .isEqualTo("6100000009");
        assertThat(jdbc.sql("select count(*) from registration where version = 2")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anIdThatSuddenlyCarriesAnotherPersonMakesASecondOneHeldAndTheFirstStays() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + ASHA);
        Map<String, Object> extract = load(
                "registrations-20210111T100000.csv",
                HEADER
                        + ASHA.replace("Asha Devi", "Mohan Prasad")
                                .replace("आशा देवी", "मोहन प्रसाद")
                                .replace("1980", "1962"));

        assertThat(extract).containsEntry("rows_id_conflict", 1);
        assertThat(states()).containsExactly("T1 placed", "T1 held id-conflict");
    }

    @Test
    void theSamePersonTwiceInOneFileCountsTheEarlierRowAsRepeated() throws IOException {
        Map<String, Object> extract =
                load("registrations-20210110T100000.csv", HEADER + ASHA + ASHA.replace("6100000001", "6100000005"));

        assertThat(extract).containsEntry("rows_repeated", 1).containsEntry("rows_new", 1);
        assertThat(jdbc.sql("select mobile from person").query(String.class).single())
                .isEqualTo("6100000005");
    }

    @Test
    void absenceFromAFullExtractIsReportedAndActedOnByNobody() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + ASHA + RAM);
        Map<String, Object> full = load("registrations-20210111T100000-full.csv", HEADER + RAM);

        assertThat(full).containsEntry("persons_absent", 1);
        assertThat(states()).containsExactly("T1 placed", "T2 placed");
    }

    @Test
    void anUnreadableFileIsADeadLetterAndLeavesNothingBehind() throws IOException {
        Map<String, Object> extract = load("registrations-20210110T100000.csv", "name;mobile\nA;1\n");

        assertThat(extract).containsEntry("state", "failed");
        assertThat(jdbc.sql("select reason from dead_letter where state = 'open'")
                        .query(String.class)
                        .list())
                .containsExactly("extract-unreadable");
        assertThat(jdbc.sql("select last_error from dead_letter")
                        .query(String.class)
                        .single())
                .contains("registrations-20210110T100000.csv")
                .contains("registration_id");
        assertThat(states()).isEmpty();
    }

    @Test
    void anOfficersRuleReleasesEverybodyHeldAlikeAndNobodyElse() throws IOException {
        load(
                "registrations-20210110T100000.csv",
                HEADER
                        + NOWHERE
                        + NOWHERE.replace("T3,Sita Kumari", "T5,Gita Devi")
                        + NOWHERE.replace("T3,Sita Kumari", "T6,Lila Devi").replace("700080", "700081"));

        HeldDecisions.Decided decided = decisions.decide(
                new HeldDecisions.Rule(null, "Patna", "700080", null, anActiveSite(), "typing error of one block"),
                "officer");

        assertThat(decided.placed()).isEqualTo(2);
        assertThat(states()).containsExactly("T3 placed", "T5 placed", "T6 held posting-and-district-disagree");
        assertThat(jdbc.sql("select distinct basis from placement")
                        .query(String.class)
                        .list())
                .containsExactly("officer-decision");

        load("registrations-20210111T100000.csv", HEADER + NOWHERE.replace("T3,Sita Kumari", "T7,Mina Devi"));
        assertThat(states()).contains("T7 placed");
    }

    @Test
    void whoeverIsHeldIsLookedAtAgainWhenTheHubStartsWithOtherTables() throws IOException {
        load("registrations-20210110T100000.csv", HEADER + NOWHERE);
        // as if the pincode she gave had meanwhile become one of the district
        jdbc.sql("update person set posting_pincode = '800001'").update();

        heldAtStart.placeAgain();

        assertThat(states()).containsExactly("T3 placed");
        assertThat(jdbc.sql("select what from ledger_entry where step = 'decide-held'")
                        .query(String.class)
                        .list())
                .containsExactly("Released from held: the tables were read again at the start.");
    }

    private String anActiveSite() {
        return "BR212-001";
    }

    private Map<String, Object> load(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        extracts.take(name, Files.size(file), Instant.parse("2021-01-10T05:00:00Z"), file);
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("select * from extract where file_name = ?")
                                .param(name)
                                .query()
                                .singleRow(),
                        row -> !"taken".equals(row.get("state")));
    }

    /** Each person's id and state; somebody in two states would be here twice, somebody in none not at all. */
    private List<String> states() {
        return jdbc.sql("""
                        select registration_id || ' ' || state from person join (
                            select person_id, 'placed' as state from waiting union all select person_id, 'placed' from appointment
                            union all select person_id, 'held ' || reason from held union all select person_id, 'withdrawn' from withdrawn
                            union all select person_id, 'finished' from finished) s using (person_id)
                        order by registration_id, twin""").query(String.class).list();
    }
}
