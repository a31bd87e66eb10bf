package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The drill as its user runs it; and that it notices one line missing from one roster, or one SMS from the gateway. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrillIT {

    @TempDir
    static Path folder;

    private static Path drill() {
        return folder.resolve("drill");
    }

    private static Path log() {
        return folder.resolve("drill.log");
    }

    @Test
    @Order(1)
    void theDrillEndsWithEverythingInAgreement() throws Exception {
        int status = HubJar.run(log(), 10, "drill", "--people", "300", "--seed", "7", "--keep", drill().toString());

        assertThat(status).describedAs(Files.readString(log())).isZero();
        assertThat(Files.readString(log())).contains("everything agrees");
    }

    @Test
    @Order(2)
    void oneLineTakenOutOfOneRosterMakesTheComparisonFail() throws Exception {
        Path roster = aRoster();
        byte[] whole = Files.readAllBytes(roster);
        Path checksum = roster.resolveSibling(roster.getFileName() + ".sha256");
        byte[] sum = Files.readAllBytes(checksum);
        List<String> lines = new ArrayList<>(Files.readAllLines(roster));
        lines.remove(lines.size() - 1);
        Files.write(roster, lines);
        Files.writeString(checksum, DigestUtils.sha256Hex(Files.readAllBytes(roster)));

        assertThat(recheck()).isEqualTo(1);

        Files.write(roster, whole);
        Files.write(checksum, sum);
        assertThat(recheck()).isZero();
    }

    @Test
    @Order(3)
    void oneMessageTakenOutOfTheGatewayMakesTheComparisonFail() throws Exception {
        Path messages = drill().resolve("gateways/kannel-1/messages.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(messages));
        lines.remove(lines.size() - 1);
        Files.write(messages, lines);

        assertThat(recheck()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void aDrillThatIsShortAndMeetsFaultsEndsInAgreementToo() throws Exception {
        Path log = folder.resolve("faults.log");
        int status = HubJar.run(
                log,
                10,
                "drill",
                "--people",
                "400",
                "--seed",
                "8",
                "--days",
                "1",
                "--capacity",
                "1",
                "--gateway-errors",
                "20%",
                "--district-down",
                "patna,gaya");

        String said = Files.readString(log);
        assertThat(status).describedAs(said).isZero();
        assertThat(said).contains("the server of gaya is up again", "the server of patna is up again");
        assertThat(said)
                .containsPattern("waiting=[1-9]")
                .containsPattern("left [1-9]\\d* messages that it had taken unanswered");
    }

    private static int recheck() throws InterruptedException {
        return HubJar.run(log(), 3, "drill", "--recheck", drill().toString());
    }

    private static Path aRoster() throws IOException {
        try (Stream<Path> files = Files.walk(drill().resolve("districts"))) {
            return files.filter(file -> file.getParent().endsWith("rosters"))
                    .filter(file -> file.getFileName().toString().matches("roster-.*\\.csv"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
