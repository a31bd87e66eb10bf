package in.suchi.intake;

import in.suchi.deadletter.DeadLetters;
import in.suchi.deadletter.FailedWork;
import in.suchi.deadletter.FailureHandler;
import in.suchi.ledger.Alarms;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The extracts of the registry from the first sight of a file to its end in {@code .done/} or {@code .failed/}. Until an extract
 * is loaded, the registry's own file is the safe copy: the one fetched into the spool may be lost and is then fetched again.
 */
@Component("extracts")
public class Extracts implements FailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Extracts.class);
    /** Loads are repeatable as a whole, so a few tries only guard against a database or disk that was away for a moment. */
    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final RegistrySettings settings;
    private final Spool spool;
    private final ExtractLoader loader;
    private final DeadLetters deadLetters;
    private final Alarms alarms;

    Extracts(
            JdbcClient jdbc,
            DomainClock clock,
            RegistrySettings settings,
            Spool spool,
            ExtractLoader loader,
            DeadLetters deadLetters,
            Alarms alarms) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.spool = spool;
        this.loader = loader;
        this.deadLetters = deadLetters;
        this.alarms = alarms;
    }

    /** What is known of a file in the outbox; a file is the same only by name, size and time together. */
    enum Standing {
        NEW,
        UNDER_WAY,
        LOADED,
        FAILED
    }

    /** Whether another extract may be fetched: what cannot be loaded at present waits in the outbox, not on this disk. */
    boolean hasRoom() {
        return jdbc.sql("select count(*) from extract where state = 'taken'")
                        .query(Long.class)
                        .single()
                < settings.waiting();
    }

    Standing standingOf(String fileName, long size, Instant modified) {
        return jdbc.sql("select state from extract where file_name = ? and size_bytes = ? and modified_at = ?")
                .params(fileName, size, Timestamp.from(modified))
                .query(String.class)
                .optional()
                .map(state -> switch (state) {
                    case "loaded", "repeated" -> Standing.LOADED;
                    case "failed" -> Standing.FAILED;
                    default -> Standing.UNDER_WAY;
                })
                .orElse(Standing.NEW);
    }

    /**
     * Takes a fetched file: it lies in the spool and is known to the ledger when this returns. Taking it twice changes nothing.
     *
     * @param exchange as the SFTP consumer made it, with the fetched file on the local disk
     */
    @Transactional
    public void take(Exchange exchange) throws IOException {
        String fileName = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        long size = exchange.getMessage().getHeader(Exchange.FILE_LENGTH, Long.class);
        Instant modified =
                Instant.ofEpochMilli(exchange.getMessage().getHeader(Exchange.FILE_LAST_MODIFIED, Long.class));
        Path fetched = Path.of(exchange.getMessage().getHeader(Exchange.FILE_LOCAL_WORK_PATH, String.class));
        take(fileName, size, modified, fetched);
    }

    /**
     * As above, for a file that lies on the local disk; the file itself stays where it is. The row is committed after the file is in
     * its place: a kill in between leaves a file nobody knows, never a row without its file.
     */
    @Transactional
    public void take(String fileName, long size, Instant modified, Path fetched) throws IOException {
        long fetchedSize = Files.size(fetched);
        if (fetchedSize != size) {
            LOG.info(
                    "{} changed while it was fetched ({} of {} bytes); it is fetched again",
                    fileName,
                    fetchedSize,
                    size);
            return;
        }
        Path inSpool = spool.newPart();
        try {
            Files.copy(fetched, inSpool, StandardCopyOption.REPLACE_EXISTING);
            ExtractName name = ExtractName.parse(fileName);
            Instant exportedAt = name.exportedAt(modified, clock.instant());
            Long id = jdbc.sql("""
                            insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at)
                            values (?, ?, ?, ?, ?, 'taken', ?) on conflict do nothing returning extract_id""")
                    .params(
                            fileName,
                            size,
                            Timestamp.from(modified),
                            Timestamp.from(exportedAt),
                            name.full(),
                            Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .optional()
                    .orElse(null);
            if (id == null) {
                return;
            }
            Files.move(inSpool, spool.placeFor(id), StandardCopyOption.ATOMIC_MOVE);
            LOG.info("{} taken as extract {}, {} bytes", fileName, id, size);
        } finally {
            Files.deleteIfExists(inSpool); // nothing of it stays where the ledger was away
        }
    }

    /** Whether a file of this name would be taken: CSV, also packed. */
    public static boolean isExtract(String fileName) {
        return ExtractName.isExtract(fileName);
    }

    /** Extracts to load: taken and not under way. Marked with a lease, then their messages are sent. */
    @Transactional
    public List<Long> release() {
        forgetLostSpool();
        spool.sweep();
        return jdbc.sql("""
                        update extract set lease_until = now() + make_interval(secs => ?)
                        where extract_id in (
                            select extract_id from extract
                            where state = 'taken' and (lease_until is null or lease_until < now())
                            order by exported_at, extract_id limit 1 for update skip locked)
                        returning extract_id""")
                .param((double) settings.lease().toSeconds())
                .query(Long.class)
                .list();
    }

    /** A taken extract whose spool file is gone is forgotten: the registry's file is still in the outbox and is fetched again. */
    private void forgetLostSpool() {
        List<Long> taken = jdbc.sql(
                        "select extract_id from extract where state = 'taken' and (lease_until is null or lease_until < now())"
                                + " and taken_at < ?")
                .param(Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
        for (long id : taken) {
            if (!Files.exists(spool.fileOf(id))
                    && jdbc.sql("delete from extract where extract_id = ? and state = 'taken'")
                                    .param(id)
                                    .update()
                            == 1) {
                LOG.warn("extract {} is no longer in the spool; it is fetched from the registry again", id);
            }
        }
    }

    /** Loads the extract, all or nothing. Loading it again changes nothing. */
    public void load(@Header("hubId") long extractId) {
        LoadOutcome outcome = loader.load(extractId, spool.fileOf(extractId));
        if (outcome == LoadOutcome.NOT_MINE) {
            return;
        }
        deadLetters.settle("extract", Long.toString(extractId));
        spool.discard(extractId);
        warnOfSharedMobiles();
    }

    private void warnOfSharedMobiles() {
        long shared = jdbc.sql(
                        "select count(*) from (select 1 from person where mobile is not null group by mobile having count(*) > 4) m")
                .query(Long.class)
                .single();
        if (shared > 0) {
            alarms.raise(
                    "mobile-shared",
                    "registry",
                    shared
                            + " mobile numbers are given for more than four people each; each person still gets an own SMS");
        } else {
            alarms.clear("mobile-shared", "registry");
        }
    }

    /** Says where the file of a settled extract goes: header {@code settledFolder}. */
    public void folderFor(Exchange exchange) {
        Standing standing = standingOf(
                exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class),
                exchange.getMessage().getHeader(Exchange.FILE_LENGTH, Long.class),
                Instant.ofEpochMilli(exchange.getMessage().getHeader(Exchange.FILE_LAST_MODIFIED, Long.class)));
        exchange.getMessage().setHeader("settledFolder", standing == Standing.FAILED ? ".failed" : ".done");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("extract");
    }

    @Override
    @Transactional
    public void failed(FailedWork work) {
        long id = Long.parseLong(work.subject());
        UnreadableExtract unreadable = causeOf(work.cause());
        int tries = jdbc.sql(
                        "update extract set tries = tries + 1 where extract_id = ? and state = 'taken' returning tries")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (tries == 0) {
            return;
        }
        if (unreadable == null && tries < MOST_TRIES) {
            jdbc.sql("update extract set lease_until = now() + make_interval(secs => ?) where extract_id = ?")
                    .params(2.0 * (1 << tries), id)
                    .update();
            return;
        }
        jdbc.sql("update extract set state = 'failed', settled_at = ?, failure = ? where extract_id = ?")
                .params(Timestamp.from(clock.instant()), work.error(), id)
                .update();
        String reason = unreadable != null ? "extract-unreadable" : "tries-exhausted";
        deadLetters.open(work.queue(), "extract", work.subject(), null, reason, work.error(), tries);
    }

    /** Another extract was loaded since. */
    @Override
    public Set<String> mended(String kind, Map<String, Instant> failedAt) {
        return Set.copyOf(jdbc.sql("""
                        select f.subject from unnest(:subjects, :failedAt) as f (subject, failed_at)
                        where exists (select from extract e where e.state = 'loaded' and e.settled_at > f.failed_at)""")
                .param("subjects", failedAt.keySet().toArray(String[]::new))
                .param(
                        "failedAt",
                        failedAt.values().stream().map(Timestamp::from).toArray(Timestamp[]::new))
                .query(String.class)
                .list());
    }

    private static UnreadableExtract causeOf(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnreadableExtract unreadable) {
                return unreadable;
            }
        }
        return null;
    }

    @Override
    @Transactional
    public String putBack(String kind, String subject) {
        long id = Long.parseLong(subject);
        if (!Files.exists(spool.fileOf(id))) {
            return "the file is no longer in the spool; put a mended one into the registry's outbox";
        }
        int back = jdbc.sql(
                        "update extract set state = 'taken', tries = 0, lease_until = null, failure = null where extract_id = ? and state = 'failed'")
                .param(id)
                .update();
        return back == 1 ? null : "the extract is not failed (any more)";
    }
}
