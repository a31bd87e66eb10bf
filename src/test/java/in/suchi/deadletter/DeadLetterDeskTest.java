package in.suchi.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class DeadLetterDeskTest {

    private static final Officer STATE = Officer.everywhere("operator");

    /** Puts alarms back into the table that stands for a piece of work here: each putting back leaves a trace in the database. */
    private final class ExtractFiles implements FailureHandler {
        @Override
        public Set<String> kinds() {
            return Set.of("extract");
        }

        @Override
        public void failed(FailedWork work) {
            letters.open(work.queue(), work.kind(), work.subject(), null, "tries-exhausted", work.error(), 1);
        }

        @Override
        public String putBack(String kind, String subject) {
            if (subject.startsWith("old")) {
                return "superseded by revision 8";
            }
            if (subject.startsWith("bad")) {
                throw new IllegalStateException("the folder of 9876543210 is gone");
            }
            jdbc.sql("insert into ledger_entry (at, step, what, actor) values (now(), 'test', ?, 'extracts')")
                    .param(subject)
                    .update();
            return null;
        }
    }

    private JdbcClient jdbc;
    private DeadLetters letters;
    private DeadLetterDesk desk;

    @BeforeEach
    void freshDatabase() {
        DataSource source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
        DomainClock clock = DomainClock.movable(Instant.parse("2021-01-15T12:00:00Z"));
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        letters = new DeadLetters(jdbc, clock);
        Failures failures = new Failures(List.of(new ExtractFiles()), letters, transactions);
        desk = new DeadLetterDesk(jdbc, clock, failures, transactions);
    }

    private long open(String subject, String district) {
        letters.open("extract.load", "extract", subject, district, "tries-exhausted", "IOException: no room", 5);
        return desk.list(DeadLetterFilter.OPEN, 1, 0).get(0).id();
    }

    private List<String> putBack() {
        return jdbc.sql("select what from ledger_entry order by entry_id")
                .query(String.class)
                .list();
    }

    @Test
    void aRetryPutsExactlyTheLettersAskedForBackAndSaysSoForEach() {
        long first = open("1", null);
        open("2", null);
        long superseded = open("old-3", null);

        List<RepairResult> results = desk.retry(List.of(first, superseded, 4711L), STATE);

        assertThat(results)
                .containsExactly(
                        new RepairResult(first, true, "put back"),
                        new RepairResult(superseded, false, "superseded by revision 8"),
                        new RepairResult(4711, false, "there is no dead letter 4711"));
        assertThat(putBack()).containsExactly("1");
        assertThat(desk.find(superseded).orElseThrow().state()).isEqualTo("open");
        assertThat(desk.history(first)).extracting(DeadLetterDesk.Event::what).containsExactly("failed", "put back");
        assertThat(desk.history(superseded))
                .extracting(DeadLetterDesk.Event::what)
                .containsExactly("failed", "not put back");
    }

    @Test
    void pressingTwicePutsTheWorkBackOnce() {
        long id = open("1", null);

        desk.retry(List.of(id, id), STATE);
        List<RepairResult> again = desk.retry(List.of(id), STATE);

        assertThat(again).containsExactly(new RepairResult(id, false, "already put back"));
        assertThat(putBack()).containsExactly("1");
    }

    @Test
    void twoOfficersAtOncePutEachOfSixtyBackOnce() throws Exception {
        LongStream.rangeClosed(1, 60).forEach(n -> open("w" + n, null));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<RepairResult>>> both = List.of(
                    two.submit(() -> {
                        start.await();
                        return desk.retry(DeadLetterFilter.OPEN, STATE);
                    }),
                    two.submit(() -> {
                        start.await();
                        return desk.retry(DeadLetterFilter.OPEN, STATE);
                    }));
            start.countDown();
            long done = both.get(0).get().stream().filter(RepairResult::done).count()
                    + both.get(1).get().stream().filter(RepairResult::done).count();
            assertThat(done).isEqualTo(60);
        } finally {
            two.shutdown();
        }
        assertThat(putBack()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void oneThatCannotBePutBackStaysOpenAndDoesNotKeepTheOthers() {
        long bad = open("bad-1", null);
        long good = open("2", null);

        List<RepairResult> results = desk.retry(DeadLetterFilter.OPEN, STATE);

        assertThat(results).extracting(RepairResult::id).containsExactly(bad, good);
        assertThat(results).extracting(RepairResult::done).containsExactly(false, true);
        assertThat(desk.find(bad).orElseThrow().state()).isEqualTo("open");
        assertThat(results.get(0).words()).doesNotContain("9876543210");
    }

    @Test
    void aDistrictOfficerSeesAndTouchesOnlyTheirOwnDistrict() {
        long patna = open("1", "patna");
        long gaya = open("2", "gaya");
        Officer officer = new Officer("it-patna", "patna");

        assertThat(desk.retry(List.of(gaya), officer))
                .containsExactly(new RepairResult(gaya, false, "there is no dead letter " + gaya));
        assertThat(desk.retry(new DeadLetterFilter(null, "gaya", null, null), officer))
                .isEmpty();
        assertThat(desk.retry(DeadLetterFilter.OPEN, officer))
                .extracting(RepairResult::id)
                .containsExactly(patna);
        assertThat(putBack()).containsExactly("1");
    }

    @Test
    void discardingNeedsACommentAndEndsIt() {
        long id = open("1", null);

        assertThatThrownBy(() -> desk.discard(List.of(id), STATE, " ")).hasMessageContaining("comment");
        assertThat(desk.discard(List.of(id), STATE, "the registry sent it again"))
                .containsExactly(new RepairResult(id, true, "discarded"));
        assertThat(desk.retry(List.of(id), STATE)).containsExactly(new RepairResult(id, false, "already discarded"));
        assertThat(desk.find(id).orElseThrow().comment()).isEqualTo("the registry sent it again");
    }

    @Test
    void workThatFailsAgainOpensItsOwnLetterAgainWithItsHistory() {
        long id = open("1", null);
        desk.retry(List.of(id), STATE);

        assertThat(open("1", null)).isEqualTo(id);
        assertThat(desk.history(id))
                .extracting(DeadLetterDesk.Event::what)
                .containsExactly("failed", "put back", "failed");
        assertThat(desk.groups(DeadLetterFilter.OPEN))
                .singleElement()
                .extracting(DeadLetterDesk.Group::count)
                .isEqualTo(1L);
    }

    @Test
    void lettersAreFoundByQueueReasonAndState() {
        open("1", null);
        letters.open("sms.submit", "notice", "7", "gaya", "number-refused", "400", 1);

        assertThat(desk.list(new DeadLetterFilter("sms.submit", null, "number-refused", "open"), 10, 0))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.subject()).isEqualTo("7");
                    assertThat(letter.shadowQueue()).isEqualTo("DLQ.sms.submit.gaya");
                });
        assertThat(desk.count(new DeadLetterFilter(null, null, null, "settled")))
                .isZero();
    }
}
