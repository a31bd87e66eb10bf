package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.broker.BrokerService;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.FileSystemUtils;

/** Whole ways through the hub, from the registry's outbox to the handset's receipt, also while a peer is away. */
class JourneysTest extends JourneyHub {

    @Autowired
    BrokerService broker;

    @Value("${suchi.broker.folder}")
    Path brokerFolder;

    @Test
    void anExtractBecomesListsAtTheDistrictMessagesAtTheGatewayAndReceiptsInTheLedger() throws IOException {
        extractOf(60, 11);
        eventually(() -> count("appointment") > 40);
        eventually(() -> Files.exists(FOLDERS.outbox().resolve(".done/journey-11.csv")));

        clock.moveTo(ROSTERS_ARE_OUT);
        eventually(() -> count("push where state = 'accepted'") > 0 && count("push where state <> 'accepted'") == 0);
        try (Stream<Path> files = Files.list(FOLDERS.district("patna").resolve("rosters"))) {
            List<Path> rosters = files.filter(
                            file -> file.getFileName().toString().matches("roster-.*\\.csv"))
                    .toList();
            assertThat(rosters).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file.resolveSibling(file.getFileName() + ".sha256")))
                    .startsWith(DigestUtils.sha256Hex(Files.readAllBytes(file))));
        }

        clock.moveTo(NOTICES_ARE_DUE);
        eventually(() ->
                count("notice where due_at <= now_at and state in ('scheduled', 'queued', 'submitting', 'in-doubt')")
                        == 0);
        eventually(() -> count("notice where state = 'delivered'") > 30);
        assertThat(PEERS.gateway().acceptedPerReference().values()).allMatch(times -> times == 1);
    }

    @Test
    void whileTheGatewayIsDownNoticesWaitAndWhenItIsBackEachGoesOutOnce() throws IOException {
        extractOf(30, 12);
        eventually(() -> count("appointment") > 20);
        long before = PEERS.gateway().accepted();
        PEERS.gateway().down(true);
        clock.moveTo(NOTICES_ARE_DUE);
        allIsPushed();
        eventually(() -> count("notice where tries > 0") > 0);
        assertThat(count("notice where state in ('submitted', 'delivered')")).isZero();

        PEERS.gateway().down(false);
        eventually(() ->
                count("notice where due_at <= now_at and state in ('scheduled', 'queued', 'submitting', 'in-doubt')")
                        == 0);
        assertThat(PEERS.gateway().accepted() - before).isEqualTo(count("attempt where state = 'submitted'"));
        assertThat(count("dead_letter")).isZero();
    }

    @Test
    void whileTheDistrictIsDownItsListsWaitAndWhenItIsBackTheyArrive() throws IOException {
        PEERS.districts().stop();
        extractOf(30, 13);
        eventually(() -> count("appointment") > 20);
        clock.moveTo(ROSTERS_ARE_OUT);
        eventually(() -> count("push where tries > 0") > 0);

        PEERS.districts().start();
        eventually(() -> count("push where state = 'accepted'") > 0 && count("push where state <> 'accepted'") == 0);
        assertThat(count("dead_letter")).isZero();
    }

    @Test
    void whenTheBrokersStoreIsDeletedUnderARunningHubNothingIsLostOrToldTwice() throws Exception {
        extractOf(30, 15);
        eventually(() -> count("appointment") > 20);
        PEERS.gateway().down(true);
        clock.moveTo(NOTICES_ARE_DUE);
        eventually(() -> count("push where state = 'accepted'") > 0 && count("notice where tries > 0") > 0);

        broker.stop();
        FileSystemUtils.deleteRecursively(brokerFolder);
        broker.start(true);
        broker.waitUntilStarted();
        PEERS.gateway().down(false);

        allIsSent();
        allIsPushed();
        assertThat(PEERS.gateway().acceptedPerReference().values()).allMatch(times -> times == 1);
        assertThat(count("dead_letter")).isZero();
    }
}
