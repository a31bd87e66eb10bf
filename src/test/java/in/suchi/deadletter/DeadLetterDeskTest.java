package in.suchi.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.ledger.WriterLock;
import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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

        @Override
        public Set<String> mended(String kind, Map<String, Instant> failedAt) {
            return failedAt.keySet().stream().filter(mended::contains).collect(Collectors.toSet());
        }
    }

    /** Stands for an owner whose work has a number in it. */
    private final class NumberCorrection implements FieldCorrection {
        @Override
        public String kind() {
            return "extract";
        }

        @Override
        public String field() {
            return "number";
        }

        @Override
        public String correct(String subject, String value, Officer officer) {
            if (value.isEmpty()) {
                return "number: ten digits";
            }
            jdbc.sql("insert into ledger_entry (at, step, what, actor) values (now(), 'test', ?, 'extracts')")
                    .param(subject + " corrected")
                    .update();
            return null;
        }
    }

    private final Set<String> mended = new HashSet<>();
    private JdbcClient jdbc;
    private DeadLetters letters;
    private DeadLetterDesk desk;
    private AutomaticRetry automaticRetry;

    @BeforeEach
    void freshDatabase() {
        DataSource source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
        DomainClock clock = DomainClock.movable(Instant.parse("2021-01-15T12:00:00Z"));
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        letters = new DeadLetters(jdbc, clock);
        Failures failures = new Failures(List.of(new ExtractFiles()), letters, transactions);
        desk = new DeadLetterDesk(
                jdbc, clock, failures, new WriterLock(jdbc), List.of(new NumberCorrection()), transactions);
        automaticRetry = new AutomaticRetry(jdbc, failures, new Reasons(), desk, new DeadLetterSettings(50_000, 20, 3));
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

    @Test
    void ofThousandsAskedForEachGetsAnAnswer() {
        jdbc.sql("""
                        insert into dead_letter (queue, kind, subject, reason, last_error, attempts, first_failed_at, last_failed_at, state, state_at)
                        select 'extract.load', 'extract', case when n % 100 = 0 then 'bad-' else 'w-' end || n, 'tries-exhausted', 'x', 1, now(), now(), 'open', now()
                        from generate_series(1, 3418) n""").update();

        List<RepairResult> results = desk.retry(DeadLetterFilter.OPEN, STATE);

        assertThat(results).hasSize(3418).extracting(RepairResult::id).doesNotHaveDuplicates();
        assertThat(results).filteredOn(RepairResult::done).hasSize(3418 - 34);
        assertThat(desk.count(DeadLetterFilter.OPEN)).isEqualTo(34);
        assertThat(putBack()).hasSize(3418 - 34).doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatIsCorrectedSettlesTheLetterAndPressingTwiceCorrectsOnce() {
        long id = open("1", null);

        assertThat(desk.correctable(desk.find(id).orElseThrow())).containsExactly("number");
        assertThat(desk.correct(id, "number", "", STATE)).isEqualTo(new RepairResult(id, false, "number: ten digits"));
        assertThat(desk.find(id).orElseThrow().state()).isEqualTo("open");
        assertThat(desk.correct(id, "name", "x", STATE).done()).isFalse();
        assertThat(desk.correct(id, "number", "7", STATE)).isEqualTo(new RepairResult(id, true, "corrected"));
        assertThat(desk.correct(id, "number", "8", STATE))
                .isEqualTo(new RepairResult(id, false, "already settled: the work succeeded"));
        assertThat(putBack()).containsExactly("1 corrected");
        assertThat(desk.history(id))
                .extracting(DeadLetterDesk.Event::what)
                .containsExactly("failed", "not corrected", "not corrected", "corrected");
    }

    @Test
    void whenTheCauseHasGoneTheHubPutsTheLettersBackByItselfAFewAtATime() {
        LongStream.rangeClosed(1, 30).forEach(n -> open("w" + n, null));
        assertThat(automaticRetry.retryMended()).isEmpty();

        LongStream.rangeClosed(1, 25).forEach(n -> mended.add("w" + n));

        assertThat(automaticRetry.retryMended()).hasSize(20).allMatch(RepairResult::done);
        assertThat(automaticRetry.retryMended()).hasSize(5).allMatch(RepairResult::done);
        assertThat(automaticRetry.retryMended()).isEmpty();
        assertThat(putBack()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void whatFailsAgainAndAgainIsLeftToAnOfficer() {
        mended.add("1");
        long id = open("1", null);
        for (int time = 1; time <= 3; time++) {
            assertThat(automaticRetry.retryMended()).as("time %d", time).hasSize(1);
            open("1", null);
        }

        assertThat(automaticRetry.retryMended()).isEmpty();
        assertThat(desk.retry(List.of(id), STATE)).allMatch(RepairResult::done);
    }

    @Test
    void aReasonThatASecondTryCouldHarmIsNeverRetriedByTheHub() {
        mended.add("7");
        letters.open("extract.load", "extract", "7", null, "extract-unreadable", "no CSV", 1);

        assertThat(automaticRetry.retryMended()).isEmpty();
    }
}
