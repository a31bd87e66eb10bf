package in.suchi.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Balance 3. Per session its appointments = the members of its current roster = what each endpoint has accepted, or a push that is
 * still open; whoever was told is on it; whoever is on it is told, will be told, or is on the call sheet.
 *
 * <p>A session that stands in {@code roster_request} is about to be revised: that is its own record of being behind, and it is
 * judged when the revision is made.
 */
final class ListBalance implements BalanceQuery {

    /** How long (domain time) after a revision or the first push's hour the pushes must have been planned. */
    private static final String PLANNED_WITHIN = "interval '2 hours'";

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public Balance count(JdbcClient snapshot, Instant now) {
        Timestamp at = Timestamp.from(now);
        Map<String, Long> parts = new LinkedHashMap<>();
        List<String> offenders = new ArrayList<>();
        long appointed = members(snapshot, at, parts, offenders);
        endpoints(snapshot, at, parts, offenders);
        offenders.addAll(toldButNotListed(snapshot));
        offenders.addAll(listedButNotTold(snapshot, at));
        return Balance.of(name(), appointed, parts.get("listed"), parts, offenders);
    }

    private static long members(JdbcClient snapshot, Timestamp now, Map<String, Long> parts, List<String> offenders) {
        // Session by session first, by number and fingerprint; person by person only where these differ.
        List<String> differing = new ArrayList<>();
        long[] sides = new long[2];
        snapshot.sql("""
                        select session_id, coalesce(a.people, 0), coalesce(m.people, 0), a.print is distinct from m.print
                        from (select session_id, count(*) as people, bit_xor(hashint8extended(person_id, 0)) as print
                              from appointment group by 1) a
                        full join (select session_id, count(*) as people, bit_xor(hashint8extended(person_id, 0)) as print
                                   from roster_member group by 1) m using (session_id)
                        where session_id not in (select session_id from roster_request)""").query(row -> {
            if (row.getLong(2) != row.getLong(3) || row.getBoolean(4)) {
                differing.add(row.getString(1));
            } else {
                sides[0] += row.getLong(2);
                sides[1] += row.getLong(3);
            }
        });
        if (!differing.isEmpty()) {
            compare(snapshot, now, differing, sides, offenders);
        }
        parts.put("listed", sides[1]);
        return sides[0];
    }

    /** A roster is not revised any more once its session has begun and people are finished or moved on. */
    private static void compare(
            JdbcClient snapshot, Timestamp now, List<String> sessions, long[] sides, List<String> offenders) {
        snapshot.sql("""
                        with settled as (select session_id, starts_at from session where session_id = any(:sessions)),
                        compared as (
                            select session_id, person_id, a.at is not null as appointed, m.at is not null as listed
                            from (select session_id, person_id, starts_at as at from appointment join settled using (session_id)) a
                            full join (select session_id, person_id, starts_at as at from roster_member join settled using (session_id)) m
                                using (session_id, person_id)
                            where a.at is not null or m.at > :now
                               or not (exists (select from finished f where f.person_id = m.person_id)
                                    or exists (select from withdrawn w where w.person_id = m.person_id and w.at >= m.at)
                                    or exists (select from appointment_event e where e.person_id = m.person_id and e.at >= m.at)))
                        select count(*) filter (where appointed), count(*) filter (where listed),
                               (array_agg('session ' || session_id || ' person ' || person_id)
                                   filter (where appointed <> listed))
                        from compared""")
                .param("sessions", sessions.toArray(String[]::new))
                .param("now", now)
                .query(row -> {
                    sides[0] += row.getLong(1);
                    sides[1] += row.getLong(2);
                    if (row.getArray(3) != null) {
                        offenders.addAll(List.of((String[]) row.getArray(3).getArray()));
                    }
                });
    }

    private static void endpoints(JdbcClient snapshot, Timestamp now, Map<String, Long> parts, List<String> offenders) {
        snapshot.sql("""
                        with newest as (
                            select distinct on (session_id, endpoint) session_id, endpoint, revision, state, digest
                            from push where kind = 'roster' order by session_id, endpoint, revision desc),
                        judged as (
                            select r.session_id, p.endpoint,
                                   p.state = 'accepted' and p.digest = r.digest as accepted,
                                   p.state in ('pending', 'queued', 'sending', 'dead') and p.revision = r.revision as open,
                                   r.made_at > :now - %1$s or s.starts_at - interval '48 hours' > :now - %1$s as young
                            from roster r join session s using (session_id)
                            left join newest p using (session_id)
                            where s.starts_at - interval '48 hours' <= :now and s.status = 'planned'
                              and r.session_id not in (select session_id from roster_request))
                        select count(*) filter (where accepted), count(*) filter (where open),
                               (array_agg('session ' || session_id || coalesce(' at ' || endpoint, ' at no endpoint'))
                                   filter (where not coalesce(accepted, false) and not coalesce(open, false) and not young))
                        from judged""".formatted(PLANNED_WITHIN).replace(":now -", "cast(:now as timestamptz) -"))
                .param("now", now)
                .query((row, n) -> {
                    parts.put("pushed", row.getLong(1));
                    parts.put("push-open", row.getLong(2));
                    return row.getArray(3) == null
                            || offenders.addAll(
                                    List.of((String[]) row.getArray(3).getArray()));
                })
                .single();
    }

    /** "An SMS without a name on the list." */
    private static List<String> toldButNotListed(JdbcClient snapshot) {
        return snapshot.sql("""
                        with candidate as materialized (
                            select n.session_id, n.person_id, n.notice_id, n.version from notice n
                            left join roster_member m on m.session_id = n.session_id and m.person_id = n.person_id
                            where m.person_id is null and n.kind <> 'cancellation'
                              and n.state in ('submitting', 'in-doubt', 'submitted', 'delivered'))
                        select 'session ' || c.session_id || ' person ' || c.person_id || ' told, not listed' from candidate c
                        where c.session_id not in (select session_id from roster_request)
                          and not exists (select from notice later where later.person_id = c.person_id and later.notice_id > c.notice_id)
                          and not exists (select from finished f where f.person_id = c.person_id)
                          and not exists (select from appointment_event e where e.person_id = c.person_id and e.what = 'ended'
                                            and e.version >= c.version)
                        limit ?""")
                .param(Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
    }

    /** "A name on the list without an SMS", and nobody telephones. */
    private static List<String> listedButNotTold(JdbcClient snapshot, Timestamp now) {
        return snapshot.sql("""
                        with candidate as materialized (
                            select m.session_id, m.person_id, null::bigint as notice_id from roster_member m
                            where not exists (select from notice n where n.person_id = m.person_id)
                            union all
                            select m.session_id, m.person_id, n.notice_id
                            from notice n
                            join session s on s.session_id = n.session_id and s.starts_at <= :now and n.state_at < s.starts_at
                            join roster_member m on m.person_id = n.person_id and m.session_id = n.session_id
                            where n.state in ('no-number', 'undelivered', 'refused', 'expired', 'cancelled')
                              and (s.starts_at < cast(:now as timestamptz) - interval '2 hours'
                                   or exists (select from callsheet c where c.session_id = n.session_id and c.closed_at is not null)))
                        select 'session ' || m.session_id || ' person ' || m.person_id || ' listed, not told' from candidate m
                        where m.session_id not in (select session_id from roster_request)
                          and not exists (select from callsheet_entry e where e.session_id = m.session_id and e.person_id = m.person_id)
                          and exists (select from appointment a where a.person_id = m.person_id and a.session_id = m.session_id)
                          and not exists (select from notice later where later.person_id = m.person_id and later.notice_id > m.notice_id)
                        limit :most""")
                .param("now", now)
                .param("most", Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
    }
}
