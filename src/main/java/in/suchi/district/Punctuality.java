package in.suchi.district;

import in.suchi.ledger.Alarms;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether each endpoint had each roster in time: the first complete one 48 hours before the session, the final one by 18:00
 * on the day before. Computed from the pushes at each question, so it cannot disagree with them.
 */
@Component("punctuality")
public class Punctuality {

    /** How a session's list stands at one endpoint. */
    public enum State {
        /** The 48 hours have not begun: a preview in the hub only. */
        NOT_DUE,
        /** Nothing is late; the current revision may still be on its way. */
        IN_TIME,
        /** The first roster was not there 48 hours before (or soon after it was made, where it was made later). */
        FIRST_LATE,
        /** The current revision was not there by 18:00 on the day before. */
        FINAL_LATE,
        /** The district has no endpoint that gets rosters. */
        NO_ENDPOINT
    }

    /**
     * @param endpoint null where there is none
     * @param revision the current one
     * @param accepted the newest one the endpoint has; 0: none
     * @param firstAcceptedAt null: no revision yet
     * @param currentAcceptedAt null: the current revision is not there yet
     */
    public record Standing(
            String sessionId,
            String siteCode,
            String district,
            Instant startsAt,
            String endpoint,
            int revision,
            int accepted,
            Instant firstAcceptedAt,
            Instant currentAcceptedAt,
            State state) {

        /** Whether the endpoint has the current revision. */
        public boolean isThere() {
            return currentAcceptedAt != null;
        }

        public boolean isLate() {
            return state == State.FIRST_LATE || state == State.FINAL_LATE;
        }
    }

    private static final int SHOWN = 10;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final PushSettings settings;
    private final DistrictEndpoints endpoints;
    private final PushTargets targets;
    private final Alarms alarms;

    Punctuality(
            JdbcClient jdbc,
            DomainClock clock,
            PushSettings settings,
            DistrictEndpoints endpoints,
            PushTargets targets,
            Alarms alarms) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.endpoints = endpoints;
        this.targets = targets;
        this.alarms = alarms;
    }

    /**
     * How the planned sessions that start in the given time stand, one row an endpoint.
     *
     * @param district slug; null: all
     */
    public List<Standing> of(String district, Instant from, Instant to) {
        Instant now = clock.instant();
        PushTargets.Columns who = targets.now();
        return jdbc.sql("""
                        select s.session_id, s.site_code, s.district, s.starts_at, r.revision, t.endpoint,
                               coalesce(p.accepted, 0) as accepted, p.first_at, p.current_at,
                               s.starts_at - cast(:lead as double precision) * interval '1 second' as due_at,
                               greatest(s.starts_at - cast(:lead as double precision) * interval '1 second', made.first_at) + cast(:grace as double precision) * interval '1 second'
                                   as first_by,
                               ((s.starts_at at time zone 'Asia/Kolkata')::date - 1 + cast(:finalBy as time))
                                   at time zone 'Asia/Kolkata' as final_by
                        from roster r
                        join session s using (session_id)
                        left join unnest(:districts, :endpoints, :kinds, :sites) as t (district, endpoint, kind, site_code)
                          on t.kind = 'roster' and t.district = s.district and (t.site_code is null or t.site_code = s.site_code)
                        left join lateral (
                            select min(rr.made_at) as first_at from roster_revision rr where rr.session_id = r.session_id) made
                          on true
                        left join lateral (
                            select max(q.revision) as accepted, min(q.accepted_at) as first_at,
                                   max(q.accepted_at) filter (where q.revision = r.revision) as current_at
                            from push q
                            where q.kind = 'roster' and q.session_id = r.session_id and q.endpoint = t.endpoint
                              and q.accepted_at is not null) p on true
                        where s.status = 'planned' and s.starts_at >= :from and s.starts_at < :to
                          and (cast(:district as text) is null or s.district = :district)
                        order by s.starts_at, s.district, s.session_id, t.endpoint""")
                .param("lead", settings.lead().toSeconds())
                .param("grace", settings.grace().toSeconds())
                .param("finalBy", settings.finalBy().toString())
                .param("districts", who.districts())
                .param("endpoints", who.endpoints())
                .param("kinds", who.kinds())
                .param("sites", who.sites())
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("district", district)
                .query((row, n) -> standing(row, now))
                .list();
    }

    private static Standing standing(ResultSet row, Instant now) throws SQLException {
        Instant first = instant(row, "first_at");
        Instant current = instant(row, "current_at");
        String endpoint = row.getString("endpoint");
        State state;
        if (now.isBefore(instant(row, "due_at")) && first == null) {
            state = State.NOT_DUE;
        } else if (endpoint == null) {
            state = State.NO_ENDPOINT;
        } else if (isAfter(current, now, instant(row, "final_by"))) {
            state = State.FINAL_LATE;
        } else if (isAfter(first, now, instant(row, "first_by"))) {
            state = State.FIRST_LATE;
        } else {
            state = State.IN_TIME;
        }
        return new Standing(
                row.getString("session_id"),
                row.getString("site_code"),
                row.getString("district"),
                instant(row, "starts_at"),
                endpoint,
                row.getInt("revision"),
                row.getInt("accepted"),
                first,
                current,
                state);
    }

    private static boolean isAfter(Instant accepted, Instant now, Instant deadline) {
        return (accepted == null ? now : accepted).isAfter(deadline);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** One alarm for each district with a late list of a session to come, and for each with rosters due and no endpoint. */
    public void check() {
        Instant now = clock.instant();
        List<Standing> ahead = of(null, now, now.plus(settings.lead()));
        alarm("list-late", ahead, Standing::isLate, this::lateMessage);
        alarm("no-endpoint", ahead, s -> s.state() == State.NO_ENDPOINT, this::homelessMessage);
        unreached(now);
    }

    /** One alarm for each endpoint that has no way to the person in charge of a site with a session ahead. */
    private void unreached(Instant now) {
        targets.unreached().forEach((endpoint, sites) -> {
            List<String> concerned = jdbc.sql("""
                            select distinct site_code from session
                            where site_code = any(?) and status = 'planned' and starts_at >= ? and starts_at < ? order by 1""")
                    .params(
                            sites.toArray(String[]::new),
                            Timestamp.from(now),
                            Timestamp.from(now.plus(settings.lead())))
                    .query(String.class)
                    .list();
            if (concerned.isEmpty()) {
                alarms.clear("site-without-email", endpoint);
            } else {
                alarms.raise(
                        "site-without-email",
                        endpoint,
                        "%d sites with sessions ahead get no list from the endpoint %s, since sites.csv has no e-mail of theirs: %s."
                                .formatted(
                                        concerned.size(),
                                        endpoint,
                                        concerned.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                                + (concerned.size() > SHOWN ? ", …" : "")));
            }
        });
    }

    private void alarm(
            String kind,
            List<Standing> ahead,
            Predicate<Standing> concerned,
            BiFunction<String, List<Standing>, String> message) {
        Map<String, List<Standing>> byDistrict =
                ahead.stream().filter(concerned).collect(Collectors.groupingBy(Standing::district));
        byDistrict.forEach((district, late) -> alarms.raise(kind, district, message.apply(district, late)));
        jdbc
                .sql("select subject from alarm where kind = ? and cleared_at is null")
                .param(kind)
                .query(String.class)
                .list()
                .stream()
                .filter(district -> !byDistrict.containsKey(district))
                .forEach(district -> alarms.clear(kind, district));
    }

    private String lateMessage(String district, List<Standing> late) {
        long missing = late.stream().filter(s -> !s.isThere()).count();
        return "%d lists of the district %s are late: %d not there yet, %d came late. Look at its endpoints."
                .formatted(late.size(), district, missing, late.size() - missing);
    }

    private String homelessMessage(String district, List<Standing> homeless) {
        return "%d rosters of the district %s are due and have nowhere to go: add an endpoint to its block in %s."
                .formatted(homeless.size(), district, endpoints.file());
    }
}
