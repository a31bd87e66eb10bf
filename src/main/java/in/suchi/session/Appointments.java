package in.suchi.session;

import in.suchi.ledger.Ledger;
import in.suchi.ledger.WriterLock;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers, the registry, pushes and submits do to appointments. Every method joins the caller's transaction or
 * makes its own; those that move people take the writer lock. Sets of any size.
 */
@Component("appointments")
public class Appointments {

    private final JdbcTemplate jdbc;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final Ledger ledger;
    private final FillRequests requests;
    private final Telling telling;
    private final Moves moves;

    /** @param schema not used itself: it makes the database ready before this bean */
    @Autowired
    Appointments(
            DataSource dataSource,
            JdbcClient schema,
            WriterLock writerLock,
            DomainClock clock,
            Ledger ledger,
            SessionSettings settings,
            ObjectProvider<NoticeTimeRules> rules) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.writerLock = writerLock;
        this.clock = clock;
        this.ledger = ledger;
        this.requests = new FillRequests(jdbc);
        this.telling = new Telling(jdbc, rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT));
        this.moves = new Moves(jdbc, settings, telling);
    }

    /**
     * Takes people out: appointment, waiting or held row gone, {@code withdrawn} written, a cancellation owed to whoever
     * was told. Finished people stay finished, withdrawn ones as they are.
     *
     * @param byWhom {@code registry} or an officer
     * @param reason in plain words
     * @return how many were withdrawn
     */
    @Transactional
    public int withdraw(Collection<Long> personIds, String byWhom, String reason) {
        writerLock.take();
        Instant now = clock.instant();
        Long[] ids =
                jdbc.queryForList("""
                        select p.person_id from person p where p.person_id = any(?)
                        and not exists (select from finished f where f.person_id = p.person_id)
                        and not exists (select from withdrawn w where w.person_id = p.person_id)""", Long.class, (Object) array(personIds)).toArray(Long[]::new);
        takeAway(ids, true, "withdrawn: " + reason, byWhom, now);
        jdbc.update("delete from waiting where person_id = any(?)", (Object) ids);
        jdbc.update("delete from held where person_id = any(?)", (Object) ids);
        jdbc.update(
                "insert into withdrawn (person_id, by_whom, reason, at) select unnest(?), ?, ?, ?",
                ids,
                byWhom,
                reason,
                Timestamp.from(now));
        return ids.length;
    }

    @Transactional
    public boolean withdraw(long personId, String byWhom, String reason) {
        return withdraw(List.of(personId), byWhom, reason) == 1;
    }

    /**
     * Takes back appointments that are not fixed; the people wait again (who holds them takes them out of {@code
     * waiting}). Fixed appointments are kept.
     *
     * @return how many were taken back
     */
    @Transactional
    public int release(Collection<Long> personIds, String cause, String actor) {
        writerLock.take();
        Instant now = clock.instant();
        Long[] gone = takeAway(array(personIds), false, cause, actor, now);
        jdbc.update(
                "insert into waiting (person_id, since) select unnest(?), ? on conflict do nothing",
                gone,
                Timestamp.from(now));
        return gone.length;
    }

    /** Removes appointments with all they owe; the people are in no table of states afterwards. */
    private Long[] takeAway(Long[] ids, boolean fixedToo, String cause, String actor, Instant now) {
        telling.begin();
        jdbc.update("""
                insert into appointment_change (person_id, what, session_id, cause)
                select person_id, 'cancelled', session_id, ? from appointment
                where person_id = any(?) and (? or fixed_at is null) for update""", cause, ids, fixedToo);
        telling.cancelOpenNotices(now);
        telling.owe(now, actor);
        jdbc.update(
                "insert into roster_request select distinct session_id from appointment_change on conflict do nothing");
        List<Long> gone = jdbc.queryForList(
                "delete from appointment a using appointment_change c where c.person_id = a.person_id returning a.person_id",
                Long.class);
        if (!gone.isEmpty()) {
            requests.askForFilling();
        }
        return gone.toArray(Long[]::new);
    }

    /**
     * Puts a person who waits or has an appointment on a session. The officer's choice is kept: filling does not move
     * the person any more. Somebody whose appointment is not fixed may have to make room.
     */
    @Transactional
    public MoveOutcome move(long personId, String sessionId, String officer) {
        writerLock.take();
        MoveOutcome outcome = moves.move(personId, sessionId, officer, clock.instant());
        if (outcome instanceof MoveOutcome.Moved) {
            makeRoom(sessionId);
            requests.askForRevision(List.of(sessionId));
            requests.askForFilling();
            ledger.note("move-person", "Put on session " + sessionId + " by an officer.", personId, sessionId, officer);
        }
        return outcome;
    }

    /** At once, not in the next filling: a push in between would promise more places than there are. */
    private void makeRoom(String sessionId) {
        List<Long> last = jdbc.queryForList("""
                select a.person_id from appointment a where a.session_id = ? and a.fixed_at is null order by a.serial desc
                limit greatest(0, (select count(*) from appointment where session_id = ?)
                                  - (select capacity from session where session_id = ?))""", Long.class, sessionId, sessionId, sessionId);
        if (!last.isEmpty()) {
            release(last, "an officer gave the place to somebody else", "fill-sessions");
        }
    }

    /**
     * The mobile in {@code person} has changed for these people: notices that wait go to the new number, and what was
     * told to the former one is owed to the new one.
     */
    @Transactional
    public void mobilesCorrected(Collection<Long> personIds, String actor) {
        writerLock.take();
        jdbc.execute("drop table if exists corrected");
        jdbc.execute("create temporary table corrected (person_id bigint) on commit drop");
        jdbc.update("insert into corrected select distinct unnest(?)", (Object) array(personIds));
        telling.oweToNewMobiles(clock.instant(), actor);
    }

    /**
     * An officer corrects one person's mobile. It stands until the registry says another number than the one corrected here.
     *
     * @param mobile ten digits; null: none
     */
    @Transactional
    public void mobileCorrected(long personId, String mobile, String officer) {
        writerLock.take();
        jdbc.update(
                "insert into mobile_correction select person_id, mobile, ?, ? from person where person_id = ?"
                        + " on conflict (person_id) do update set corrected_by = excluded.corrected_by, corrected_at = excluded.corrected_at",
                officer,
                Timestamp.from(clock.instant()),
                personId);
        jdbc.update(
                "update person set mobile = ?, no_sms_reason = case when ?::text is null then no_sms_reason end where person_id = ?",
                mobile,
                mobile,
                personId);
        mobilesCorrected(List.of(personId), officer);
        ledger.note("correct-mobile", "The mobile number was corrected by an officer.", personId, null, officer);
    }

    /** A roster naming everyone on these sessions was pushed: their appointments are kept from now on. */
    @Transactional
    public int fix(Collection<String> sessionIds) {
        return jdbc.update("""
                update appointment a set fixed_at = ? from roster_member m
                where m.session_id = any(?) and a.person_id = m.person_id and a.session_id = m.session_id and a.fixed_at is null""", Timestamp.from(clock.instant()), sessionIds.toArray(String[]::new));
    }

    /**
     * A submit begins for these notices: the appointments they tell of are kept from now on. Call it in the transaction
     * that claims the notices, after claiming them.
     */
    @Transactional
    public int fixPersons(Collection<Long> noticeIds) {
        return jdbc.update("""
                update appointment a set fixed_at = ? from notice n
                where n.notice_id = any(?) and a.person_id = n.person_id and a.version = n.version and a.fixed_at is null""", Timestamp.from(clock.instant()), array(noticeIds));
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
