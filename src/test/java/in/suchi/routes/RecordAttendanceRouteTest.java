package in.suchi.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.attendance.AttendanceDesk;
import in.suchi.district.DistrictPeers;
import in.suchi.district.LedgerRows;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** routes/70-record-attendance.camel.yaml as shipped, with the broker, the database and SFTP servers. */
@CamelSpringBootTest
class RecordAttendanceRouteTest extends HubTest {

    private static final DistrictPeers PEERS = new DistrictPeers("patna", "gaya");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HEADER = "session_id,registration_id,status,at,remark\n";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    AttendanceDesk desk;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) {
        PEERS.register(registry);
    }

    @BeforeEach
    void eveningAfterTheSession() {
        clock.moveTo(LedgerRows.START.plus(Duration.ofHours(9)));
    }

    private static String row(String session, long person, String status, String time) {
        return session + ",R" + person + "," + status + ",2021-01-16T" + time + ":00+05:30,\n";
    }

    private static void put(String district, String name, String content) {
        try {
            Path folder = PEERS.folder(district).resolve("attendance");
            Path part = Files.writeString(folder.resolve("." + name + ".part"), content);
            Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String stateOf(long person) {
        return jdbc.sql("""
                        select string_agg(state, '+') from (
                            select 'appointed ' || session_id as state from appointment where person_id = :p
                            union all select 'waiting' from waiting where person_id = :p
                            union all select outcome from finished where person_id = :p) s""").param("p", person).query(String.class).optional().orElse("");
    }

    @Test
    void aFileOfTheDistrictIsRecordedAndMovedAndItsBadRowsComeBackWithLineAndReason() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("A1", "BR-1", "patna", LedgerRows.START);
        ledger.session("A1-GAYA", "BR-9", "gaya", LedgerRows.START);
        long asha = ledger.appointed("A1", 1, "Asha", "6100000001");
        long bina = ledger.appointed("A1", 2, "Bina", "6100000002");
        long chanda = ledger.appointed("A1-GAYA", 1, "Chanda", "6100000003");
        put(
                "patna",
                "attendance-A1.csv",
                "\ufeff" + HEADER + row("A1", asha, "arrived", "09:10") + row("A1", asha, "vaccinated", "09:30")
                        + row("A1", bina, "absent", "17:00")
                        + "A1,NOBODY,arrived,2021-01-16 09:30,=cmd\n"
                        + row("A9", asha, "arrived", "09:30")
                        + row("A1-GAYA", chanda, "vaccinated", "09:30")
                        + row("A1", chanda, "vaccinated", "09:30")
                        + "A1,R" + bina + ",arrived,2021-01-15 09:30,\n"
                        + "A1,R" + bina + ",came,2021-01-16 09:30,\n");

        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "attendance/rejects"))
                .containsExactly("attendance-A1.rejects.csv"));
        assertThat(PEERS.files("patna", "attendance/.done")).contains("attendance-A1.csv");
        assertThat(stateOf(asha)).isEqualTo("vaccinated");
        assertThat(stateOf(bina)).isEqualTo("waiting");
        assertThat(stateOf(chanda)).isEqualTo("appointed A1-GAYA");
        assertThat(PEERS.read("patna", "attendance/rejects/attendance-A1.rejects.csv")
                        .lines()
                        .map(line -> line.replaceAll(",(Nobody|The hub|This|The status)[^,]*,", ",…,")
                                .replaceAll("\"[^\"]*\"", "…")))
                .containsExactlyElementsOf(Stream.of(
                                "line,registration_id,column,value,reason,message,session_id,original registration_id,status,at,remark",
                                "5,NOBODY,registration_id,NOBODY,person-unknown,…,A1,NOBODY,arrived,2021-01-16 09:30,'=cmd",
                                "6,R%1$d,session_id,A9,session-unknown,…,A9,R%1$d,arrived,2021-01-16T09:30:00+05:30,",
                                "7,R%3$d,session_id,A1-GAYA,session-of-others,…,A1-GAYA,R%3$d,vaccinated,2021-01-16T09:30:00+05:30,",
                                "8,R%3$d,registration_id,R%3$d,not-on-session,…,A1,R%3$d,vaccinated,2021-01-16T09:30:00+05:30,",
                                "9,R%2$d,at,2021-01-15T09:30+05:30,time-before-session,…,A1,R%2$d,arrived,2021-01-15 09:30,",
                                "10,R%2$d,status,came,status-unknown,…,A1,R%2$d,came,2021-01-16 09:30,")
                        .map(line -> line.formatted(asha, bina, chanda))
                        .toList());
    }

    @Test
    void theSameFileAgainAndTheSameRowsInAnotherOrderChangeNothing() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("A2", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("A2", 1, "Asha", "6100000001");
        long bina = ledger.appointed("A2", 2, "Bina", "6100000002");
        String first = row("A2", asha, "arrived", "09:10") + row("A2", asha, "vaccinated", "09:30");
        String second = row("A2", bina, "deferred", "11:00");
        put("patna", "attendance-A2.csv", HEADER + first + second + second);
        await().atMost(SOON).until(() -> loaded("attendance-A2.csv") == 1);
        assertThat(counts("attendance-A2.csv")).containsExactly("4 read, 3 recorded, 1 repeated, 0 rejected");

        put("patna", "attendance-A2.csv", HEADER + second + row("A2", asha, "vaccinated", "09:30"));
        await().atMost(SOON).until(() -> loaded("attendance-A2.csv") == 2);

        assertThat(counts("attendance-A2.csv")).contains("2 read, 0 recorded, 2 repeated, 0 rejected");
        assertThat(stateOf(asha)).isEqualTo("vaccinated");
        assertThat(stateOf(bina)).isEqualTo("waiting");
        assertThat(jdbc.sql("select count(*) from appointment_event where person_id in (?, ?) and what = 'ended'")
                        .params(asha, bina)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatIsNoReportMovesToFailedAsADeadLetterAndTheNextFileIsTakenAllTheSame() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("A3", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("A3", 1, "Asha", "6100000001");
        put("patna", "attendance-A3-0.csv", "session,person\nA3,6100000001\n");
        put("patna", "attendance-A3-1.csv", "session_id,registration_id\n\"A3,\"6100000001\"\n");
        put("patna", "attendance-A3-2.csv", HEADER + row("A3", asha, "refused", "09:30"));

        await().atMost(SOON).until(() -> stateOf(asha).equals("refused"));
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "attendance/.failed"))
                .contains("attendance-A3-0.csv", "attendance-A3-1.csv"));
        List<String> letters = jdbc.sql(
                        "select reason || ' ' || district || ': ' || last_error from dead_letter where queue = 'attendance.load' order by 1")
                .query(String.class)
                .list();
        assertThat(letters)
                .hasSize(2)
                .allMatch(letter -> letter.startsWith("attendance-unreadable patna: attendance-A3-"));
        assertThat(letters).noneMatch(letter -> letter.contains("6100000001"));
    }

    @Test
    void noticesThatWaitForThePersonAreCancelledAndNothingMoreIsOwed() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("A4", "BR-1", "patna", LedgerRows.START);
        long asha = ledger.appointed("A4", 1, "Asha", "6100000001");
        ledger.notice(asha, "scheduled", LedgerRows.START);
        ledger.notice(asha, "delivered", LedgerRows.START);
        long owed = owed(asha);
        put("patna", "attendance-A4.csv", HEADER + row("A4", asha, "refused", "09:30"));

        await().atMost(SOON).until(() -> stateOf(asha).equals("refused"));
        assertThat(jdbc.sql("select state from notice where person_id = ? order by notice_id")
                        .param(asha)
                        .query(String.class)
                        .list())
                .containsExactly("cancelled", "delivered");
        assertThat(owed(asha)).isEqualTo(owed);
    }

    @Test
    void anOfficersCallGoesTheSameWayAndIsBoundToTheirDistrict() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("A5", "BR-1", "patna", LedgerRows.START);
        ledger.session("A5-GAYA", "BR-9", "gaya", LedgerRows.START);
        long asha = ledger.appointed("A5", 1, "Asha", "6100000001");
        long bina = ledger.appointed("A5-GAYA", 1, "Bina", "6100000002");
        String csv = HEADER + row("A5", asha, "vaccinated", "09:30") + row("A5-GAYA", bina, "vaccinated", "09:30");

        long report = ((AttendanceDesk.Sent.Taken) send(csv, "patna")).reportId();
        await().atMost(SOON)
                .until(() -> desk.find(report, "patna").orElseThrow().state().equals("loaded"));

        assertThat(desk.find(report, "patna").orElseThrow().rejected()).isEqualTo(1);
        assertThat(desk.find(report, "gaya")).isEmpty();
        assertThat(stateOf(asha)).isEqualTo("vaccinated");
        assertThat(stateOf(bina)).isEqualTo("appointed A5-GAYA");
        assertThat(((AttendanceDesk.Sent.Refused) send("a,b\n", null)).why()).contains("session_id is missing");
    }

    @Test
    void rejectsWaitForAnEndpointThatIsAwayAndGoBackLater() {
        put("gaya", "attendance-A6.csv", HEADER + row("A6", 99, "arrived", "09:30"));
        await().atMost(SOON).until(() -> loaded("attendance-A6.csv") == 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("gaya", "attendance/rejects"))
                .contains("attendance-A6.rejects.csv"));
        PEERS.peer("gaya").failWritesAfter(0);
        put("gaya", "attendance-A7.csv", HEADER + row("A7", 99, "arrived", "09:30"));
        await().atMost(SOON).until(() -> jdbc.sql(
                        "select count(*) from attendance_report where file_name = 'attendance-A7.csv' and rejects_tries > 0")
                .query(Integer.class)
                .single()
                .equals(1));
        PEERS.heal();

        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("gaya", "attendance/rejects"))
                .contains("attendance-A7.rejects.csv"));
    }

    private AttendanceDesk.Sent send(String csv, String district) {
        return desk.send(
                "attendance-api.csv",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                district,
                "officer-1");
    }

    private int loaded(String file) {
        return jdbc.sql("select count(*) from attendance_report where file_name = ? and state = 'loaded'")
                .param(file)
                .query(Integer.class)
                .single();
    }

    private List<String> counts(String file) {
        return jdbc.sql("""
                        select rows_read || ' read, ' || rows_recorded || ' recorded, ' || rows_repeated || ' repeated, ' || rows_rejected || ' rejected'
                        from attendance_report where file_name = ? order by report_id""").param(file).query(String.class).list();
    }

    private long owed(long person) {
        return jdbc.sql("select count(*) from appointment_event where person_id = ? and owes is not null")
                .param(person)
                .query(Long.class)
                .single();
    }
}
