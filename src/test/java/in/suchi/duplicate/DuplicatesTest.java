package in.suchi.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import in.suchi.intake.Extracts;
import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.session.SessionFiller;
import in.suchi.support.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Suggested duplicates over loaded extracts, and what an officer decides about them. Routes stand still: the test takes the steps. */
@TestPropertySource(properties = "camel.main.auto-startup=false")
class DuplicatesTest extends HubTest {

    private static final String HEADER =
            "registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,home_address,"
                    + "home_pincode,posting_facility,posting_district,posting_pincode,registered_at\n";
    private static final Suggestions.Scope STATE = new Suggestions.Scope(null, new String[0]);

    @Autowired
    Extracts extracts;

    @Autowired
    DuplicateScan scan;

    @Autowired
    DuplicateDesk desk;

    @Autowired
    Suggestions suggestions;

    @Autowired
    SessionFiller filler;

    @Autowired
    Balances balances;

    @TempDir
    Path folder;

    @BeforeEach
    void startFromNothing() {
        emptyLedger();
    }

    @AfterEach
    void peopleAndNoticesBalance() {
        filler.fill();
        assertThat(balances.count())
                .filteredOn(b -> List.of("people", "notices").contains(b.name()))
                .allMatch(Balance::holds, "holds");
    }

    private static String row(String id, String name, String nameHi, int year, String mobile) {
        return "%s,%s,%s,F,%d,%s,HCW,AADHAAR,Ward 1,800001,PHC Danapur,Patna,801503,2021-01-05T10:00:00+05:30\n"
                .formatted(id, name, nameHi, year, mobile);
    }

    private void load(String name, String content) throws IOException {
        load(Files.writeString(folder.resolve(name), content));
    }

    private void load(Path file) throws IOException {
        extracts.take(file.getFileName().toString(), Files.size(file), Instant.now(), file);
        extracts.release().forEach(extracts::load);
        filler.fill();
    }

    private Suggestions.Pair only() {
        List<Suggestions.Pair> pairs = suggestions.list(STATE, null, 10, 0);
        assertThat(pairs).hasSize(1);
        return pairs.get(0);
    }

    private String stateOf(String registrationId) {
        Suggestions.Pair pair = only();
        return (pair.a().registrationId().equals(registrationId) ? pair.a() : pair.b()).state();
    }

    @Test
    void thePeopleRegisteredTwiceByTheGeneratorAreFoundAndHardlyAnyoneElse() throws IOException {
        Path extract = folder.resolve("registrations-20210110T100000.csv");
        Path truth = folder.resolve("truth.csv");
        new PeopleGenerator(GeneratorPlaces.ofBihar(Path.of("config")))
                .generate(6_000, 7, new GeneratorOptions(Set.of(), 0.1, 0.05, 0.01, true, true), extract, truth);
        load(extract);
        int suggested = scan.suggest();

        Set<Set<String>> expected = new HashSet<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(truth)) {
            csv.stream()
                    .filter(row -> !row.getField("duplicate_of").isEmpty())
                    .forEach(row -> expected.add(
                            new TreeSet<>(List.of(row.getField("duplicate_of"), row.getField("registration_id")))));
        }
        Set<Set<String>> found = suggestions.list(STATE, null, 10_000, 0).stream()
                .map(p -> (Set<String>) new TreeSet<>(List.of(p.a().registrationId(), p.b().registrationId())))
                .collect(Collectors.toSet());
        assertThat(found).hasSize(suggested);
        Set<Set<String>> right = new HashSet<>(found);
        right.retainAll(expected);
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(right.size()).as("recall").isGreaterThanOrEqualTo(expected.size() * 99 / 100);
        assertThat(right.size()).as("precision").isGreaterThanOrEqualTo(found.size() * 97 / 100);
        assertThat(scan.suggest()).as("nothing new was loaded").isZero();
    }

    @Test
    void aLaterExtractSuggestsAgainstEverybodyKnownAndAChangedRowTakesTheSuggestionBack() throws IOException {
        load(
                "registrations-20210110T100000.csv",
                HEADER + row("D1", "Pooja Kumari", "पूजा कुमारी", 1990, "6100000001"));
        assertThat(scan.suggest()).isZero();
        load("registrations-20210111T100000.csv", HEADER + row("D2", "Puja Kumari", "", 1990, "6100000002"));
        assertThat(scan.suggest()).isEqualTo(1);
        assertThat(only().reasons())
                .containsExactly("name-sounds-alike", "same-year-of-birth", "same-posting", "same-home-pincode");

        load("registrations-20210112T100000.csv", HEADER + row("D2", "Puja Kumari", "", 1971, "6100000002"));
        scan.suggest();
        assertThat(suggestions.count(STATE, null)).isZero();
    }

    @Test
    void aCrowdOfOneNameYearAndPlaceIsAFillerAndSuggestsNobody() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i <= Candidates.CROWD; i++) {
            rows.append(row("C" + i, "Asha Worker", "", 1970, "61000001" + (10 + i)));
        }
        rows.append(row("D1", "Sunita Devi", "", 1980, "6100000001"))
                .append(row("D2", "Suneeta Devi", "", 1980, "6100000002"));
        load("registrations-20210110T100000.csv", rows.toString());

        assertThat(scan.suggest()).isEqualTo(1);
        assertThat(only().a().registrationId()).isEqualTo("D1");
    }

    @Test
    void oneOfTwoIsGivenInHindiOnly() throws IOException {
        load(
                "registrations-20210110T100000.csv",
                HEADER
                        + row("D1", "Savitri Kumari", "सावित्री कुमारी", 1976, "6100000001")
                        + row("D2", "", "सावित्री कुमारी", 1976, "6100000002"));

        assertThat(scan.suggest()).isEqualTo(1);
    }

    @Test
    void mergingWithdrawsOneWithALinkAndUndoingBringsThePersonBackAndTheMobileToo() throws IOException {
        twins();
        Suggestions.Pair pair = only();
        long keep = pair.a().personId();

        assertThatThrownBy(() -> desk.merge(pair.duplicateId(), keep, null, "same", "officer-1"))
                .hasMessageContaining("different mobiles");
        desk.merge(pair.duplicateId(), keep, true, "asked by telephone", "officer-1");
        assertThat(stateOf("D1")).isEqualTo("appointed");
        assertThat(stateOf("D2")).isEqualTo("withdrawn");
        assertThat(only().kept()).isEqualTo(keep);
        assertThat(only().a().mobile()).isEqualTo("6100000002");
        assertThat(jdbc.sql("select reason from withdrawn").query(String.class).single())
                .isEqualTo("the same person as registration D1 (duplicate " + pair.duplicateId() + ")");
        assertThat(jdbc.sql("select count(*) from ledger_entry where step = 'decide-duplicate' and actor = 'officer-1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThatThrownBy(() -> desk.merge(pair.duplicateId(), keep, true, "again", "officer-1"))
                .hasMessageContaining("decided already (merged)");

        desk.undo(pair.duplicateId(), "they are sisters", "officer-2");
        filler.fill();
        assertThat(stateOf("D2")).isEqualTo("appointed");
        assertThat(only().a().mobile()).isEqualTo("6100000001");
        assertThat(only().state()).isEqualTo("suggested");
    }

    @Test
    void whoeverIsNotTheSameIsNotSuggestedAgainUntilThatIsTakenBack() throws IOException {
        twins();
        long id = only().duplicateId();
        desk.notSame(id, "two sisters", "officer-1");
        load("registrations-20210112T100000.csv", HEADER + row("D2", "Sunita Devi", "सुनीता देवी", 1980, "6100000009"));
        scan.suggest();
        assertThat(only().state()).isEqualTo("not-same");

        desk.undo(id, "no, the same after all", "officer-1");
        assertThat(only().state()).isEqualTo("suggested");
        assertThatThrownBy(() -> desk.undo(id, "twice", "officer-1")).hasMessageContaining("Nothing was decided");
    }

    @Test
    void whoeverWasToldOfTheSameSessionIsToldNothingByAMerge() throws IOException {
        twins();
        assertThat(jdbc.sql("select count(distinct session_id) from appointment")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        jdbc.sql("update notice set state = 'delivered'").update();
        jdbc.sql("update appointment set fixed_at = now()").update();
        Suggestions.Pair pair = only();
        desk.merge(pair.duplicateId(), pair.a().personId(), false, "the same", "officer-1");

        assertThat(jdbc.sql("select kind || ' ' || state from notice order by notice_id")
                        .query(String.class)
                        .list())
                .containsExactly("invite delivered", "invite delivered");
    }

    @Test
    void aHeldPersonIsHeldAgainWhenAMergeIsUndone() throws IOException {
        load(
                "registrations-20210110T100000.csv",
                HEADER
                        + row("D1", "Sunita Devi", "", 1980, "6100000001")
                        + row("D2", "Sunita Devi", "", 1980, "6100000001")
                                .replace("801503", "700080")
                                .replace("PHC Danapur", ""));
        scan.suggest();
        Suggestions.Pair pair = only();
        assertThat(stateOf("D2")).isEqualTo("held");
        Map<String, Object> held = jdbc.sql("select * from held").query().singleRow();
        desk.merge(pair.duplicateId(), pair.a().personId(), null, "the same", "officer-1");
        assertThat(stateOf("D2")).isEqualTo("withdrawn");
        desk.undo(pair.duplicateId(), "not the same", "officer-1");

        assertThat(jdbc.sql("select * from held").query().singleRow()).isEqualTo(held);
    }

    private void twins() throws IOException {
        load(
                "registrations-20210110T100000.csv",
                HEADER
                        + row("D1", "Sunita Devi", "सुनीता देवी", 1980, "6100000001")
                        + row("D2", "Suneeta Devi", "सुनीता देवी", 1980, "6100000002"));
        assertThat(scan.suggest()).isEqualTo(1);
    }
}
