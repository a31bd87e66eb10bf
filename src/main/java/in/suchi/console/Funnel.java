package in.suchi.console;

import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far people have come, by district and by session day: received, placed, appointed, told, delivered, came. A person belongs to
 * the district of their site, or of their posting while they have none.
 */
@Component
class Funnel {

    /**
     * @param slug null: the posting names no district that is known
     * @param told the gateway took the SMS, or they were reached by telephone
     * @param delivered the SMS is on the handset
     * @param came the site reported them as arrived or vaccinated
     */
    record Row(
            String slug, long received, long held, long placed, long appointed, long told, long delivered, long came) {

        Row plus(Row other) {
            return new Row(
                    slug,
                    received + other.received,
                    held + other.held,
                    placed + other.placed,
                    appointed + other.appointed,
                    told + other.told,
                    delivered + other.delivered,
                    came + other.came);
        }
    }

    /** The sessions of one date in one district. */
    record Day(
            LocalDate date,
            Instant firstStart,
            long sessions,
            long appointed,
            long told,
            long delivered,
            long toCall,
            long came) {

        Day plus(Day other) {
            return new Day(
                    date,
                    firstStart.isBefore(other.firstStart) ? firstStart : other.firstStart,
                    sessions + other.sessions,
                    appointed + other.appointed,
                    told + other.told,
                    delivered + other.delivered,
                    toCall + other.toCall,
                    came + other.came);
        }
    }

    private record DayOf(String district, Day day) {}

    private record Counted(Map<String, Row> rows, List<DayOf> days) {}

    private final JdbcClient jdbc;
    private final CurrentTables tables;
    private final Fresh<Counted> counted = new Fresh<>(this::count);
    private final Map<String, Optional<String>> slugOfName = new HashMap<>();

    Funnel(JdbcClient jdbc, CurrentTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** @param district slug; null: all. The largest district first. */
    List<Row> rows(String district) {
        return counted.get().rows().values().stream()
                .filter(row -> district == null || district.equals(row.slug()))
                .sorted(Comparator.comparingLong(Row::received).reversed())
                .toList();
    }

    static Row sum(Collection<Row> rows) {
        return rows.stream().reduce(new Row(null, 0, 0, 0, 0, 0, 0, 0), Row::plus);
    }

    /** Session days from this one on, the first first. */
    List<Day> days(String district, LocalDate from, int most) {
        Map<LocalDate, Day> days = new TreeMap<>();
        counted.get().days().stream()
                .filter(of -> district == null || district.equals(of.district()))
                .map(DayOf::day)
                .filter(day -> !day.date().isBefore(from))
                .forEach(day -> days.merge(day.date(), day, Day::plus));
        return days.values().stream().limit(most).toList();
    }

    private Counted count() {
        Map<String, Row> rows = new HashMap<>();
        received().forEach(row -> rows.merge(Objects.requireNonNullElse(row.slug(), ""), row, Row::plus));
        List<DayOf> days = days();
        days.forEach(of -> rows.merge(
                of.district(),
                new Row(
                        of.district(),
                        0,
                        0,
                        0,
                        of.day().appointed(),
                        of.day().told(),
                        of.day().delivered(),
                        of.day().came()),
                Row::plus));
        return new Counted(rows, days);
    }

    private List<Row> received() {
        return jdbc.sql("""
                        select pl.site_code, case when pl.site_code is null then lower(p.posting_district) end as named, count(*) as received,
                               count(h.person_id) as held, count(*) filter (where pl.site_code is not null and h.person_id is null) as placed
                        from person p left join placement pl using (person_id) left join held h using (person_id)
                        group by 1, 2""")
                .query((row, n) -> new Row(
                        slug(row.getString("site_code"), row.getString("named")),
                        row.getLong("received"),
                        row.getLong("held"),
                        row.getLong("placed"),
                        0,
                        0,
                        0,
                        0))
                .list();
    }

    private String slug(String siteCode, String named) {
        if (siteCode != null) {
            return tables.now()
                    .sites()
                    .find(siteCode)
                    .map(Site::districtLgd)
                    .flatMap(tables.now().districts()::byLgd)
                    .map(District::slug)
                    .orElse(null);
        }
        return named == null
                ? null
                : slugOfName
                        .computeIfAbsent(
                                named,
                                name -> tables.now().districts().find(name).map(District::slug))
                        .orElse(null);
    }

    /** Whoever came is counted on the session where they came, also when their appointment is over. */
    private List<DayOf> days() {
        return jdbc.sql("""
                        with seat as (
                            select person_id, session_id from appointment
                            union select person_id, session_id from attendance where status in ('arrived', 'vaccinated')),
                        notified as (
                            select distinct on (person_id, session_id) person_id, session_id, state from notice
                            where kind <> 'cancellation' and state <> 'cancelled' order by person_id, session_id, version desc, notice_id desc),
                        came as (select distinct person_id, session_id from attendance where status in ('arrived', 'vaccinated'))
                        select s.district, s.session_date, min(s.starts_at) as first_start, count(distinct s.session_id) as sessions,
                               count(*) as appointed,
                               count(*) filter (where n.state in ('submitted', 'delivered', 'undelivered') or e.result in ('reached', 'will-come', 'cannot')) as told,
                               count(*) filter (where n.state = 'delivered') as delivered,
                               count(*) filter (where e.person_id is not null and e.result is null) as to_call,
                               count(c.person_id) as came
                        from seat join session s using (session_id)
                        left join notified n using (person_id, session_id)
                        left join callsheet_entry e using (person_id, session_id)
                        left join came c using (person_id, session_id)
                        group by 1, 2""")
                .query((row, n) -> new DayOf(
                        row.getString("district"),
                        new Day(
                                row.getObject("session_date", LocalDate.class),
                                row.getTimestamp("first_start").toInstant(),
                                row.getLong("sessions"),
                                row.getLong("appointed"),
                                row.getLong("told"),
                                row.getLong("delivered"),
                                row.getLong("to_call"),
                                row.getLong("came"))))
                .list();
    }

    /** Today by the hub's clock. */
    static LocalDate today(DomainClock clock) {
        return clock.instant().atZone(DomainClock.ZONE).toLocalDate();
    }
}
