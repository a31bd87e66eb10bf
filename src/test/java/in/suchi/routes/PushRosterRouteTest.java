package in.suchi.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.deadletter.FailureHandler;
import in.suchi.district.DistrictPeers;
import in.suchi.district.LedgerRows;
import in.suchi.roster.Rosters;
import in.suchi.support.HubTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** routes/40-push-roster.camel.yaml as shipped, with the broker, the database and SFTP servers. */
@CamelSpringBootTest
class PushRosterRouteTest extends HubTest {

    private static final DistrictPeers PEERS = new DistrictPeers("patna", "nalanda");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Rosters rosters;

    @Autowired
    CamelContext camel;

    @Autowired
    @Qualifier("pushFailures")
    FailureHandler handler;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) {
        PEERS.register(registry);
    }

    @AfterEach
    void healPeers() {
        PEERS.heal();
    }

    @Test
    void aRosterLiesWholeAtItsDistrictWithChecksumIndexAndTheSitesOwnCopy() {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("S1", "BR-PAT-1", "patna", LedgerRows.START.minus(Duration.ofHours(20)));
        long person = ledger.appointed("S1", 1, "Asha", "6100000001");
        ledger.appointed("S1", 2, "Bina", "6100000002");
        ledger.revise("S1", rosters);

        String name = "roster-patna-BR-PAT-1-2021-01-15-S1-r1.csv";
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "rosters"))
                .contains("index-patna-2021-01-15.csv", "index-patna-2021-01-15.csv.sha256", name, name + ".sha256"));
        String roster = PEERS.read("patna", "rosters/" + name);
        assertThat(roster).contains("Asha").contains("Bina");
        assertThat(PEERS.read("patna", "rosters/" + name + ".sha256"))
                .isEqualTo(DigestUtils.sha256Hex(roster.getBytes(StandardCharsets.UTF_8)) + "  " + name + "\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.read("patna", "rosters/index-patna-2021-01-15.csv")
                        .lines())
                .contains(
                        "session_id,site_code,date,status,revision,count,digest,file",
                        "S1,BR-PAT-1,2021-01-15,planned,1,2," + digest("S1") + "," + name));
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "sites/BR-PAT-1"))
                .containsExactly(name, name + ".sha256", name.replace(".csv", ".txt")));
        assertThat(PEERS.read("patna", "sites/BR-PAT-1/" + name.replace(".csv", ".txt")))
                .contains("revision 1, 2 people, digest " + digest("S1") + ", replaces none");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S1", 1, "patna-sftp")).isEqualTo("accepted"));
        assertThat(jdbc.sql("select fixed_at is not null from appointment where person_id = ?")
                        .param(person)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aDistrictThatIsDownGetsOnlyTheNewestRevisionWhenItIsBack() {
        PEERS.peer("patna").stop();
        LedgerRows ledger = session("S2", "patna");
        ledger.revise("S2", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S2", 1, "patna-sftp")).isEqualTo("pending"));
        await().atMost(SOON).untilAsserted(() -> assertThat(alarms("endpoint-paused", "patna-sftp"))
                .isEqualTo(1));
        ledger.appointed("S2", 2, "Bina", "6100000002");
        ledger.revise("S2", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S2", 1, "patna-sftp")).isEqualTo("superseded"));
        PEERS.peer("patna").start();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S2", 2, "patna-sftp")).isEqualTo("accepted"));
        assertThat(PEERS.files("patna", "rosters"))
                .contains(file("S2", "patna", 2))
                .doesNotContain(file("S2", "patna", 1));
        assertThat(alarms("endpoint-paused", "patna-sftp")).isZero();
    }

    @Test
    void anEndpointThatRefusesTheLoginPausesWithOneAlarmAndItsWorkResumesWithoutLosingTries() {
        LedgerRows ledger = session("S3", "patna");
        // Known logins stay open; a server that starts again asks everybody for the login again.
        PEERS.peer("patna").refuseLogins(true).stop();
        PEERS.peer("patna").start();
        ledger.revise("S3", rosters);
        await().atMost(SOON).untilAsserted(() -> assertThat(alarms("endpoint-paused", "patna-sftp"))
                .isEqualTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(jdbc.sql(
                                "select failures from endpoint_rest where endpoint = 'patna-sftp' and reason = 'login-refused'")
                        .query(Integer.class)
                        .optional()
                        .orElse(0))
                .isGreaterThanOrEqualTo(3));
        PEERS.peer("patna").refuseLogins(false);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S3", 1, "patna-sftp")).isEqualTo("accepted"));
        assertThat(jdbc.sql("select max(tries) from push where session_id = 'S3'")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(2);
        assertThat(alarms("endpoint-paused", "patna-sftp")).isZero();
        assertThat(jdbc.sql("select count(*) from dead_letter where kind = 'roster' and district = 'patna'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anEndpointThatHangsDelaysNobodyElse() {
        PEERS.peer("patna").delay(Duration.ofSeconds(6));
        LedgerRows ledger = session("S4", "patna");
        session("S5", "nalanda");
        ledger.revise("S4", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S4", 1, "patna-sftp")).isEqualTo("sending"));
        ledger.revise("S5", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S5", 1, "nalanda-sftp")).isEqualTo("accepted"));
        assertThat(state("S4", 1, "patna-sftp")).isNotEqualTo("accepted");
        PEERS.peer("patna").delay(Duration.ZERO);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S4", 1, "patna-sftp")).isEqualTo("accepted"));
    }

    @Test
    void aFullDiskLeavesNoHalfFileUnderTheFinalNameAndTheNextTryHealsIt() throws Exception {
        PEERS.peer("nalanda").failWritesAfter(60);
        LedgerRows ledger = session("S6", "nalanda");
        ledger.revise("S6", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(error("S6", "nalanda-sftp")).contains("SftpException"));
        assertThat(PEERS.files("nalanda", "rosters")).doesNotContain(file("S6", "nalanda", 1));
        PEERS.peer("nalanda").failWritesAfter(-1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S6", 1, "nalanda-sftp")).isEqualTo("accepted"));
        assertThat(PEERS.files("nalanda", "rosters"))
                .contains(file("S6", "nalanda", 1))
                .doesNotContain(file("S6", "nalanda", 1) + ".part");
    }

    @Test
    void aPushWhoseHubWasKilledBetweenUploadAndRenameIsMadeAgain() throws Exception {
        LedgerRows ledger = session("S7", "nalanda");
        Files.writeString(PEERS.folder("nalanda").resolve("rosters/" + file("S7", "nalanda", 1) + ".part"), "half");
        ledger.revise("S7", rosters);
        jdbc.sql("""
                        insert into push (kind, session_id, revision, district, endpoint, state, digest, made_at, state_at, tries, lease_until)
                        select 'roster', session_id, revision, 'nalanda', 'nalanda-sftp', 'sending', digest, now(), now(), 1,
                               now() + interval '1 second' from roster where session_id = 'S7' on conflict do nothing""").update();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S7", 1, "nalanda-sftp")).isEqualTo("accepted"));
        assertThat(PEERS.read("nalanda", "rosters/" + file("S7", "nalanda", 1))).contains("Asha");
        assertThat(PEERS.files("nalanda", "rosters")).doesNotContain(file("S7", "nalanda", 1) + ".part");
    }

    @Test
    void afterItsLastTryAPushIsADeadLetterOfItsDistrictAndRetryIsSafeToPressTwice() {
        PEERS.peer("nalanda").readOnly(true);
        LedgerRows ledger = session("S8", "nalanda");
        ledger.revise("S8", rosters);
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(state("S8", 1, "nalanda-sftp")).isEqualTo("dead"));
        String pushId = jdbc.sql("select push_id from push where session_id = 'S8' and endpoint = 'nalanda-sftp'")
                .query(String.class)
                .single();
        assertThat(jdbc.sql(
                                "select queue || ' ' || reason || ' ' || state from dead_letter where kind = 'roster' and subject = ?")
                        .param(pushId)
                        .query(String.class)
                        .single())
                .isEqualTo("roster.push.nalanda refused-by-server open");
        PEERS.peer("nalanda").readOnly(false);
        assertThat(handler.putBack("roster", pushId)).isNull();
        assertThat(handler.putBack("roster", pushId)).isNotNull();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S8", 1, "nalanda-sftp")).isEqualTo("accepted"));
        assertThat(handler.putBack("roster", pushId)).contains("accepted already");
        assertThat(jdbc.sql("select state from dead_letter where kind = 'roster' and subject = ?")
                        .param(pushId)
                        .query(String.class)
                        .single())
                .isEqualTo("settled");
    }

    @Test
    void aDeadPushOfAnOlderRevisionIsNotRetried() {
        LedgerRows ledger = session("S9", "nalanda");
        ledger.revise("S9", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S9", 1, "nalanda-sftp")).isEqualTo("accepted"));
        jdbc.sql("update push set state = 'dead' where session_id = 'S9' and endpoint = 'nalanda-sites'")
                .update();
        String pushId = jdbc.sql("select push_id from push where session_id = 'S9' and endpoint = 'nalanda-sites'")
                .query(String.class)
                .single();
        ledger.appointed("S9", 2, "Bina", "6100000002");
        ledger.revise("S9", rosters);
        assertThat(handler.putBack("roster", pushId)).isEqualTo("superseded by revision 2");
    }

    @Test
    void anAcknowledgementMarksItsPushAndOneThatNamesNothingIsMovedAside() throws Exception {
        LedgerRows ledger = session("S10", "patna");
        ledger.revise("S10", rosters);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state("S10", 1, "patna-sftp")).isEqualTo("accepted"));
        String ack = file("S10", "patna", 1) + ".ack";
        Files.writeString(PEERS.folder("patna").resolve("ack/" + ack), "");
        Files.writeString(PEERS.folder("patna").resolve("ack/../ack/stranger.csv.ack"), "");
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "ack/.done"))
                .contains(ack));
        await().atMost(SOON).untilAsserted(() -> assertThat(PEERS.files("patna", "ack/.unknown"))
                .containsExactly("stranger.csv.ack"));
        assertThat(jdbc.sql(
                                "select acknowledged_at is not null from push where session_id = 'S10' and endpoint = 'patna-sftp'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(PEERS.files("patna", "ack")).isEmpty();
    }

    @Test
    void anIndexIsWrittenOnceForManyPushes() {
        NotifyBuilder often = new NotifyBuilder(camel)
                .fromRoute("write-index-nalanda-sftp")
                .whenDone(8)
                .create();
        LedgerRows ledger = new LedgerRows(jdbc);
        for (int i = 0; i < 30; i++) {
            ledger.session("M" + i, "BR-NAL-" + i, "nalanda", LedgerRows.START.minus(Duration.ofHours(40)));
            ledger.appointed("M" + i, 1, "Asha", "6100000001");
            jdbc.sql("insert into roster_request values (?)").param("M" + i).update();
        }
        rosters.revise();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(PEERS.files("nalanda", "rosters"))
                .contains("index-nalanda-2021-01-14.csv"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(PEERS.read("nalanda", "rosters/index-nalanda-2021-01-14.csv")
                                .lines())
                        .hasSize(31));
        assertThat(often.matches())
                .as("index written far less often than rosters")
                .isFalse();
    }

    private LedgerRows session(String id, String district) {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session(id, "BR-1", district, LedgerRows.START.minus(Duration.ofHours(20)));
        ledger.appointed(id, 1, "Asha", "6100000001");
        return ledger;
    }

    private static String file(String session, String district, int revision) {
        return "roster-%s-BR-1-2021-01-15-%s-r%d.csv".formatted(district, session, revision);
    }

    private String state(String session, int revision, String endpoint) {
        return jdbc.sql(
                        "select state from push where kind = 'roster' and session_id = ? and revision = ? and endpoint = ?")
                .params(session, revision, endpoint)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private String error(String session, String endpoint) {
        return jdbc.sql("select coalesce(max(last_error), '') from push where session_id = ? and endpoint = ?")
                .params(session, endpoint)
                .query(String.class)
                .single();
    }

    private int alarms(String kind, String subject) {
        return jdbc.sql("select count(*) from alarm where kind = ? and subject = ? and cleared_at is null")
                .params(kind, subject)
                .query(Integer.class)
                .single();
    }

    private String digest(String session) {
        return jdbc.sql("select digest from roster where session_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }
}
