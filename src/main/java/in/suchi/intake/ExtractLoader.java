package in.suchi.intake;

import in.suchi.ledger.Alarms;
import in.suchi.ledger.WriterLock;
import in.suchi.site.PlacementFinder;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads one extract into the ledger in one transaction: every row in exactly one class, every person placed, held or withdrawn,
 * or nothing at all. Rows stream from the file through cleaner and ladder into a temporary table; the rest is set-based SQL.
 */
@Component
class ExtractLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ExtractLoader.class);

    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final ExtractColumns columns;
    private final RegistrationCleaner cleaner;
    private final Places places;
    private final IncomingMerge merge;
    private final Alarms alarms;

    ExtractLoader(
            DataSource dataSource,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            WriterLock writerLock,
            DomainClock clock,
            ExtractColumns columns,
            RegistrationCleaner cleaner,
            Places places,
            IncomingMerge merge,
            Alarms alarms) {
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.writerLock = writerLock;
        this.clock = clock;
        this.columns = columns;
        this.cleaner = cleaner;
        this.places = places;
        this.merge = merge;
        this.alarms = alarms;
    }

    /**
     * @throws UnreadableExtract if the file as a whole cannot be used; nothing of it is in the ledger then
     */
    LoadOutcome load(long extractId, Path file) {
        LoadOutcome outcome = transaction.execute(status -> {
            boolean mine = jdbc.sql("select 1 from extract where extract_id = ? and state = 'taken' for update")
                    .param(extractId)
                    .query(Integer.class)
                    .optional()
                    .isPresent();
            if (!mine) {
                return LoadOutcome.NOT_MINE;
            }
            ExtractName.requirePlain(file.getFileName().toString());
            try (ExtractReader reader = ExtractReader.open(file, columns)) {
                return load(extractId, reader);
            } catch (SQLException e) {
                throw new IllegalStateException("extract " + extractId + " was not loaded: " + e.getMessage(), e);
            }
        });
        return outcome;
    }

    private LoadOutcome load(long extractId, ExtractReader reader) throws SQLException {
        if (sameContentAsBefore(extractId, reader.digest())) {
            LOG.info("{} has the content of an earlier extract; nothing changes", reader.fileName());
            return LoadOutcome.REPEATED;
        }
        writerLock.take();
        Read read = copyRows(reader);
        IncomingMerge.Counts counts = merge.merge(extractId);
        jdbc.sql("""
                        update extract set state = 'loaded', settled_at = :now, lease_until = null, failure = null,
                            rows_read = :read, rows_skipped = :skipped, rows_new = :new, rows_changed = :changed,
                            rows_unchanged = :unchanged, rows_stale = :stale, rows_repeated = :repeated,
                            rows_id_conflict = :conflict, rows_rejected = :rejected, persons_absent = :absent,
                            header = cast(:header as jsonb)
                        where extract_id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("read", read.rows)
                .param("skipped", read.skipped)
                .param("new", counts.of("new"))
                .param("changed", counts.of("changed"))
                .param("unchanged", counts.of("unchanged"))
                .param("stale", counts.of("stale"))
                .param("repeated", counts.of("repeated"))
                .param("conflict", counts.of("id-conflict"))
                .param("rejected", counts.of("rejected"))
                .param("absent", counts.absent())
                .param("header", Json.write(reader.header()))
                .param("id", extractId)
                .update();
        reader.truncation()
                .ifPresent(why -> alarms.raise(
                        "extract-truncated",
                        reader.fileName(),
                        reader.fileName() + " seems to be cut off: " + why
                                + ". What it holds is loaded; ask the registry for the whole file."));
        LOG.info("{} loaded as extract {}: {} rows, {}", reader.fileName(), extractId, read.rows, counts);
        return LoadOutcome.LOADED;
    }

    private boolean sameContentAsBefore(long extractId, String digest) {
        return jdbc.sql("""
                                update extract set digest = ?, repeats = earlier.extract_id, settled_at = ?,
                                       state = case when earlier.extract_id is null then 'taken' else 'repeated' end
                                from (select (select min(extract_id) from extract where digest = ? and state = 'loaded') as extract_id) earlier
                                where extract.extract_id = ? returning repeats""")
                        .params(digest, Timestamp.from(clock.instant()), digest, extractId)
                        .query((row, n) -> row.getLong(1))
                        .single()
                > 0;
    }

    private record Read(int rows, int skipped) {}

    private Read copyRows(ExtractReader reader) throws SQLException {
        jdbc.sql(IncomingRows.CREATE).update();
        PlacementFinder finder = places.finder();
        int rows = 0;
        int skipped = 0;
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PersonIds ids = new PersonIds(dataSource);
                IncomingRows incoming = new IncomingRows(connection)) {
            while (reader.hasNext()) {
                ExtractRow row = reader.next();
                rows++;
                CleanedRow cleaned = cleaner.clean(row);
                if (cleaned instanceof CleanedRow.Accepted accepted) {
                    Registration registration = accepted.registration();
                    incoming.add(row.line(), ids.next(), row, registration, Judgement.of(registration, finder));
                } else if (cleaned instanceof CleanedRow.Rejected rejected) {
                    incoming.reject(rejected);
                } else {
                    skipped++;
                }
            }
        }
        return new Read(rows, skipped);
    }
}
