package in.suchi.session;

import in.suchi.ledger.CopyRows;
import in.suchi.ledger.WriterLock;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.site.CurrentTables;
import in.suchi.site.NearSite;
import in.suchi.site.SiteTable;
import in.suchi.time.DomainClock;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts people on sessions. Everybody who waits and everybody whose appointment is not fixed yet is seated anew in filling
 * order; what differs from the present state is written, with all it owes, in one transaction. Seated by {@link Seating}.
 */
@Component("sessionFiller")
public class SessionFiller {

    private static final Logger LOG = LoggerFactory.getLogger(SessionFiller.class);
    private static final String STEP = "fill-sessions";
    private static final int TRIES = 3;
    private static final int FETCH = 20_000;
    /** Of the database, for sorting a state's people in memory. */
    private static final String WORK_MEMORY = "256MB";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final SessionSettings settings;
    private final CurrentTables tables;
    private final FillRequests requests;
    private final Telling telling;

    /** An appointment was fixed by a push or a submit while it was about to be changed. */
    private static final class FixedMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param schema not used itself: it makes the database ready before this bean */
    @Autowired
    SessionFiller(
            DataSource dataSource,
            JdbcClient schema,
            PlatformTransactionManager transactions,
            WriterLock writerLock,
            DomainClock clock,
            SessionSettings settings,
            CurrentTables tables,
            ObjectProvider<NoticeTimeRules> rules) {
        this(
                dataSource,
                transactions,
                writerLock,
                clock,
                settings,
                tables,
                rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT));
    }

    SessionFiller(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            WriterLock writerLock,
            DomainClock clock,
            SessionSettings settings,
            CurrentTables tables,
            NoticeTimeRules rules) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCH);
        this.transaction = new TransactionTemplate(transactions);
        this.writerLock = writerLock;
        this.clock = clock;
        this.settings = settings;
        this.tables = tables;
        this.requests = new FillRequests(jdbc);
        this.telling = new Telling(jdbc, rules);
    }

    /** Asks for a filling; it comes with the next run of the route. The caller holds the writer lock. */
    public void request() {
        requests.askForFilling();
    }

    /**
     * Fills if anything changed since the last filling. Meant to be called often.
     *
     * @return what changed
     * @throws RuntimeException when appointments went on being fixed meanwhile; nothing was changed then, and the next
     *     run does it
     */
    public Filled fill() {
        if (!requests.isFillingAsked()) {
            return Filled.NOTHING;
        }
        Filled filled = again(() -> transaction.execute(status -> {
            writerLock.take();
            return fillNow();
        }));
        if (!filled.isNothing()) {
            LOG.info(
                    "sessions filled: {} appointments made, {} moved, {} reordered, {} people wait again",
                    filled.made(),
                    filled.moved(),
                    filled.reordered(),
                    filled.unseated());
        }
        return filled;
    }

    /**
     * Runs a transaction that fills, again where an appointment was fixed while it was about to be changed. One that was fixed after
     * the fixed and before the open ones were read is in neither: then its serial is given away a second time, which the database
     * refuses.
     */
    public static <T> T again(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get(); // only who began the transaction can begin it again
        }
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (FixedMeanwhileException | CannotAcquireLockException | DuplicateKeyException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #fill}, in the caller's transaction, who holds the writer lock. */
    Filled fillNow() {
        Instant now = clock.instant();
        jdbc.execute("set local work_mem = '" + WORK_MEMORY + "'");
        telling.begin();
        Filled filled = seatEverybody(now);
        if (!filled.isNothing()) {
            apply(filled, now);
        }
        requests.filled();
        return filled;
    }

    private Filled seatEverybody(Instant now) {
        Timestamp opensFrom = Timestamp.from(now.plus(settings.closesBefore()));
        Seating seating = openSessions(opensFrom);
        Seatings seatings = new Seatings();
        jdbc.query(
                """
                select c.person_id, pl.site_code, p.category, c.session_id, c.serial, c.slot_at
                from (select person_id, null as session_id, null::integer as serial, null::bigint as slot_at from waiting
                      union all
                      select a.person_id, a.session_id, a.serial, extract(epoch from a.slot_at)::bigint
                      from appointment a join session s using (session_id)
                      where a.fixed_at is null and s.status = 'planned' and s.starts_at >= ?) c
                join placement pl using (person_id) join person p using (person_id)
                order by coalesce(array_position(?, p.category), 1000000), p.registered_at nulls last,
                         p.registration_id collate "C", p.twin""",
                row -> {
                    long person = row.getLong(1);
                    String session = row.getString(4);
                    int serial = row.getInt(5);
                    Seat seat = seating.seat(row.getString(2), row.getString(3), session, serial)
                            .orElse(null);
                    seatings.add(person, seat, session, serial, row.getLong(6));
                },
                opensFrom,
                settings.categoryPriority().toArray(String[]::new));
        try (CopyRows copy = CopyRows.into(
                DataSourceUtils.getConnection(dataSource),
                "appointment_change (person_id, what, session_id, serial, slot_at, was)")) {
            return seatings.copyTo(copy);
        } catch (SQLException e) {
            throw new IllegalStateException("the seats could not be copied to the database", e);
        }
    }

    private Seating openSessions(Timestamp opensFrom) {
        Map<String, Map<Instant, Integer>> fixed = new HashMap<>();
        Map<String, Integer> lastSerial = new HashMap<>();
        jdbc.query(
                """
                select a.session_id, a.slot_at, count(*) as people, max(a.serial) as serial
                from appointment a join session s using (session_id)
                where a.fixed_at is not null and s.status = 'planned' and s.starts_at >= ?
                group by a.session_id, a.slot_at""",
                row -> {
                    String session = row.getString("session_id");
                    fixed.computeIfAbsent(session, s -> new HashMap<>())
                            .put(row.getTimestamp("slot_at").toInstant(), row.getInt("people"));
                    lastSerial.merge(session, row.getInt("serial"), Math::max);
                },
                opensFrom);
        Seating seating = new Seating(this::nextNearest);
        jdbc.query(
                """
                select session_id, site_code, starts_at, ends_at, capacity, slot_minutes, categories
                from session where status = 'planned' and starts_at >= ?
                order by starts_at, session_id collate "C\"""",
                row -> {
                    String session = row.getString("session_id");
                    String[] categories = row.getArray("categories") == null
                            ? new String[0]
                            : (String[]) row.getArray("categories").getArray();
                    int capacity = row.getInt("capacity");
                    Slots slots = Slots.of(
                            row.getTimestamp("starts_at").toInstant(),
                            row.getTimestamp("ends_at").toInstant(),
                            capacity,
                            row.getInt("slot_minutes"));
                    seating.add(
                            row.getString("site_code"),
                            new SessionRoom(
                                    session,
                                    Set.of(categories),
                                    capacity,
                                    slots,
                                    fixed.getOrDefault(session, Map.of()),
                                    lastSerial.getOrDefault(session, 0)));
                },
                opensFrom);
        return seating;
    }

    private List<String> nextNearest(String siteCode) {
        SiteTable sites = tables.now().sites();
        return sites.find(siteCode)
                .map(site -> sites.nextNearest(site, settings.spillKm()).stream()
                        .map(NearSite::site)
                        .map(near -> near.code())
                        .toList())
                .orElse(List.of());
    }

    private void apply(Filled filled, Instant now) {
        if (filled.made() + filled.moved() + filled.reordered() > FETCH) {
            jdbc.execute("analyze appointment_change");
        }
        telling.cancelOpenNotices(now);
        requireNothingFixed();
        telling.owe(now, STEP);
        Timestamp at = Timestamp.from(now);
        jdbc.update("""
                insert into appointment (person_id, session_id, serial, slot_at, version, made_at)
                select person_id, session_id, serial, slot_at, version, ? from telling where what = 'made' order by session_id, serial""", at);
        jdbc.update("delete from waiting w using telling t where t.person_id = w.person_id and t.what = 'made'");
        if (filled.moved() + filled.reordered() > 0) {
            jdbc.update("""
                    update appointment a set session_id = f.session_id, serial = f.serial, slot_at = f.slot_at,
                        version = coalesce(t.version, a.version), made_at = case when t.version is null then a.made_at else ? end
                    from appointment_change f left join telling t using (person_id)
                    where f.person_id = a.person_id and f.what in ('moved', 'reordered')""", at);
        }
        if (filled.unseated() > 0) {
            jdbc.update("delete from appointment a using appointment_change f"
                    + " where f.person_id = a.person_id and f.what = 'cancelled'");
            jdbc.update(
                    "insert into waiting (person_id, since)"
                            + " select person_id, ? from appointment_change where what = 'cancelled'",
                    at);
        }
        jdbc.update("""
                insert into roster_request
                select session_id from appointment_change union select was from appointment_change where was is not null
                on conflict do nothing""");
        if (filled.made() + filled.moved() > FETCH) {
            // a state's people at once: without statistics the database would look through all of them for each list
            // and notice
            jdbc.execute("analyze appointment, appointment_event, notice, waiting");
        }
    }

    /**
     * Pushing and sending do not take the writer lock, so an appointment may have been fixed since it was read. The
     * rows to be changed are locked now; if one of them was fixed, everything is seated again.
     */
    private void requireNothingFixed() {
        List<Boolean> fixed = jdbc.queryForList("""
                select fixed_at is not null from appointment
                where person_id in (select person_id from appointment_change where was is not null) order by person_id for update""", Boolean.class);
        if (fixed.contains(true)) {
            throw new FixedMeanwhileException();
        }
    }
}
