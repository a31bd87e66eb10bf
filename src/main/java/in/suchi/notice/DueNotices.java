package in.suchi.notice;

import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds and locks what may go out now: earliest send-by first, and among equals the districts in turn. */
@Component
class DueNotices {

    /**
     * Skips from one send-by and district to the next in the index, so that its cost does not grow with the backlog. In the quiet
     * hours only districts where they are lifted for some session: the others' whole backlog would be looked through for nothing.
     */
    private static final String GROUPS = """
            with recursive pair as (
                (select send_by, district from notice where state = 'scheduled' order by send_by, district limit 1)
                union all
                select next.send_by, next.district from pair cross join lateral (
                    select n.send_by, n.district from notice n
                    where n.state = 'scheduled' and (n.send_by, n.district) > (pair.send_by, pair.district)
                    order by n.send_by, n.district limit 1) next)
            select send_by, array_agg(district order by district) as districts from pair
            where district <> all(:stopped)
              and (not :quiet or district in (select s.district from session s where s.quiet_hours_lifted))
              and exists (select 1 from notice n where n.state = 'scheduled' and n.send_by = pair.send_by
                                                   and n.district = pair.district and n.due_at <= :now)
            group by send_by order by send_by""";

    static final String CURRENT = """
            (n.kind = 'cancellation' or exists (
                select 1 from appointment a join person p using (person_id)
                where a.person_id = n.person_id and a.version = n.version and coalesce(p.mobile, '') = n.mobile))
            and (not :quiet or exists (select 1 from session s where s.session_id = n.session_id and s.quiet_hours_lifted))""";

    static final String DETAILS = """
            select n.notice_id, n.kind, n.language, n.template, s.site_code, s.session_date, coalesce(a.slot_at, s.starts_at) as slot_at
            from picked join notice n using (notice_id)
            join session s on s.session_id = n.session_id
            left join appointment a on a.person_id = n.person_id and a.version = n.version and n.kind <> 'cancellation'""";

    private static final String SCHEDULED = """
            with picked as materialized (
                select found.notice_id, found.place, turn.number
                from unnest(:districts) with ordinality as turn(district, number)
                cross join lateral (
                    select n.notice_id, row_number() over (order by n.due_at, n.notice_id) as place from (
                        select n.notice_id, n.due_at from notice n
                        where n.state = 'scheduled' and n.send_by = :sendBy and n.district = turn.district
                          and n.due_at <= :now and n.expires_at > :now and not n.dead
                          and mod(n.notice_id, 100) between :from and :upTo
                          and (n.next_try_at is null or n.next_try_at <= now())
                          and (n.kind || '/' || n.language <> all(:held) or n.notice_id = any(:probes))
                          and\s""" + CURRENT + """

                        order by n.due_at limit :quota) n) found)
            """ + DETAILS
            + " order by picked.place, picked.number limit :most for update of n skip locked";

    private static final String IN_DOUBT =
            """
            with picked as materialized (
                select n.notice_id, n.send_by from notice n
                where n.state = 'in-doubt' and not n.dead and n.expires_at > :now and n.tries < :tries
                  and n.district <> all(:stopped)
                  and ((n.gateway = :gateway and n.next_try_at <= now() and not (
                            %1$s and exists (select 1 from unnest(:others) other
                                         where not exists (select 1 from attempt a where a.notice_id = n.notice_id and a.gateway = other))))
                       or (n.gateway = any(:others) and %1$s
                           and not exists (select 1 from attempt a where a.notice_id = n.notice_id and a.gateway = :gateway)))
                  and %2$s
                order by n.send_by limit :most)
            """.formatted("""
                    exists (select 1 from attempt a join unnest(:failOverGateways, :failOverSeconds) as rule(gateway, seconds) using (gateway)
                            where a.reference = n.reference and a.doubt_since + rule.seconds * interval '1 second' <= now())""", CURRENT) + DETAILS + " order by picked.send_by, n.notice_id for update of n skip locked";

    /** What holds for one run and one gateway. */
    record Terms(boolean quiet, Set<String> stoppedDistricts, Set<String> heldWordings, Set<Long> probes) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    /** The district that was served last: the next turn begins after it, so that small releases do not favour anyone. */
    private volatile String lastServed = "";

    DueNotices(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Group(Instant sendBy, List<String> districts) {}

    /** Scheduled notices; the caller's transaction keeps them locked. */
    List<DueNotice> scheduled(Terms terms, Turns.Slice turn, int most) {
        Timestamp now = Timestamp.from(clock.instant());
        List<DueNotice> found = new ArrayList<>();
        for (Group group : groups(terms, now)) {
            if (found.size() >= most) {
                break;
            }
            found.addAll(ofGroup(group, terms, turn, now, most - found.size()));
        }
        return found;
    }

    private List<Group> groups(Terms terms, Timestamp now) {
        return jdbc.sql(GROUPS)
                .param("stopped", terms.stoppedDistricts().toArray(String[]::new))
                .param("quiet", terms.quiet())
                .param("now", now)
                .query((row, n) -> new Group(row.getTimestamp("send_by").toInstant(), List.of((String[])
                        row.getArray("districts").getArray())))
                .list();
    }

    private List<DueNotice> ofGroup(Group group, Terms terms, Turns.Slice turn, Timestamp now, int most) {
        List<String> districts = inTurn(group.districts());
        List<DueNotice> found = new ArrayList<>();
        // Each district gets its share at once; only where some have less, the whole is looked through.
        int share = Math.max(1, (most + districts.size() - 1) / districts.size());
        found.addAll(query(group, districts, terms, turn, now, share, most));
        if (found.size() < most && found.size() >= share) {
            return query(group, districts, terms, turn, now, most, most);
        }
        return found;
    }

    private List<DueNotice> query(
            Group group, List<String> districts, Terms terms, Turns.Slice turn, Timestamp now, int quota, int most) {
        List<DueNotice> found = jdbc.sql(SCHEDULED)
                .param("districts", districts.toArray(String[]::new))
                .param("from", turn.from())
                .param("upTo", turn.to() - 1)
                .param("sendBy", Timestamp.from(group.sendBy()))
                .param("now", now)
                .param("held", terms.heldWordings().toArray(String[]::new))
                .param("probes", terms.probes().toArray(Long[]::new))
                .param("quiet", terms.quiet())
                .param("quota", quota)
                .param("most", most)
                .query(DueNotices::notice)
                .list();
        if (!found.isEmpty()) {
            lastServed = districts.get((found.size() - 1) % districts.size());
        }
        return found;
    }

    private List<String> inTurn(Collection<String> districts) {
        List<String> turn = new ArrayList<>(districts);
        int after =
                (int) turn.stream().filter(d -> d.compareTo(lastServed) <= 0).count();
        Collections.rotate(turn, -after);
        return turn;
    }

    /** What is in doubt and has waited long enough: again on its own gateway, or at last on this one. */
    List<DueNotice> inDoubt(Lane lane, Collection<Lane> others, Terms terms, int most) {
        List<Lane> failOver = others.stream()
                .filter(o -> o.profile().inDoubt().failOverAfter() != null)
                .toList();
        List<Lane> rules = new ArrayList<>(failOver);
        if (lane.profile().inDoubt().failOverAfter() != null) {
            rules.add(lane);
        }
        return jdbc.sql(IN_DOUBT)
                .param("now", Timestamp.from(clock.instant()))
                .param("tries", lane.profile().retry().tries())
                .param("stopped", terms.stoppedDistricts().toArray(String[]::new))
                .param("gateway", lane.gateway())
                .param("others", others.stream().map(Lane::gateway).toArray(String[]::new))
                .param("failOverGateways", rules.stream().map(Lane::gateway).toArray(String[]::new))
                .param(
                        "failOverSeconds",
                        rules.stream()
                                .map(r -> r.profile().inDoubt().failOverAfter().toSeconds())
                                .toArray(Long[]::new))
                .param("quiet", terms.quiet())
                .param("most", most)
                .query(DueNotices::notice)
                .list();
    }

    static DueNotice notice(ResultSet row, int number) throws SQLException {
        var slot = row.getTimestamp("slot_at").toInstant().atZone(DomainClock.ZONE);
        return new DueNotice(
                row.getLong("notice_id"),
                row.getString("template"),
                new TextComposer.Occasion(
                        row.getString("kind"),
                        row.getString("language"),
                        row.getString("site_code"),
                        row.getObject("session_date", LocalDate.class),
                        slot.toLocalTime()));
    }
}
