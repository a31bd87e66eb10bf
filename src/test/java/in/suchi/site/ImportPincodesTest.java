package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import in.suchi.person.Pincode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A made-up extract of the post's directory, with each of its known defects, becomes a table the hub takes. */
class ImportPincodesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path DIRECTORY = CASES.resolve("pincode-directory.csv");

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();
    private Path config;
    private Path out;
    private Path report;

    @BeforeEach
    void theTablesInUse() throws IOException {
        config = Files.createDirectory(folder.resolve("config"));
        for (String table : List.of("pincodes.csv", "sites.csv", "districts.csv")) {
            Files.copy(CASES.resolve("placement-tables").resolve(table), config.resolve(table));
        }
        out = folder.resolve("pincodes.csv");
        report = folder.resolve("report.csv");
    }

    @Test
    void officesOfOnePincodeGiveItsMiddleAndNamesAreWrittenAsNames() throws IOException {
        PincodeTable table = imported();

        assertPlace(table, "800001", "Patna", "Bihar", 25.6110, 85.1410);
        PincodePlace islands = table.find(Pincode.of("744202").orElseThrow()).orElseThrow();
        assertThat(islands.state()).isEqualTo("Andaman and Nicobar Islands");
        assertThat(islands.district()).isEqualTo("North and Middle Andaman");
    }

    @Test
    void aPincodeInTwoDistrictsKeepsBothAndTheMostOfficesDecide() throws IOException {
        PincodePlace place = imported().find(Pincode.of("804421").orElseThrow()).orElseThrow();

        assertThat(place.district()).isEqualTo("Gaya");
        assertThat(place.otherDistricts()).containsExactly("Jehanabad");
        assertThat(place.lgds()).containsExactlyInAnyOrder(196, 199);
        assertThat(place.state()).isEqualTo("Bihar");
    }

    @Test
    void swappedCoordinatesArePutRightAndImpossibleOnesLeftOut() throws IOException {
        PincodeTable table = imported();

        assertPlace(table, "800002", "Patna", "Bihar", 25.5893, 85.1199);
        assertPlace(table, "800003", "Patna", "Bihar", 25.5386, 85.2732);
        assertPlace(table, "800005", "Patna", "Bihar", 25.605, 85.205);
        assertThat(table.find(Pincode.of("800999").orElseThrow()).orElseThrow().point())
                .isEmpty();
        assertThat(cases())
                .contains(
                        "5,800002,Swapped Sample B.O,\"coordinates swapped, put right\",\"85.1199, 25.5893\",\"25.5893, 85.1199\"")
                .contains("6,800003,Outside Sample B.O,coordinates outside India left out,\"2.5538, 85.2732\",")
                .anyMatch(
                        line -> line.startsWith("10,800005,Far Sample B.O,coordinates far from the pincode's others"));
    }

    @Test
    void theTownOfTheSameNameInAnotherStateIsNotBelieved() throws IOException {
        PincodeTable table = imported();

        assertPlace(table, "824101", "Aurangabad", "Bihar", 24.7700, 84.2500);
        assertPlace(table, "824111", "Aurangabad", "Bihar", 24.6114, 84.3024);
        assertPlace(table, "824112", "Aurangabad", "Bihar", 24.8704, 84.2166);
        assertPlace(table, "431001", "Aurangabad", "Maharashtra", 19.8886, 75.3252);
        assertThat(table.find(Pincode.of("824101").orElseThrow()).orElseThrow().lgds())
                .containsExactly(189);
        assertThat(table.find(Pincode.of("431001").orElseThrow()).orElseThrow().lgds())
                .isEmpty();
        assertThat(cases())
                .anyMatch(line -> line.startsWith("15,824101,Namesake One B.O,one point for many pincodes left out"))
                .anyMatch(
                        line -> line.startsWith("24,824112,Lone Namesake B.O,coordinates of another region left out"));
    }

    @Test
    void whatCannotBeUsedIsReportedWithItsLine() throws IOException {
        imported();

        assertThat(cases())
                .anyMatch(line -> line.startsWith("27,,Nameless Sample B.O,row without a pincode left out"))
                .anyMatch(line -> line.startsWith("28,800888,Strange Sample B.O,\"district unknown in districts.csv"))
                .anyMatch(line -> line.startsWith("29,800777,Empty Sample B.O,pincode without district or state"));
        assertThat(said.toString()).contains("1  row without a pincode left out");
    }

    @Test
    void aSitesPincodeThatTheDirectoryLacksIsKeptSoThatTheHubTakesTheTable() throws IOException {
        assertThat(imported().find(Pincode.of("823311").orElseThrow())).isPresent();
        assertThat(said.toString()).contains("pincode of a site kept that the directory lacks");
    }

    @Test
    void aTableThatIsThereIsReplacedOnlyWhenTold() throws IOException {
        Files.writeString(out, "mine");

        assertThat(run(DIRECTORY)).isEqualTo(1);
        assertThat(out).hasContent("mine");
        assertThat(complained.toString()).contains("say --replace");

        assertThat(run(DIRECTORY, "--replace")).isZero();
        assertThat(Files.readString(out)).startsWith("pincode,district,");
    }

    @Test
    void anotherFileIsRefusedByItsHeader() {
        assertThat(run(CASES.resolve("cleaning-mobiles.csv"))).isEqualTo(1);
        assertThat(complained.toString())
                .contains("line 1, column district, latitude, longitude, pincode, state is missing")
                .contains("this is not the pincode directory");
        assertThat(out).doesNotExist();
    }

    private static void assertPlace(
            PincodeTable table, String pincode, String district, String state, double north, double east) {
        PincodePlace place = table.find(Pincode.of(pincode).orElseThrow()).orElseThrow();
        assertThat(place.district()).isEqualTo(district);
        assertThat(place.state()).isEqualTo(state);
        assertThat(place.point().orElseThrow().latitude()).isCloseTo(north, within(0.0001));
        assertThat(place.point().orElseThrow().longitude()).isCloseTo(east, within(0.0001));
    }

    private PincodeTable imported() throws IOException {
        assertThat(run(DIRECTORY)).as(complained.toString()).isZero();
        Files.copy(out, config.resolve("pincodes.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return ReferenceTables.load(config).pincodes();
    }

    private List<String> cases() throws IOException {
        return Files.readAllLines(report);
    }

    private int run(Path directory, String... further) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                directory.toString(),
                "--out",
                out.toString(),
                "--config",
                config.toString(),
                "--report",
                report.toString()));
        arguments.addAll(List.of(further));
        return new CommandLine(new ImportPincodesCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(arguments.toArray(String[]::new));
    }
}
