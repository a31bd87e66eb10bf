package in.suchi.callsheet;

import in.suchi.ledger.Ledger;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The call sheets: of each session, its current appointments whose latest notice is not delivered. A sheet opens at the
 * session's send-by, is revised hourly while something changes, and closes at the session's start; what stands on it then
 * stays. All of it in sets: one run costs a few statements however many sessions are open.
 */
@Component("callSheets")
public class CallSheets {

    private static final Logger LOG = LoggerFactory.getLogger(CallSheets.class);

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final CallSheetSettings settings;
    private final Ledger ledger;

    CallSheets(JdbcClient jdbc, DomainClock clock, CallSheetSettings settings, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.ledger = ledger;
    }

    /**
     * Opens, revises and closes what is due, in one snapshot of the database.
     *
     * @return how many sheets got a new revision
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public int revise() {
        Timestamp now = Timestamp.from(clock.instant());
        if (!lock() || collectSessions(now) == 0) {
            return 0;
        }
        collectEntries();
        int revised = writeSheets(now);
        writeEntries();
        int closed = jdbc.sql("""
                        update callsheet c set closed_at = ?
                        from revising r where r.closing and r.session_id = c.session_id""").param(now).update();
        if (revised + closed > 0) {
            LOG.info("call sheets: {} revised, {} closed", revised, closed);
        }
        return revised;
    }

    /** Two hubs on one database must not revise the same sheet at once; the lock is gone with the transaction. */
    private boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('suchi.call-sheets'))")
                .query(Boolean.class)
                .single();
    }

    /** Sessions past their send-by whose sheet is new, may be revised again, or closes now. */
    private int collectSessions(Timestamp now) {
        NoticeTimeRules rules = NoticeTimeRules.DEFAULT;
        jdbc.sql(
                        "create temporary table revising (session_id text primary key, closing boolean not null) on commit drop")
                .update();
        return jdbc.sql("""
                        insert into revising
                        select s.session_id, s.starts_at <= :now or s.status = 'cancelled'
                        from session s left join callsheet c using (session_id)
                        where c.closed_at is null
                          and (c.session_id is not null or exists (select from appointment a where a.session_id = s.session_id))
                          and (s.status = 'planned'
                               and least(s.starts_at - cast(:lead as double precision) * interval '1 second',
                                         ((s.starts_at at time zone 'Asia/Kolkata')::date - 1 + cast(:time as time))
                                             at time zone 'Asia/Kolkata') <= :now
                               or s.status = 'cancelled' and c.session_id is not null)
                          and (c.session_id is null or s.starts_at <= :now or s.status = 'cancelled'
                               or c.revised_at <= cast(:now as timestamptz) - cast(:every as double precision) * interval '1 second')""")
                .param("now", now)
                .param("lead", rules.sendByLead().toSeconds())
                .param("time", rules.sendByTime().toString())
                .param("every", settings.reviseEvery().toSeconds())
                .update();
    }

    private void collectEntries() {
        jdbc.sql("""
                        create temporary table reaching on commit drop as
                        select a.session_id, a.person_id, a.serial, n.state as notice_state, n.state_at as last_change,
                               case n.state when 'no-number' then 'no-number'
                                            when 'refused' then 'refused'
                                            when 'undelivered' then 'undelivered'
                                            when 'expired' then 'expired'
                                            when 'submitting' then 'in-doubt'
                                            when 'in-doubt' then 'in-doubt'
                                            else 'no-receipt' end as reason
                        from revising r
                        join session s on s.session_id = r.session_id and s.status = 'planned'
                        join appointment a on a.session_id = r.session_id
                        join lateral (
                            select l.state, l.state_at from notice l
                            where l.person_id = a.person_id and l.version = a.version and l.kind <> 'cancellation'
                            order by l.notice_id desc limit 1) n on n.state <> 'delivered'""").update();
        // Somebody without any notice was told nothing: the sheet is the place where that is seen.
        jdbc.sql("""
                        insert into reaching
                        select a.session_id, a.person_id, a.serial, 'none', a.made_at,
                               case when p.mobile is null then 'no-number' else 'no-receipt' end
                        from revising r
                        join session s on s.session_id = r.session_id and s.status = 'planned'
                        join appointment a on a.session_id = r.session_id
                        join person p on p.person_id = a.person_id
                        where not exists (select from notice l where l.person_id = a.person_id and l.version = a.version
                                            and l.kind <> 'cancellation')""").update();
    }

    /** A sheet whose content is the same keeps its revision. Results of calls are content. */
    private int writeSheets(Timestamp now) {
        return jdbc.sql("""
                        with content as (
                            select r.session_id, count(x.person_id) as people,
                                   encode(sha256(convert_to(coalesce(string_agg(
                                       concat_ws(chr(31), x.serial, p.registration_id, p.name, p.name_hi, p.mobile,
                                                 p.alternative_mobile, x.reason, x.notice_state, extract(epoch from x.last_change), e.result, e.remark),
                                       chr(30) order by x.serial), ''), 'UTF8')), 'hex') as digest
                            from revising r
                            left join reaching x on x.session_id = r.session_id
                            left join person p on p.person_id = x.person_id
                            left join callsheet_entry e on e.session_id = x.session_id and e.person_id = x.person_id
                            group by r.session_id)
                        insert into callsheet as c (session_id, revision, digest, people, opened_at, revised_at)
                        select session_id, 1, digest, people, :now, :now from content
                        on conflict (session_id) do update
                        set revision = c.revision + 1, digest = excluded.digest, people = excluded.people, revised_at = :now
                        where c.digest <> excluded.digest""").param("now", now).update();
    }

    private void writeEntries() {
        jdbc.sql("""
                        delete from callsheet_entry e using revising r
                        where e.session_id = r.session_id
                          and not exists (select from reaching x where x.session_id = e.session_id and x.person_id = e.person_id)""").update();
        jdbc.sql("""
                        insert into callsheet_entry as e (session_id, person_id, reason, notice_state, last_change)
                        select session_id, person_id, reason, notice_state, last_change from reaching
                        on conflict (session_id, person_id) do update
                        set reason = excluded.reason, notice_state = excluded.notice_state, last_change = excluded.last_change
                        where (e.reason, e.notice_state, e.last_change)
                              is distinct from (excluded.reason, excluded.notice_state, excluded.last_change)""").update();
    }

    /**
     * Records what came of a call; it is in the file from the sheet's next revision on. Also possible after closing, for the
     * ledger.
     *
     * @param remark free text of the caller; may be null
     * @param officer user name
     * @return false when the person is not on that sheet
     */
    @Transactional
    public boolean record(String sessionId, long personId, CallResult result, String remark, String officer) {
        int recorded = jdbc.sql("""
                        update callsheet_entry set result = ?, remark = ?, result_by = ?, result_at = ?
                        where session_id = ? and person_id = ?""")
                .params(Arrays.asList(
                        result.key(),
                        remark == null || remark.isBlank() ? null : remark.strip(),
                        officer,
                        Timestamp.from(clock.instant()),
                        sessionId,
                        personId))
                .update();
        if (recorded == 1) {
            ledger.note("call-sheet", "telephoned: " + result.key(), personId, sessionId, officer);
        }
        return recorded == 1;
    }
}
