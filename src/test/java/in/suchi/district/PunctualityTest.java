package in.suchi.district;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class PunctualityTest extends HubTest {

    private static final DistrictPeers PEERS = new DistrictPeers("patna");
    private static final Instant START = LedgerRows.START;
    private static final Instant SIX_IN_THE_EVENING = START.minus(Duration.ofHours(15));

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    Punctuality punctuality;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) {
        PEERS.register(registry);
        for (String route : new String[] {"plan-pushes", "release-pushes", "check-punctuality", "call-sheet", "fill"}) {
            registry.add("suchi.routes." + route + "-period", () -> "3600000");
        }
    }

    @Test
    void beforeTheFortyEightHoursNothingIsDue() {
        at(START.minus(Duration.ofHours(60)), "P1", "patna");
        assertThat(state("P1", START.minus(Duration.ofHours(49)))).isEqualTo(Punctuality.State.NOT_DUE);
    }

    @Test
    void theFirstRosterIsLateWhenItIsNotThereFortyEightHoursBefore() {
        at(START.minus(Duration.ofHours(60)), "P2", "patna");
        assertThat(state("P2", START.minus(Duration.ofHours(48)))).isEqualTo(Punctuality.State.IN_TIME);
        assertThat(state("P2", START.minus(Duration.ofHours(47)))).isEqualTo(Punctuality.State.FIRST_LATE);
        accepted("P2", 1, START.minus(Duration.ofHours(46)));
        assertThat(state("P2", START.minus(Duration.ofHours(40)))).isEqualTo(Punctuality.State.FIRST_LATE);
    }

    @Test
    void aSessionPlannedLateHasItsFirstRosterInTimeWhenItIsSentAtOnce() {
        at(START.minus(Duration.ofHours(30)), "P3", "patna");
        accepted("P3", 1, START.minus(Duration.ofHours(30)).plusSeconds(60));
        assertThat(state("P3", START.minus(Duration.ofHours(20)))).isEqualTo(Punctuality.State.IN_TIME);
    }

    @Test
    void theFinalRosterIsLateAfterSixInTheEveningOnTheDayBefore() {
        at(START.minus(Duration.ofHours(60)), "P4", "patna");
        accepted("P4", 1, START.minus(Duration.ofHours(48)));
        assertThat(state("P4", SIX_IN_THE_EVENING.plusSeconds(1))).isEqualTo(Punctuality.State.IN_TIME);
        new LedgerRows(jdbc).roster("P4", SIX_IN_THE_EVENING.plusSeconds(60));
        assertThat(state("P4", SIX_IN_THE_EVENING.plusSeconds(61))).isEqualTo(Punctuality.State.FINAL_LATE);
        accepted("P4", 2, SIX_IN_THE_EVENING.plusSeconds(70));
        assertThat(state("P4", START.minusSeconds(60))).isEqualTo(Punctuality.State.FINAL_LATE);
    }

    @Test
    void oneAlarmStandsForEachDistrictWithLateListsAndForEachWithoutAnEndpoint() {
        at(START.minus(Duration.ofHours(60)), "P5", "patna");
        at(START.minus(Duration.ofHours(60)), "P6", "patna");
        at(START.minus(Duration.ofHours(60)), "P7", "nalanda");
        clock.moveTo(START.minus(Duration.ofHours(24)));
        punctuality.check();
        punctuality.check();
        assertThat(alarm("list-late", "patna")).contains("not there yet");
        assertThat(alarm("no-endpoint", "nalanda")).contains("add an endpoint");
        assertThat(state("P7", START.minus(Duration.ofHours(24)))).isEqualTo(Punctuality.State.NO_ENDPOINT);
        clock.moveTo(START.plusSeconds(60));
        punctuality.check();
        assertThat(jdbc.sql(
                                "select count(*) from alarm where kind in ('list-late', 'no-endpoint') and cleared_at is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void at(Instant made, String session, String district) {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session(session, "BR-1", district, START);
        ledger.appointed(session, 1, "Asha", "6100000001");
        ledger.roster(session, made);
    }

    private void accepted(String session, int revision, Instant at) {
        for (String endpoint : new String[] {"patna-sftp", "patna-sites"}) {
            jdbc.sql("""
                            insert into push (kind, session_id, revision, district, endpoint, state, digest, made_at, state_at, accepted_at)
                            values ('roster', ?, ?, 'patna', ?, 'accepted', 'd', ?, ?, ?)""")
                    .params(session, revision, endpoint, Timestamp.from(at), Timestamp.from(at), Timestamp.from(at))
                    .update();
        }
    }

    /** The same at both endpoints of the district. */
    private Punctuality.State state(String session, Instant now) {
        clock.moveTo(now);
        return punctuality.of(null, START, START.plusSeconds(1)).stream()
                .filter(standing -> standing.sessionId().equals(session))
                .map(Punctuality.Standing::state)
                .distinct()
                .reduce((a, b) -> {
                    throw new AssertionError("endpoints differ: " + a + " " + b);
                })
                .orElseThrow();
    }

    private String alarm(String kind, String subject) {
        return jdbc.sql("select message from alarm where kind = ? and subject = ? and cleared_at is null")
                .params(kind, subject)
                .query(String.class)
                .single();
    }
}
