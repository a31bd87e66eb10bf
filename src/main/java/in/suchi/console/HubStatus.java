package in.suchi.console;

import in.suchi.district.Punctuality;
import in.suchi.ledger.Balances;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything the hub's status consists of, counted as often as {@link Fresh} allows. */
@Component
class HubStatus {

    private static final Duration AHEAD = Duration.ofHours(48);
    private static final List<String> SIMULATED = List.of("sandbox", "drill");

    /** A standing alarm. */
    record Alarm(String kind, String subject, String message, OffsetDateTime since) {}

    /** A balance as the page shows it. */
    record BalanceView(
            String name,
            boolean holds,
            long expected,
            long found,
            Map<String, Long> parts,
            List<String> offenders,
            OffsetDateTime countedAt) {}

    /**
     * @param made sessions with a roster
     * @param pushed those whose current revision every endpoint asked has
     * @param open pushes on their way
     * @param late lists of the next 48 hours that are or were late
     */
    record Rosters(long made, long pushed, long open, long late, long dead) {}

    record CallSheets(long open, long closed, long people) {}

    /** A sending that is stopped, or a template whose first notices are watched. */
    record Hindrance(String what, String why, OffsetDateTime since) {}

    record Status(
            String profile,
            boolean simulated,
            OffsetDateTime domainTime,
            Map<String, Long> extracts,
            Map<String, Long> rows,
            Map<String, Long> people,
            Map<String, Long> placedByBasis,
            Map<String, Long> heldByReason,
            Rosters rosters,
            Map<String, Long> notices,
            CallSheets callSheets,
            long deadLetters,
            List<BalanceView> balances,
            List<Alarm> alarms,
            List<Hindrance> stops) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Balances balances;
    private final Punctuality punctuality;
    private final String profile;
    private final Fresh<Status> latest = new Fresh<>(this::count);

    HubStatus(JdbcClient jdbc, DomainClock clock, Balances balances, Punctuality punctuality, Environment environment) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.balances = balances;
        this.punctuality = punctuality;
        this.profile =
                Arrays.stream(environment.getActiveProfiles()).findFirst().orElse("");
    }

    boolean simulated() {
        return SIMULATED.contains(profile);
    }

    String profile() {
        return profile;
    }

    Status now() {
        return latest.get();
    }

    private Status count() {
        Instant now = clock.instant();
        return new Status(
                profile,
                simulated(),
                at(now),
                counts("select state, count(*) from extract group by 1 order by 1"),
                rows(),
                people(),
                counts("select basis, count(*) from placement group by 1 order by 2 desc, 1"),
                counts("select reason, count(*) from held group by 1 order by 2 desc, 1"),
                rosters(now),
                counts("""
                        select s.state, count(n.state) from unnest(array['scheduled', 'queued', 'submitting', 'in-doubt', 'submitted',
                            'delivered', 'undelivered', 'refused', 'no-number', 'expired', 'cancelled']) with ordinality s (state, place)
                        left join notice n on n.state = s.state group by s.state, s.place order by s.place"""),
                jdbc.sql("""
                                select count(*) filter (where closed_at is null), count(*) filter (where closed_at is not null),
                                       coalesce(sum(people), 0) from callsheet""")
                        .query((row, n) -> new CallSheets(row.getLong(1), row.getLong(2), row.getLong(3)))
                        .single(),
                number("select count(*) from dead_letter where state = 'open'"),
                balances.latest().stream()
                        .map(counted -> new BalanceView(
                                counted.balance().name(),
                                counted.balance().holds(),
                                counted.balance().expected(),
                                counted.balance().found(),
                                counted.balance().parts(),
                                counted.balance().offenders(),
                                at(counted.countedAt())))
                        .toList(),
                jdbc.sql(
                                "select kind, subject, message, since from alarm where cleared_at is null order by since desc, alarm_id desc limit 50")
                        .query((row, n) -> new Alarm(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                at(row.getTimestamp(4).toInstant())))
                        .list(),
                jdbc.sql("""
                                select scope, reason, since from stop_switch
                                union all
                                select 'template ' || template || ' on ' || gateway, 'canary ' || state, null from canary where state <> 'passed'
                                order by 1""")
                        .query((row, n) -> new Hindrance(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3) == null
                                        ? null
                                        : at(row.getTimestamp(3).toInstant())))
                        .list());
    }

    private Map<String, Long> rows() {
        return jdbc.sql("""
                        select coalesce(sum(rows_read), 0), coalesce(sum(rows_new), 0), coalesce(sum(rows_changed), 0),
                               coalesce(sum(rows_unchanged), 0), coalesce(sum(rows_stale), 0), coalesce(sum(rows_repeated), 0),
                               coalesce(sum(rows_id_conflict), 0), coalesce(sum(rows_rejected), 0), coalesce(sum(rows_skipped), 0)
                        from extract where state = 'loaded'""")
                .query((row, n) -> {
                    Map<String, Long> rows = new LinkedHashMap<>();
                    List<String> names = List.of(
                            "read",
                            "new",
                            "changed",
                            "unchanged",
                            "stale",
                            "repeated",
                            "id-conflict",
                            "rejected",
                            "skipped");
                    for (int i = 0; i < names.size(); i++) {
                        rows.put(names.get(i), row.getLong(i + 1));
                    }
                    return rows;
                })
                .single();
    }

    private Map<String, Long> people() {
        Map<String, Long> people = new LinkedHashMap<>();
        people.put("received", number("select count(*) from person"));
        people.put("appointed", number("select count(*) from appointment"));
        people.put("waiting", number("select count(*) from waiting"));
        people.put("held", number("select count(*) from held"));
        people.put("withdrawn", number("select count(*) from withdrawn"));
        people.put("finished", number("select count(*) from finished"));
        return people;
    }

    private Rosters rosters(Instant now) {
        long late = punctuality.of(null, now, now.plus(AHEAD)).stream()
                .filter(Punctuality.Standing::isLate)
                .map(Punctuality.Standing::sessionId)
                .distinct()
                .count();
        return jdbc.sql("""
                        with asked as (
                            select r.session_id, bool_or(p.state = 'accepted') as there,
                                   bool_or(p.state in ('pending', 'queued', 'sending', 'dead')) as open
                            from roster r join push p on p.kind = 'roster' and p.session_id = r.session_id and p.revision = r.revision
                            group by 1)
                        select (select count(*) from roster), (select count(*) from asked where there and not open),
                               (select count(*) from push where state in ('pending', 'queued', 'sending')),
                               (select count(*) from push where state = 'dead')""")
                .query((row, n) -> new Rosters(row.getLong(1), row.getLong(2), row.getLong(3), late, row.getLong(4)))
                .single();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(sql).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
