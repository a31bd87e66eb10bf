package in.suchi.evening;

import in.suchi.district.Punctuality;
import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts how a day's sessions stand, district by district. A few statements, whatever the number of sessions. */
@Component
class EveningCounts {

    private static final String PEOPLE = """
            select district, count(*) as appointed,
                   count(*) filter (where class = 'told') as told, count(*) filter (where class = 'telephoned') as telephoned,
                   count(*) filter (where class = 'uncertain') as uncertain, count(*) filter (where class = 'to-send') as to_send,
                   count(*) filter (where class = 'to-telephone') as to_telephone,
                   count(*) filter (where class in ('to-send', 'uncertain') and not out and send_by <= :now) as late
            from (select s.district, n.send_by, n.state in ('submitted', 'in-doubt') as out,
                         case when n.state = 'delivered' then 'told' when e.result in ('reached', 'will-come', 'cannot') then 'telephoned'
                              when n.state in ('submitting', 'in-doubt', 'submitted') then 'uncertain'
                              when n.state in ('scheduled', 'queued') then 'to-send' else 'to-telephone' end as class
                  from session s join appointment a using (session_id)
                  left join lateral (
                      select l.state, l.send_by from notice l
                      where l.person_id = a.person_id and l.version = a.version and l.kind <> 'cancellation'
                      order by l.notice_id desc limit 1) n on true
                  left join callsheet_entry e on e.session_id = a.session_id and e.person_id = a.person_id
                  where s.session_date = :date and s.status = 'planned') p
            group by district""";

    /** So long before the day the first lists are to be there, at the latest. */
    private static final Duration FIRST_LIST = Duration.ofHours(24);

    private record People(
            long appointed, long told, long telephoned, long uncertain, long toSend, long toTelephone, long late) {
        static final People NONE = new People(0, 0, 0, 0, 0, 0, 0);
    }

    private record Lists(long arrived, long onTheWay, long late, long nowhere) {
        static final Lists NONE = new Lists(0, 0, 0, 0);
    }

    private final JdbcClient jdbc;
    private final Punctuality punctuality;
    private final CurrentTables tables;

    EveningCounts(JdbcClient jdbc, Punctuality punctuality, CurrentTables tables) {
        this.jdbc = jdbc;
        this.punctuality = punctuality;
        this.tables = tables;
    }

    /** By slug; people held without a district that is in the tables are under the empty one. */
    Map<String, Standing> of(LocalDate date, Instant now) {
        Map<String, Long> sessions = counts("""
                select s.district, count(*) from session s where s.session_date = ? and s.status = 'planned' group by 1""", date);
        Map<String, People> people = people(date, now);
        Map<String, Lists> lists = lists(date, now);
        Map<String, Long> held = bySlug(
                counts(
                        "select coalesce(lower(p.posting_district), ''), count(*) from held join person p using (person_id) group by 1"),
                this::ofName);
        Map<String, Long> waiting = bySlug(
                counts(
                        "select coalesce(pl.site_code, ''), count(*) from waiting left join placement pl using (person_id) group by 1"),
                this::ofSite);
        Map<String, Long> letters =
                counts("select coalesce(district, ''), count(*) from dead_letter where state = 'open' group by 1");
        Map<String, Standing> standings = new TreeMap<>();
        for (Map<String, ?> part : List.of(sessions, people, lists, held, waiting, letters)) {
            part.keySet().forEach(slug -> standings.put(slug, null));
        }
        standings.replaceAll((slug, none) -> standing(
                sessions.getOrDefault(slug, 0L),
                people.getOrDefault(slug, People.NONE),
                lists.getOrDefault(slug, Lists.NONE),
                held.getOrDefault(slug, 0L),
                waiting.getOrDefault(slug, 0L),
                letters.getOrDefault(slug, 0L)));
        return standings;
    }

    private static Standing standing(long sessions, People p, Lists l, long held, long waiting, long letters) {
        return new Standing(
                sessions,
                p.appointed(),
                p.told(),
                p.telephoned(),
                p.uncertain(),
                p.toSend(),
                p.toTelephone(),
                l.arrived(),
                l.onTheWay(),
                l.late(),
                l.nowhere(),
                held,
                waiting,
                p.late(),
                letters);
    }

    private Map<String, People> people(LocalDate date, Instant now) {
        Map<String, People> people = new HashMap<>();
        jdbc.sql(PEOPLE).param("date", date).param("now", Timestamp.from(now)).query(row -> {
            people.put(
                    row.getString("district"),
                    new People(
                            row.getLong("appointed"),
                            row.getLong("told"),
                            row.getLong("telephoned"),
                            row.getLong("uncertain"),
                            row.getLong("to_send"),
                            row.getLong("to_telephone"),
                            row.getLong("late")));
        });
        return people;
    }

    /** A session's list has arrived when every endpoint that gets it has its current revision. */
    private Map<String, Lists> lists(LocalDate date, Instant now) {
        Instant from = date.atStartOfDay(DomainClock.ZONE).toInstant();
        Instant to = date.plusDays(1).atStartOfDay(DomainClock.ZONE).toInstant();
        Map<String, Lists> lists = new HashMap<>();
        // A session with people and without any roster is the worst of all: nobody would ever push it.
        boolean due = now.isAfter(from.minus(FIRST_LIST));
        counts("""
                select s.district, count(*) from session s
                where s.session_date = ? and s.status = 'planned' and exists (select from appointment a where a.session_id = s.session_id)
                  and not exists (select from roster r where r.session_id = s.session_id) group by 1""", date)
                .forEach((district, n) -> lists.put(district, due ? new Lists(0, 0, n, 0) : new Lists(0, n, 0, 0)));
        punctuality.of(null, from, to).stream()
                .collect(Collectors.groupingBy(Punctuality.Standing::sessionId))
                .values()
                .forEach(endpoints -> lists.merge(
                        endpoints.get(0).district(),
                        one(endpoints),
                        (a, b) -> new Lists(
                                a.arrived() + b.arrived(),
                                a.onTheWay() + b.onTheWay(),
                                a.late() + b.late(),
                                a.nowhere() + b.nowhere())));
        return lists;
    }

    private static Lists one(List<Punctuality.Standing> endpoints) {
        if (endpoints.stream().allMatch(s -> s.endpoint() == null)) {
            return new Lists(0, 0, 0, 1);
        }
        if (endpoints.stream().allMatch(Punctuality.Standing::isThere)) {
            return new Lists(1, 0, 0, 0);
        }
        boolean late = endpoints.stream().anyMatch(s -> !s.isThere() && s.isLate());
        return late ? new Lists(0, 0, 1, 0) : new Lists(0, 1, 0, 0);
    }

    private Map<String, Long> counts(String sql, Object... values) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(sql).params(values).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private static Map<String, Long> bySlug(
            Map<String, Long> counts, java.util.function.Function<String, String> slugOf) {
        Map<String, Long> bySlug = new HashMap<>();
        counts.forEach((key, count) -> bySlug.merge(slugOf.apply(key), count, Long::sum));
        return bySlug;
    }

    private String ofName(String name) {
        return tables.now().districts().find(name).map(District::slug).orElse("");
    }

    private String ofSite(String siteCode) {
        return tables.now()
                .sites()
                .find(siteCode)
                .map(Site::districtLgd)
                .flatMap(lgd -> tables.now().districts().byLgd(lgd))
                .map(District::slug)
                .orElse("");
    }
}
