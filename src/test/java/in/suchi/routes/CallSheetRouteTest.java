package in.suchi.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import in.suchi.callsheet.CallResult;
import in.suchi.callsheet.CallSheets;
import in.suchi.district.DistrictPeers;
import in.suchi.district.LedgerRows;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** routes/60-call-sheet.camel.yaml as shipped, with the broker, the database and an SFTP server. */
@CamelSpringBootTest
class CallSheetRouteTest extends HubTest {

    private static final DistrictPeers PEERS = new DistrictPeers("patna");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEADER =
            "session_id,serial,registration_id,name,name_hi,mobile,alternative,reason,notice_state,last_change,result,remark";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    CallSheets callSheets;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) {
        PEERS.register(registry);
        // Notices of these tests are what the tests make them.
        registry.add("suchi.routes.release-notices-period", () -> "3600000");
    }

    @BeforeEach
    void sixtyHoursBefore() {
        clock.moveTo(LedgerRows.START.minus(Duration.ofHours(60)));
    }

    @Test
    void aSheetOpensAtSendByWithEverybodyWhoseLatestNoticeIsNotDelivered() throws IOException {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("C1", "BR-1", "patna", LedgerRows.START);
        List<NamedCsvRecord> cases = cases();
        Instant at = LedgerRows.START.minus(Duration.ofHours(20));
        for (int i = 0; i < cases.size(); i++) {
            NamedCsvRecord row = cases.get(i);
            String mobile = row.getField("mobile");
            long person = ledger.appointed("C1", i + 1, row.getField("case"), mobile.isEmpty() ? null : mobile);
            for (String state : row.getField("notices").split("\\|")) {
                if (!state.isEmpty()) {
                    ledger.notice(person, state, at);
                }
            }
        }
        clock.moveTo(sendBy().minusSeconds(60));
        await().during(Duration.ofSeconds(1)).until(() -> revision("C1") == 0);
        clock.moveTo(sendBy());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(PEERS.files("patna", "rosters")).contains(file("C1", 1)));
        List<String> expected = cases.stream()
                .filter(row -> !row.getField("place").isEmpty())
                .sorted((a, b) ->
                        Integer.compare(Integer.parseInt(a.getField("place")), Integer.parseInt(b.getField("place"))))
                .map(row -> row.getField("case") + ": " + row.getField("reason") + ", " + row.getField("notice_state"))
                .toList();
        assertThat(sheet("C1", 1))
                .extracting(row ->
                        row.getField("name") + ": " + row.getField("reason") + ", " + row.getField("notice_state"))
                .containsExactlyElementsOf(expected);
        assertThat(PEERS.read("patna", "rosters/" + file("C1", 1)).lines().findFirst())
                .contains(HEADER);
    }

    @Test
    void aSheetIsRevisedHourlyWhileSomethingChangesAndOtherwiseNot() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("C2", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("C2", 1, "Asha", "6100000001");
        ledger.notice(asha, "undelivered", sendBy().minusSeconds(600));
        clock.moveTo(sendBy());
        await().atMost(SOON).untilAsserted(() -> assertThat(revision("C2")).isEqualTo(1));
        clock.moveTo(sendBy().plus(Duration.ofHours(2)));
        await().during(Duration.ofSeconds(1)).until(() -> revision("C2") == 1);

        long bina = ledger.appointed("C2", 2, "Bina", null);
        ledger.notice(bina, "no-number", clock.instant());
        await().atMost(SOON).untilAsserted(() -> assertThat(revision("C2")).isEqualTo(2));
        jdbc.sql("update notice set state = 'delivered' where person_id = ?")
                .param(asha)
                .update();
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(30)));
        await().during(Duration.ofSeconds(1)).until(() -> revision("C2") == 2);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(31)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(PEERS.files("patna", "rosters")).contains(file("C2", 3)));
        assertThat(sheet("C2", 3)).extracting(row -> row.getField("name")).containsExactly("Bina");
    }

    @Test
    void aSheetClosesAtTheStartWithWhatIsTrueThenAndStaysSo() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("C3", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("C3", 1, "Asha", "6100000001");
        long bina = ledger.appointed("C3", 2, "Bina", "6100000002");
        ledger.notice(asha, "submitted", sendBy());
        ledger.notice(bina, "delivered", sendBy());
        clock.moveTo(LedgerRows.START.minusSeconds(60));
        await().atMost(SOON).untilAsserted(() -> assertThat(people("C3")).containsExactly(asha));
        jdbc.sql("update notice set state = 'delivered' where person_id = ?")
                .param(asha)
                .update();
        jdbc.sql("update notice set state = 'undelivered' where person_id = ?")
                .param(bina)
                .update();
        clock.moveTo(LedgerRows.START);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        jdbc.sql("select closed_at is not null from callsheet where session_id = 'C3'")
                                .query(Boolean.class)
                                .single())
                .isTrue());
        assertThat(people("C3")).containsExactly(bina);

        jdbc.sql("update notice set state = 'delivered' where person_id = ?")
                .param(bina)
                .update();
        clock.moveTo(LedgerRows.START.plus(Duration.ofHours(3)));
        await().during(Duration.ofSeconds(1)).until(() -> people("C3").equals(List.of(bina)));
        assertThat(revision("C3")).isEqualTo(2);
    }

    @Test
    void theResultOfACallIsInTheNextRevisionAndDoesNotVanishFromTheLedger() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("C4", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("C4", 1, "Asha", "6100000001");
        ledger.notice(asha, "undelivered", sendBy());
        clock.moveTo(sendBy());
        await().atMost(SOON).untilAsserted(() -> assertThat(revision("C4")).isEqualTo(1));
        assertThat(callSheets.record("C4", asha, CallResult.REACHED, "=will come", "officer-1"))
                .isTrue();
        assertThat(callSheets.record("C4", asha + 1_000, CallResult.REACHED, null, "officer-1"))
                .isFalse();
        clock.moveTo(sendBy().plus(Duration.ofHours(1)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(PEERS.files("patna", "rosters")).contains(file("C4", 2)));
        assertThat(sheet("C4", 2))
                .extracting(row -> row.getField("result") + " " + row.getField("remark"))
                .containsExactly("reached '=will come");
        assertThat(jdbc.sql("select what from ledger_entry where person_id = ?")
                        .param(asha)
                        .query(String.class)
                        .list())
                .containsExactly("telephoned: reached");
    }

    private static Instant sendBy() {
        return LedgerRows.START.minus(Duration.ofHours(15));
    }

    private static String file(String session, int revision) {
        return "callsheet-patna-BR-1-2021-01-16-%s-r%d.csv".formatted(session, revision);
    }

    private int revision(String session) {
        return jdbc.sql("select coalesce(max(revision), 0) from callsheet where session_id = ?")
                .param(session)
                .query(Integer.class)
                .single();
    }

    private List<Long> people(String session) {
        return jdbc.sql("select person_id from callsheet_entry where session_id = ? order by 1")
                .param(session)
                .query(Long.class)
                .list();
    }

    private static List<NamedCsvRecord> sheet(String session, int revision) {
        return CsvReader.builder().ofNamedCsvRecord(PEERS.read("patna", "rosters/" + file(session, revision))).stream()
                .toList();
    }

    private static List<NamedCsvRecord> cases() throws IOException {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(Path.of("src/test/resources/cases/call-sheet.csv"))) {
            return csv.stream().toList();
        }
    }
}
