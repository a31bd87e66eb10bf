package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.support.HubTest;
import in.suchi.support.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Damaged extracts into a real ledger: each is loaded with every row in a class, or refused whole by name; nobody else is harmed. */
class FuzzedExtractsTest extends HubTest {

    private static final long SEED = 20210116;
    private static final int PEOPLE = 40;
    private static final String OTHERS = "select md5(string_agg(p::text, '|' order by person_id)) from person p"
            + " where registration_id like 'OTHER%'";

    @Autowired
    ExtractLoader loader;

    @Autowired
    Balances balances;

    @TempDir
    Path folder;

    private int number;

    @Test
    void whatever_is_done_to_an_extract_its_rows_add_up_or_it_is_refused_by_name() throws IOException {
        emptyLedger();
        byte[] whole = extract(7);
        load(new String(extract(8), StandardCharsets.UTF_8)
                .replaceAll("(?m)^([A-Z]+\\d+),", "OTHER$1,")
                .getBytes(StandardCharsets.UTF_8));
        String others = jdbc.sql(OTHERS).query(String.class).single();
        Random random = new Random(SEED);
        int loaded = 0;
        int refused = 0;
        int rounds = Mutations.rounds(150);
        for (int round = 1; round <= rounds; round++) {
            byte[] damaged = Mutations.of(whole, random);
            try {
                loaded += load(damaged) ? 1 : 0;
            } catch (UnreadableExtract refusal) {
                refused++;
                assertThat(refusal).hasMessageStartingWith("fuzzed-" + number + ".csv: ");
                assertThat(refusal.getMessage()).as("mobiles").doesNotContainPattern("[6-9]\\d{9}");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", round " + round, e);
            }
            if (round % 25 == 0) {
                assertThat(balances.count()).as("round %d", round).allMatch(Balance::holds, "holds");
            }
        }
        assertThat(jdbc.sql(OTHERS).query(String.class).single()).isEqualTo(others);
        assertThat(loaded).as("loaded").isGreaterThan(rounds / 4);
        assertThat(refused).as("refused").isPositive();
        assertThat(jdbc.sql("""
                                select count(*) from extract where state = 'loaded' and rows_read <> rows_new + rows_changed
                                    + rows_unchanged + rows_stale + rows_repeated + rows_id_conflict + rows_rejected + rows_skipped""").query(Long.class).single()).isZero();
    }

    private byte[] extract(long seed) throws IOException {
        Path extract = folder.resolve("extract-" + seed + ".csv");
        new PeopleGenerator(GeneratorPlaces.ofBihar(Path.of("config")))
                .generate(PEOPLE, seed, GeneratorOptions.defaults(), extract, folder.resolve("truth.csv"));
        return Files.readAllBytes(extract);
    }

    /** The routes leave it alone: its lease is taken. */
    private boolean load(byte[] content) throws IOException {
        String name = "fuzzed-" + ++number + ".csv";
        Path file = Files.write(folder.resolve(name), content);
        long id = jdbc.sql("""
                        insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at, lease_until)
                        values (?, ?, now(), timestamptz '2021-01-10 10:00+05:30' + make_interval(secs => ?), false, 'taken', now(), now() + interval '1 day')
                        returning extract_id""")
                .params(name, content.length, (double) number)
                .query(Long.class)
                .single();
        try {
            return loader.load(id, file) == LoadOutcome.LOADED;
        } finally {
            Files.delete(file);
            jdbc.sql("update extract set state = 'failed' where extract_id = ? and state = 'taken'")
                    .param(id)
                    .update();
        }
    }
}
