package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.journeys.RealKannel;
import in.suchi.support.HubTest;
import in.suchi.support.RealProcesses;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The traps of {@link GatewayTrapsTest} in Debian's Kannel itself. Asked for with {@code -Dsuchi.real-peers=true}. */
@EnabledIfSystemProperty(named = "suchi.real-peers", matches = "true")
@DirtiesContext // its Kannel ends with it
class RealKannelTrapsIT extends HubTest {

    private static Path folder;
    private static RealProcesses processes;
    private static RealKannel kannel;

    @Autowired
    DomainClock clock;

    private NoticeRows rows;

    @DynamicPropertySource
    static void kannel(DynamicPropertyRegistry properties) throws IOException {
        assertThat(RealKannel.isInstalled())
                .as("the packages kannel and kannel-extras are installed")
                .isTrue();
        folder = Files.createTempDirectory("suchi-real-kannel");
        processes = new RealProcesses(folder);
        kannel = new RealKannel(processes, folder, "suchi", "sandbox");
        properties.add("suchi.gateways.kannel-1.url", kannel::submitUrl);
        properties.add("suchi.gateways.kannel-1.try-again-after", () -> "1h");
        properties.add("suchi.gateways.kannel-1.answer-timeout", () -> "2s");
        properties.add("suchi.canary.count", () -> "0");
        properties.add("suchi.routes.release-notices-period", () -> "100");
        properties.add("suchi.routes.find-receipts-period", () -> "500");
    }

    @AfterAll
    static void stop() throws IOException {
        if (processes != null) {
            processes.close();
            PathUtils.deleteDirectory(folder);
        }
    }

    @BeforeEach
    void nothingIsLeftOfEarlierTests() {
        clock.moveTo(NoticeRows.DUE.minus(Duration.ofHours(1)));
        rows = new NoticeRows(jdbc);
        rows.clear();
    }

    private List<Long> due(int number) {
        List<Long> notices = rows.invites(rows.session("araria"), number);
        clock.moveTo(NoticeRows.DUE);
        return notices;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private void become(List<Long> notices, String state) {
        soon().untilAsserted(() -> assertThat(rows.states(notices)).isEqualTo(Map.of(state, notices.size())));
    }

    private String shown(long notice) {
        return kannel.textFor("91" + rows.mobileOf(notice));
    }

    @Test
    void hindi_reaches_the_operator_as_it_was_composed_and_the_receipt_comes_back() {
        List<Long> notices = due(3);

        become(notices, "delivered");

        notices.forEach(id -> assertThat(shown(id)).contains("कोविड टीकाकरण").doesNotContain("?"));
    }

    @Test
    void a_kannel_that_hangs_leaves_notices_in_doubt_and_sends_them_late_and_once() {
        kannel.hang(true);
        List<Long> notices = due(3);
        become(notices, "in-doubt");

        kannel.hang(false);

        become(notices, "delivered");
        assertThat(rows.count("select count(*) from attempt where tries > 1 or possibly_twice"))
                .isZero();
        notices.forEach(id -> assertThat(shown(id)).contains("कोविड टीकाकरण"));
    }

    @Test
    void what_a_restart_of_kannel_lost_stays_submitted_and_nobody_waits_for_it() {
        kannel.disconnectOperator();
        List<Long> lost = due(3);
        become(lost, "submitted");
        assertThat(rows.count("select count(*) from attempt where answer like '%3: Queued for later delivery%'"))
                .isEqualTo(3);

        kannel.restartWithoutMemory();
        List<Long> later = rows.invites(rows.session("araria"), 2);
        become(later, "delivered");

        assertThat(rows.states(lost)).isEqualTo(Map.of("submitted", 3));
        lost.forEach(id -> assertThat(shown(id)).isEmpty());
        assertThat(rows.count("select count(*) from dead_letter")).isZero();
    }

    @Test
    void an_empty_text_never_reaches_the_operator() {
        List<Long> notices = rows.invites(rows.session("araria"), 2);
        rows.set(
                "update notice set text = ' ', template = '1000000000000000011', segments = 1 where notice_id = ?",
                notices.get(0));
        clock.moveTo(NoticeRows.DUE);

        become(List.of(notices.get(1)), "delivered");
        become(List.of(notices.get(0)), "refused");

        assertThat(shown(notices.get(0))).isEmpty();
        assertThat(rows.count("select count(*) from dead_letter where reason = 'not-composed'"))
                .isOne();
    }
}
