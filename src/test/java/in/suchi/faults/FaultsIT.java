package in.suchi.faults;

import in.suchi.faults.agent.BrokenBuild;
import in.suchi.faults.agent.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The fault suite in a few minutes: kills in each lane, a fault on most links. The long form is {@link LongFaultsIT}. */
@EnabledIfSystemProperty(
        named = "suchi.faults",
        matches = "short",
        disabledReason = "two of its rounds are not green yet, see src/docs/faults.md: mvn verify -Dsuchi.faults=short")
class FaultsIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static Scene scene;
    private static Suite suite;

    @BeforeAll
    static void open() {
        scene = new Scene(folder, BrokenBuild.NONE, false);
        suite = new Suite(scene, new FaultTable(), Seed.printed());
        scene.hub.start();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @TestFactory
    Stream<DynamicTest> nobodyIsLostAndNothingIsSentTwiceBeyondWhatWasInDoubt() {
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest("without a fault", suite::calm),
                        kills(Step.RELEASE_PUSH_THEN_MESSAGE, Step.ANSWER_THEN_COMMIT, Step.LOAD_IN_MERGE),
                        kills(Step.RELEASE_NOTICE_THEN_MESSAGE, Step.UPLOAD_THEN_RENAME, Step.FILL_THEN_COMMIT)),
                Stream.of(
                                Links.cutAfterBytes(suite, "registry"),
                                Links.cut(suite, "districts"),
                                Links.answersCut(suite, "gateway"),
                                Links.refused(suite, "receipts"),
                                Links.cut(suite, "database"),
                                Peers.brokerStoreDeleted(suite))
                        .map(round -> DynamicTest.dynamicTest(round.toString(), () -> suite.round(round))));
    }

    private static DynamicTest kills(Step... steps) {
        return DynamicTest.dynamicTest(
                "kill -9 of the hub at " + List.of(steps), () -> suite.killAndRest(List.of(List.of(steps)), hit -> {}));
    }
}
