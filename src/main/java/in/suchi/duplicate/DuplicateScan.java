package in.suchi.duplicate;

import in.suchi.ledger.CopyRows;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After each load, compares the people it brought or changed with everybody. Set by set: a state's 469,000 take seconds. It moves
 * nobody and holds up nobody; what it writes are suggestions.
 */
@Component("duplicateScan")
public class DuplicateScan {

    private static final Logger LOG = LoggerFactory.getLogger(DuplicateScan.class);
    private static final int FETCH = 20_000;
    private static final int WORTH_ANALYZING = 20_000;
    private static final String FRESH =
            "fresh (person_id, version, latin, hindi, year_of_birth, site_code, posting_pincode, home_pincode, mobile)";
    private static final String JUDGED = "judged (a, b, strength, reasons)";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DomainClock clock;
    private final NameSounds sounds = new NameSounds();

    /** @param schema not used itself: it makes the database ready before this bean */
    DuplicateScan(
            DataSource dataSource, JdbcClient schema, PlatformTransactionManager transactions, DomainClock clock) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCH);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Compares what was loaded since the last time; nothing loaded: one look at an index. Doing it again changes nothing.
     *
     * @return how many pairs were newly suggested
     */
    public int suggest() {
        List<Long> loaded = jdbc.queryForList(
                "select extract_id from extract where state = 'loaded' and compared_at is null", Long.class);
        if (loaded.isEmpty()) {
            return 0;
        }
        Integer found = transaction.execute(status -> {
            // two hubs on one database must not compare the same people at once
            jdbc.queryForList("select pg_advisory_xact_lock(hashtext('suchi.duplicates'))");
            jdbc.execute("set local work_mem = '256MB'");
            long fresh = refresh();
            int suggested = fresh == 0 ? 0 : compare(fresh);
            jdbc.update("update extract set compared_at = now() where extract_id = any(?)", (Object)
                    loaded.toArray(Long[]::new));
            return suggested;
        });
        return found == null ? 0 : found;
    }

    /** Brings {@code likeness} up to date and lists whom it concerns in {@code fresh}. */
    private long refresh() {
        jdbc.execute("create temporary table fresh (like likeness) on commit drop");
        List<Object[]> buffer = new ArrayList<>(FETCH);
        long[] rows = {0};
        // Read by a cursor and copied in between: a state's people need no more memory than a village's.
        jdbc.query("""
                select p.person_id, p.version, p.name, p.name_hi, p.year_of_birth,
                       case when pl.basis <> 'home-pincode' then pl.site_code end, p.posting_pincode, p.home_pincode, p.mobile
                from person p left join likeness l using (person_id) left join placement pl using (person_id)
                where l.version is distinct from p.version""", row -> {
            buffer.add(new Object[] {
                row.getLong(1),
                row.getInt(2),
                sounds.of(row.getString(3)),
                sounds.of(row.getString(4)),
                row.getObject(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9)
            });
            rows[0]++;
            if (buffer.size() == FETCH) {
                copy(buffer, FRESH);
            }
        });
        copy(buffer, FRESH);
        if (rows[0] > WORTH_ANALYZING) {
            jdbc.execute("analyze fresh");
        }
        jdbc.update("delete from likeness l using fresh f where f.person_id = l.person_id");
        jdbc.update("insert into likeness select * from fresh");
        if (rows[0] > WORTH_ANALYZING) {
            jdbc.execute("analyze likeness");
        }
        return rows[0];
    }

    private void copy(List<Object[]> buffer, String target) {
        try (CopyRows copy = CopyRows.into(DataSourceUtils.getConnection(dataSource), target)) {
            for (Object[] row : buffer) {
                for (Object value : row) {
                    copy.value(value);
                }
                copy.endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(target + " could not be copied to the database", e);
        }
        buffer.clear();
    }

    private int compare(long fresh) {
        long leftOut = Candidates.collect(jdbc);
        judge();
        // Suggestions about people who have changed fall away where they no longer hold; what an officer decided stays.
        jdbc.update("""
                delete from duplicate d using (
                    select duplicate_id from duplicate join fresh on person_id = person_a
                    union select duplicate_id from duplicate join fresh on person_id = person_b) concerned
                where d.duplicate_id = concerned.duplicate_id and d.state = 'suggested'
                  and not exists (select from judged j where j.a = d.person_a and j.b = d.person_b)""");
        int suggested = jdbc.update("""
                insert into duplicate as d (person_a, person_b, strength, reasons, suggested_at, state)
                select a, b, strength, string_to_array(reasons, ','), ?, 'suggested' from judged order by a, b
                on conflict (person_a, person_b) do update set strength = excluded.strength, reasons = excluded.reasons
                where d.state = 'suggested'""", Timestamp.from(clock.instant()));
        LOG.info("{} people compared with everybody: {} pairs may be one person", fresh, suggested);
        if (leftOut > 0) {
            LOG.warn(
                    "{} people share name, year and place (or name and mobile) with more than {} others: the registry fills"
                            + " these fields in; they are not suggested for that",
                    leftOut,
                    Candidates.CROWD);
        }
        return suggested;
    }

    /** Fills {@code judged}. Whoever is withdrawn does not come; two persons of one id are the loader's matter. */
    private void judge() {
        jdbc.execute("create temporary table judged (a bigint, b bigint, strength text, reasons text) on commit drop");
        jdbc.execute("analyze candidate");
        List<Object[]> buffer = new ArrayList<>();
        jdbc.query("""
                select x.a, x.b, lower(p.name) = lower(q.name) and (p.name_hi = q.name_hi or '' in (p.name_hi, q.name_hi)) as spelling,
                       l.year_of_birth, m.year_of_birth, l.site_code, m.site_code, l.posting_pincode, m.posting_pincode,
                       l.home_pincode, m.home_pincode, l.mobile, m.mobile
                from (select distinct a, b from candidate) x
                join person p on p.person_id = x.a join person q on q.person_id = x.b
                join likeness l on l.person_id = x.a join likeness m on m.person_id = x.b
                where p.registration_id <> q.registration_id
                  and not exists (select from withdrawn w where w.person_id = x.a)
                  and not exists (select from withdrawn w where w.person_id = x.b)""", row -> {
            Optional<Likeness> like = judge(row);
            if (like.isPresent()) {
                buffer.add(new Object[] {
                    row.getLong(1),
                    row.getLong(2),
                    like.get().strength(),
                    String.join(",", like.get().reasons())
                });
            }
            if (buffer.size() == FETCH) {
                copy(buffer, JUDGED);
            }
        });
        copy(buffer, JUDGED);
    }

    private static Optional<Likeness> judge(ResultSet row) throws SQLException {
        return Likeness.of(
                row.getBoolean(3), field(row, 4), field(row, 6).or(field(row, 8)), field(row, 10), field(row, 12));
    }

    private static Likeness.Field field(ResultSet row, int first) throws SQLException {
        return Likeness.Field.of(row.getString(first), row.getString(first + 1));
    }
}
