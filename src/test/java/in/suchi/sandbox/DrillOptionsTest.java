package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a drill may be asked for: shares, days and capacities, districts; and that it is kept for comparing again. */
class DrillOptionsTest {

    private static final int USAGE = 2;

    @TempDir
    Path folder;

    @Test
    void aShareIsWrittenInPercentOrAsAFraction() {
        DrillCommand.Share share = new DrillCommand.Share();

        assertThat(share.convert("1%")).isEqualTo(0.01);
        assertThat(share.convert("0.25")).isEqualTo(0.25);
        assertThatThrownBy(() -> share.convert("some"))
                .isInstanceOf(CommandLine.TypeConversionException.class)
                .hasMessageContaining("such as 1%");
    }

    @Test
    void optionsAreKeptForComparingAgain() {
        DrillOptions options = new DrillOptions(5000, 7, 2, 50, 0.01, List.of("patna"));

        options.write(folder);

        assertThat(DrillOptions.read(folder)).isEqualTo(options);
    }

    @Test
    void aFolderWithoutADrillIsNamed() {
        assertThatThrownBy(() -> DrillOptions.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no drill");
        assertThat(DrillCommand.run("--recheck", folder.toString())).isEqualTo(USAGE);
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingStarts() {
        assertThat(DrillCommand.run("--people", "0")).isEqualTo(USAGE);
        assertThat(DrillCommand.run("--gateway-errors", "60%")).isEqualTo(USAGE);
        assertThat(DrillCommand.run("--district-down", "atlantis")).isEqualTo(USAGE);
    }

    @Test
    void daysAndCapacityCutThePlanShort() throws Exception {
        SandboxFolders folders = new SandboxFolders(folder);

        DrillPlan.write(folders, Path.of("config"), new DrillOptions(100, 1, 3, 25, 0, List.of()));

        assertThat(Files.readString(folder.resolve("sessions.yaml"))).contains("2021-01-19");
        assertThat(DrillPlan.read(folders))
                .extracting(day -> day.date() + " " + day.capacity())
                .containsExactly("2021-01-16 25", "2021-01-18 25", "2021-01-19 25");
    }

    @Test
    void withoutThemThePlanIsTheHubsOwn() {
        SandboxFolders folders = new SandboxFolders(folder);

        DrillPlan.write(folders, Path.of("config"), DrillOptions.ordinary(100, 1));

        assertThat(DrillPlan.read(folders)).hasSizeGreaterThan(30).allSatisfy(day -> assertThat(day.capacity())
                .isEqualTo(100));
    }
}
