package in.suchi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.faults.agent.BrokenBuild;
import in.suchi.faults.agent.Step;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The fault suite in its long form ({@code mvn verify -Pfaults}): every step, every link, every peer; it writes src/docs/faults.md. */
@EnabledIfSystemProperty(
        named = "suchi.faults",
        matches = "long",
        disabledReason = "takes an hour or more: mvn verify -Pfaults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LongFaultsIT {

    private static final int KILLS = Integer.getInteger("suchi.faults.kills", 52);
    private static final int KILLS_A_ROUND = 4;
    private static final int ANY_MOMENT = Integer.getInteger("suchi.faults.any-moment", 12);
    private static final int CATCH_UP = 24;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final KillPlan PLAN = new KillPlan();
    private static final FaultTable TABLE = new FaultTable();
    private static long seed;
    private static Scene scene;
    private static Suite suite;
    private static Resources atFirst;

    @BeforeAll
    static void open() {
        seed = Seed.printed();
        scene = new Scene(folder, BrokenBuild.NONE, false);
        suite = new Suite(scene, TABLE, seed);
        scene.hub.start();
    }

    /** Also of a run that did not come to its end: then it says what was done. */
    @AfterAll
    static void close() throws Exception {
        scene.close();
        TABLE.write(Path.of("src/docs/faults.md"), head());
    }

    private static String head() {
        return """
                # What the fault suite found

                Written by `mvn verify -Pfaults` on %s, seed %d: %d rounds. The suite runs the packaged jar, PostgreSQL, a broker, the
                registry's and the districts' SFTP servers and a gateway, each in a process of its own, with a proxy on every link. In each round
                people come in, something is broken at a random moment, everything is put right again, and when the hub is at rest the
                registry's own list is compared with the gateway's record and the districts' files, byte for byte.

                *Lost*: people or SMS that are missing. *Sent twice*: SMS that the gateway took once more than owed; each of them is counted by the
                ledger as possibly sent twice. *Recovery*: from the fault's end (for a kill: from the new start of the hub, which takes the larger
                part) until nothing is open any more. Where one kill interrupted several steps at once, its figures stand at each of them.

                """.formatted(LocalDate.now(), seed, TABLE.rounds());
    }

    @Test
    @Order(1)
    void withoutAFaultNobodyIsLost() throws Exception {
        suite.calm();
        atFirst = Resources.of(scene);
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> faultsOfTheLinks() {
        return tests(Links.all(suite).stream());
    }

    @Test
    @Order(3)
    void memoryConnectionsAndThreadsAreBackToRest() {
        assertThat(Resources.of(scene).beyond(atFirst)).isEmpty();
    }

    @TestFactory
    @Order(4)
    Stream<DynamicTest> faultsOfThePeers() {
        return tests(Peers.all(suite).stream());
    }

    @TestFactory
    @Order(5)
    Stream<DynamicTest> faultsOfExtractsAndClocks() {
        return tests(Stream.concat(Inputs.extracts(suite).stream(), Inputs.clocks(suite).stream()));
    }

    @TestFactory
    @Order(6)
    Stream<DynamicTest> killsInEveryStep() {
        return IntStream.range(0, KILLS / KILLS_A_ROUND)
                .mapToObj(n -> DynamicTest.dynamicTest("kills, round " + (n + 1), () -> {
                    List<List<Step>> kills = new ArrayList<>();
                    for (int i = 0; i < KILLS_A_ROUND; i++) {
                        kills.add(PLAN.next());
                    }
                    suite.killAndRest(kills, PLAN::hit);
                }));
    }

    @Test
    @Order(7)
    void everyStepWasHitThreeTimes() {
        for (int n = 0; n < CATCH_UP && !PLAN.missing().isEmpty(); n++) {
            List<Step> missing = PLAN.missing();
            suite.killAndRest(List.of(List.of(missing.get(n % missing.size()))), PLAN::hit);
        }
        assertThat(PLAN.missing()).isEmpty();
    }

    @TestFactory
    @Order(8)
    Stream<DynamicTest> killsAtAnyMoment() {
        return IntStream.range(0, ANY_MOMENT)
                .mapToObj(n -> DynamicTest.dynamicTest("any moment " + (n + 1), suite::killAtAnyMoment));
    }

    @Test
    @Order(9)
    void aGatewayThatRecognisesReferencesTakesNothingTwice() throws Exception {
        Path own = folder.resolve("recognising");
        assertThat(own.toFile().mkdir()).isTrue();
        try (Scene recognising = new Scene(own, BrokenBuild.NONE, true)) {
            Suite suiteOfItsOwn = new Suite(recognising, TABLE, seed);
            recognising.hub.start();
            for (Step step :
                    List.of(Step.NOTICE_CLAIMED_THEN_SUBMIT, Step.ANSWER_THEN_RECORD, Step.ANSWER_THEN_COMMIT)) {
                suiteOfItsOwn.killAndRest(List.of(List.of(step)), hit -> {});
            }
            for (Round round :
                    List.of(Links.answersCut(suiteOfItsOwn, "gateway"), Links.cut(suiteOfItsOwn, "gateway"))) {
                suiteOfItsOwn.round(round.named(", which recognises references"));
            }
        }
    }

    /** When the sessions have begun, the call sheets are closed and every balance has its last word. */
    @Test
    @Order(10)
    void atTheEndEveryBalanceHolds() throws Exception {
        scene.hub.board.domainOffset(
                OffsetDateTime.parse("2021-01-16T09:05:00+05:30").toInstant().toEpochMilli()
                        - System.currentTimeMillis());
        suite.atTheEnd();
    }

    private static Stream<DynamicTest> tests(Stream<Round> rounds) {
        return rounds.map(round -> DynamicTest.dynamicTest(round.toString(), () -> suite.round(round)));
    }
}
