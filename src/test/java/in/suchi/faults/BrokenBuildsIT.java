package in.suchi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import in.suchi.faults.agent.BrokenBuild;
import in.suchi.faults.agent.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test of the test: a hub without one of its precautions must not come through the suite. */
@EnabledIfSystemProperty(
        named = "suchi.faults",
        matches = "long",
        disabledReason = "part of the long form: mvn verify -Pfaults")
class BrokenBuildsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aBrokenBuildMakesTheSuiteFail(BrokenBuild build) throws Exception {
        try (Scene scene = new Scene(folder, build, build == BrokenBuild.REFERENCE_NOT_STORED)) {
            Suite suite = new Suite(scene, new FaultTable(), Seed.printed(), LIMIT);
            scene.hub.start();

            Throwable found = catchThrowable(() -> {
                switch (build) {
                    case MESSAGE_BEFORE_COMMIT -> suite.calm();
                    case NO_SWEEPER -> suite.killAndRest(List.of(List.of(Step.RELEASE_NOTICE_THEN_MESSAGE)), hit -> {});
                    case NO_CLAIM ->
                        suite.killAndRest(List.of(List.of(Step.NOTICE_COMMIT_THEN_ACKNOWLEDGE)), hit -> {});
                    default -> suite.killAndRest(List.of(List.of(Step.ANSWER_THEN_RECORD)), hit -> {});
                }
            });

            assertThat(found).isInstanceOfAny(Scene.StuckException.class, AssertionError.class);
            assertThat(found).hasMessageMatching(expected(build));
        }
    }

    private static String expected(BrokenBuild build) {
        return switch (build) {
            case NO_SWEEPER, MESSAGE_BEFORE_COMMIT -> "(?s).*there is still: .*notices not sent.*";
            case NO_CLAIM, REFERENCE_NOT_STORED -> "(?s).*went out 2 times.*";
            case NONE -> throw new IllegalArgumentException();
        };
    }
}
