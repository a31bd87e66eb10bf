package in.suchi.session;

import in.suchi.notice.Language;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.notice.NoticeTimes;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What changes of appointments owe the people concerned. All sets of people, all within the caller's transaction: the
 * caller lists the changes in the temporary table {@code appointment_change}, this class cancels the notices that are
 * out of date and writes the events, each with the notice it owes, and leaves the new versions in the temporary table
 * {@code telling}.
 *
 * <p>Who was told before (an attempt began) is owed a change or a cancellation; who was not, an invite or nothing. What was
 * told of an appointment that has {@linkplain #end ended} does not count any more.
 */
final class Telling {

    /** States in which a notice waits for its first or next attempt. */
    private static final String OPEN = "('scheduled', 'queued', 'no-number')";

    private static final String ATTEMPTED = "exists (select from attempt t where t.notice_id = n.notice_id)";

    private static final String BEGUN =
            "(n.state in ('submitting', 'in-doubt', 'submitted', 'delivered', 'undelivered', 'refused')" + " or "
                    + ATTEMPTED + ")";

    /**
     * Ends notices that are out of date. Cancelled is only what no attempt began for; what a gateway turned away for the
     * time being was attempted, so it expires. A cancellation that was attempted goes on: it is still true of its session.
     */
    private static final String END_OPEN = "update notice n set state = case when " + ATTEMPTED
            + " then 'expired' else 'cancelled' end, state_at = ?, lease_until = null, next_try_at = null, dead = false from %s"
            + " and n.state in " + OPEN + " and (n.kind <> 'cancellation' or not " + ATTEMPTED + ")";

    private final JdbcTemplate jdbc;
    private final NoticeTimeRules rules;

    Telling(JdbcTemplate jdbc, NoticeTimeRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /**
     * Makes an empty {@code appointment_change}: the person, what happens ({@code made}, {@code moved}, {@code
     * session-changed}, {@code cancelled}; {@code reordered} is a change nobody is told of), the session (for {@code
     * cancelled} the one lost), where the session itself was moved its former start, the cause in plain words where it
     * is not filling, and for the filler's own use the seat and the session before.
     */
    void begin() {
        jdbc.execute("drop table if exists appointment_change, telling, notice_time");
        jdbc.execute("""
                create temporary table appointment_change (
                    person_id bigint, what text, session_id text, was_starts_at timestamptz, cause text,
                    serial integer, slot_at timestamptz, was text) on commit drop""");
    }

    /**
     * Cancels the notices of these people that still wait. A notice that is being claimed meanwhile is waited for and
     * then counts as begun, so nobody is sent the old version after the new one was decided without a correction.
     */
    void cancelOpenNotices(Instant now) {
        jdbc.update(
                END_OPEN.formatted("appointment_change c where n.person_id = c.person_id and c.what <> 'reordered'"),
                Timestamp.from(now));
    }

    /** Writes events and notices of all listed changes; the new versions are in {@code telling} afterwards. */
    void owe(Instant now, String actor) {
        jdbc.update("""
                create temporary table telling on commit drop as
                select c.person_id, c.what, c.session_id, c.serial, c.slot_at, s.district,
                       coalesce(c.cause, case c.what when 'made' then 'seated in filling order'
                                                     when 'moved' then 'seated anew before anything was promised'
                                                     else 'no session has room any more' end) as cause,
                       s.quiet_hours_lifted, coalesce(p.mobile, '') as mobile,
                       coalesce(v.version, 0) + case when c.what = 'cancelled' and not coalesce(t.told, false) then 0 else 1 end as version,
                       case when c.what = 'cancelled' then case when t.told then 'cancellation' end
                            when t.told then 'change' else 'invite' end as owes,
                       case when not coalesce(t.told, false) then s.starts_at
                            when c.what = 'cancelled' then t.starts_at
                            when coalesce(c.was_starts_at, t.starts_at) > ? then least(s.starts_at, coalesce(c.was_starts_at, t.starts_at))
                            else s.starts_at end as anchor
                from appointment_change c
                join person p using (person_id)
                join session s using (session_id)
                left join (select e.person_id, max(e.version) as version
                           from appointment_event e join appointment_change using (person_id) group by e.person_id) v using (person_id)
                left join (select distinct on (n.person_id) n.person_id, n.kind <> 'cancellation' as told, ts.starts_at
                           from notice n join appointment_change using (person_id) join session ts on ts.session_id = n.session_id
                           where n.kind <> 'reminder'
                             and not exists (select from appointment_event x where x.person_id = n.person_id and x.what = 'ended'
                                               and x.version >= n.version)
                             and """ + " " + BEGUN + """

                           order by n.person_id, n.version desc, n.notice_id desc) t using (person_id)
                where c.what <> 'reordered'""", Timestamp.from(now.plus(rules.expiry())));
        write(now, actor);
    }

    /**
     * The listed appointments ({@code ended}) were used up: the session took place for these people, with or without them.
     * Nobody is told anything by it, and whoever gets another appointment is invited anew. What waits to be sent is
     * cancelled, also to people listed without a session.
     */
    void end(Instant now, String actor) {
        jdbc.update(
                END_OPEN.formatted("appointment_change c where n.person_id = c.person_id and n.state <> 'no-number'"),
                Timestamp.from(now));
        jdbc.update("""
                insert into appointment_event (person_id, version, what, session_id, mobile, at, cause, actor)
                select c.person_id, a.version, c.what, c.session_id, coalesce(p.mobile, ''), ?, c.cause, ?
                from appointment_change c join appointment a using (person_id) join person p using (person_id)""", Timestamp.from(now), actor);
    }

    /**
     * Mobiles of these people ({@code corrected (person_id)}) have changed: what waits for the former number, and the
     * appointment told to it, is owed to the new one under the same version; under a new version only where the same
     * notice to this number was ended once already.
     *
     * @return how many notices are owed by it
     */
    int oweToNewMobiles(Instant now, String actor) {
        jdbc.execute("drop table if exists telling, notice_time");
        jdbc.update("""
                create temporary table telling on commit drop as
                with latest as (
                    select e.person_id, max(e.version) as version
                    from appointment_event e join corrected using (person_id) group by e.person_id),
                owed as (
                    select distinct on (n.person_id, n.kind) n.person_id, l.version, n.kind, n.session_id, coalesce(p.mobile, '') as mobile
                    from latest l join person p using (person_id)
                    join notice n on n.person_id = l.person_id and n.version = l.version and n.mobile <> coalesce(p.mobile, '')
                    left join appointment a on a.person_id = l.person_id
                    where n.state in """ + OPEN + """
                       or (n.kind in ('invite', 'change') and a.person_id is not null and """ + BEGUN + """
                )
                    order by n.person_id, n.kind, n.notice_id desc),
                known as (
                    select o.person_id, o.kind, n.state from owed o
                    join notice n using (person_id, version, kind, mobile)),
                again as (select distinct person_id from known where state in ('cancelled', 'expired'))
                select o.person_id, 'mobile-corrected' as what, o.session_id, 'the mobile number was corrected' as cause, s.district,
                       s.quiet_hours_lifted, o.mobile,
                       o.version + case when g.person_id is null then 0 else 1 end as version, o.kind as owes, s.starts_at as anchor
                from owed o join session s using (session_id)
                left join again g using (person_id) left join known k using (person_id, kind)
                where k.person_id is null or g.person_id is not null""");
        jdbc.update(
                END_OPEN.formatted("corrected c join person p using (person_id) where n.person_id = c.person_id"
                        + " and n.mobile <> coalesce(p.mobile, '')"),
                Timestamp.from(now));
        int owed = write(now, actor);
        jdbc.update("update appointment a set version = t.version from telling t"
                + " where t.person_id = a.person_id and a.version < t.version");
        return owed;
    }

    private int write(Instant now, String actor) {
        times(now);
        jdbc.update("""
                insert into appointment_event (person_id, version, what, session_id, owes, mobile, at, cause, actor)
                select person_id, version, what, session_id, owes, mobile, ?, cause, ? from telling order by person_id""", Timestamp.from(now), actor);
        return jdbc.update("""
                insert into notice (person_id, version, kind, mobile, session_id, district, language, state, state_at, made_at,
                                    due_at, send_by, expires_at)
                select t.person_id, t.version, t.owes, t.mobile, t.session_id, t.district, ?,
                       case when t.mobile = '' then 'no-number' else 'scheduled' end, ?, ?, nt.due_at, nt.send_by, nt.expires_at
                from telling t
                join notice_time nt on nt.anchor = t.anchor and nt.lifted = t.quiet_hours_lifted and nt.first = (t.owes = 'invite')
                where t.owes is not null
                order by t.session_id, t.person_id""", Language.DEFAULT.code(), Timestamp.from(now), Timestamp.from(now));
    }

    /** The times depend on the session's start alone, so they are computed once a start, not once a person. */
    private void times(Instant now) {
        jdbc.execute("""
                create temporary table notice_time (
                    anchor timestamptz, lifted boolean, first boolean, due_at timestamptz, send_by timestamptz, expires_at timestamptz)
                on commit drop""");
        List<Object[]> rows = new ArrayList<>();
        jdbc.query(
                "select distinct anchor, quiet_hours_lifted, owes = 'invite' as first from telling where owes is not null",
                row -> {
                    Instant start = row.getTimestamp("anchor").toInstant();
                    boolean lifted = row.getBoolean("quiet_hours_lifted");
                    boolean first = row.getBoolean("first");
                    NoticeTimes times = first ? rules.times(start, now, lifted) : rules.correction(start, now, lifted);
                    rows.add(new Object[] {
                        Timestamp.from(start),
                        lifted,
                        first,
                        Timestamp.from(times.due()),
                        Timestamp.from(times.sendBy()),
                        Timestamp.from(times.expires())
                    });
                });
        jdbc.batchUpdate("insert into notice_time values (?, ?, ?, ?, ?, ?)", rows);
    }
}
