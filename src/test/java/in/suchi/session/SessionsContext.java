package in.suchi.session;

import in.suchi.ledger.Ledger;
import in.suchi.ledger.WriterLock;
import in.suchi.site.CurrentTables;
import in.suchi.site.ReferenceTables;
import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Sessions, filling and appointments on a real database of their own, without routes: five sites (A; B and C near it; F far
 * away; X not active), domain time 13 January 2021, 21:00.
 */
public final class SessionsContext implements AutoCloseable {

    public static final Path TABLES = Path.of("src/test/resources/cases/filling-tables");
    public static final Instant NOW = at("2021-01-13T21:00");

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    public final JdbcTemplate jdbc;
    public final DomainClock clock = DomainClock.movable(NOW);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private long lastPerson;

    public SessionsContext(Class<?>... further) {
        this(List.of(), Path.of("none.yaml"), Path.of("none.csv"), further);
    }

    SessionsContext(List<String> priority, Path rules, Path list, Class<?>... further) {
        DataSource database = TestDatabase.fresh();
        jdbc = new JdbcTemplate(database);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(DomainClock.class, () -> clock);
        context.registerBean(CurrentTables.class, () -> new CurrentTables(ReferenceTables.load(TABLES)));
        context.registerBean(
                SessionSettings.class, () -> new SessionSettings(rules, list, 40, Duration.ofHours(2), priority));
        context.register(Transactions.class, WriterLock.class, Ledger.class, SessionFiller.class, Appointments.class);
        for (Class<?> component : further) {
            context.register(component);
        }
        context.refresh();
        extract();
    }

    private void extract() {
        jdbc.update("""
                insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at)
                values ('registrations.csv', 1, now(), now(), true, 'loaded', now())""");
    }

    /** As new, without the price of a new database. */
    void reset() {
        jdbc.execute("truncate extract, person, placement, waiting, held, withdrawn, finished, session, appointment,"
                + " appointment_event, roster, roster_revision, roster_member, roster_request, notice, ledger_entry, mobile_correction"
                + " restart identity cascade");
        lastPerson = 0;
        extract();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public SessionFiller filler() {
        return bean(SessionFiller.class);
    }

    public Appointments appointments() {
        return bean(Appointments.class);
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(DomainClock.ZONE).toInstant();
    }

    /** A session of the hub's district table, with hourly slots. */
    public void session(String id, String site, String start, String end, int capacity) {
        session(id, site, start, end, capacity, 60, null);
    }

    void session(String id, String site, String start, String end, int capacity, int slot, String categories) {
        jdbc.update(
                """
                insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, slot_minutes, categories, status, origin)
                values (?, ?, 'patna', ?, ?, ?, ?, ?, string_to_array(?, '|'), 'planned', 'list')""",
                id,
                site,
                LocalDateTime.parse(start).toLocalDate(),
                Timestamp.from(at(start)),
                Timestamp.from(at(end)),
                capacity,
                slot,
                categories);
    }

    /** A person who waits, placed at the site, with a mobile of their own. */
    public long person(String registrationId, String site, LocalDate registered) {
        return person(registrationId, site, registered, "doctor", "61%08d".formatted(lastPerson + 1));
    }

    public long person(String registrationId, String site, LocalDate registered, String category, String mobile) {
        long id = ++lastPerson;
        jdbc.update(
                """
                insert into person (person_id, registration_id, name, name_hi, gender, year_of_birth, mobile, category, registered_at,
                    row_digest, exported_at, extract_id)
                values (?, ?, ?, 'नाम', 'F', 1980, ?, ?, ?, gen_random_uuid(), now(), 1)""",
                id,
                registrationId,
                "Name " + registrationId,
                mobile,
                category,
                registered == null
                        ? null
                        : Timestamp.from(
                                registered.atStartOfDay(DomainClock.ZONE).toInstant()));
        jdbc.update("insert into placement values (?, ?, 'posting-facility', null, 'named', now())", id, site);
        jdbc.update("insert into waiting values (?, now())", id);
        return id;
    }

    /** Where everybody is: {@code S1/3@10:00}, {@code waiting} and so on, by registration id. */
    public Map<String, String> whereabouts() {
        Map<String, String> where = new TreeMap<>();
        jdbc.query("""
                select p.registration_id, a.session_id, a.serial, a.slot_at,
                       concat_ws('+', (select 'waiting' from waiting w where w.person_id = p.person_id),
                                      (select 'held' from held w where w.person_id = p.person_id),
                                      (select 'withdrawn' from withdrawn w where w.person_id = p.person_id),
                                      (select 'finished' from finished w where w.person_id = p.person_id)) as other
                from person p left join appointment a using (person_id)""", row -> {
            String other = row.getString("other");
            String seat = "";
            if (row.getString("session_id") != null) {
                LocalTime slot = row.getTimestamp("slot_at")
                        .toInstant()
                        .atZone(DomainClock.ZONE)
                        .toLocalTime();
                seat = row.getString("session_id") + "/" + row.getInt("serial") + "@" + slot;
            }
            where.put(row.getString("registration_id"), seat + other);
        });
        return where;
    }

    /** A person's notices in the order they were made: {@code "1 invite scheduled"}. */
    public List<String> notices(long person) {
        return jdbc.queryForList(
                "select version || ' ' || kind || ' ' || state from notice where person_id = ? order by notice_id",
                String.class,
                person);
    }

    /** As the dispatcher does when it claims the person's waiting notice: a submit begins. */
    public void submitBegins(long person) {
        List<Long> ids = jdbc.queryForList(
                "update notice set state = 'submitting', tries = 1 where person_id = ? and state = 'scheduled' returning notice_id",
                Long.class,
                person);
        appointments().fixPersons(ids);
    }

    /** How many people are in no or several tables, and how many events and notices do not match. */
    public List<String> imbalances() {
        return jdbc.queryForList("""
                select 'person ' || registration_id || ' is in ' || n || ' tables' from (
                    select p.registration_id, (select count(*) from appointment x where x.person_id = p.person_id)
                        + (select count(*) from waiting x where x.person_id = p.person_id)
                        + (select count(*) from held x where x.person_id = p.person_id)
                        + (select count(*) from withdrawn x where x.person_id = p.person_id)
                        + (select count(*) from finished x where x.person_id = p.person_id) as n from person p) c where n <> 1
                union all
                select 'owed and notice differ for person ' || coalesce(e.person_id, n.person_id)
                from (select person_id, version, owes, mobile, count(*) as times from appointment_event where owes is not null group by 1, 2, 3, 4) e
                full join notice n on (n.person_id, n.version, n.kind, n.mobile) = (e.person_id, e.version, e.owes, e.mobile)
                where e.person_id is null or n.person_id is null or e.times <> 1
                union all
                select 'version of person ' || person_id || ' is not the latest event''s' from appointment a
                where version <> (select max(version) from appointment_event e where e.person_id = a.person_id)
                union all
                select 'the appointment of person ' || a.person_id || ' has ' || count(n) || ' notices' from appointment a
                join person p using (person_id)
                left join notice n on n.person_id = a.person_id and n.version = a.version and n.kind in ('invite', 'change')
                    and n.mobile = coalesce(p.mobile, '') and n.state <> 'cancelled'
                group by a.person_id having count(n) <> 1""", String.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
