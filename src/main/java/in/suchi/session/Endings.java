package in.suchi.session;

import in.suchi.ledger.WriterLock;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How appointments end by what the site reports: the person is finished, or waits for another session. Called in the caller's
 * transaction; takes the writer lock. Sets of any size.
 */
@Component("endings")
public class Endings {

    private final JdbcTemplate jdbc;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final FillRequests requests;
    private final Telling telling;

    /** @param schema not used itself: it makes the database ready before this bean */
    Endings(
            DataSource dataSource,
            JdbcClient schema,
            WriterLock writerLock,
            DomainClock clock,
            ObjectProvider<NoticeTimeRules> rules) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.writerLock = writerLock;
        this.clock = clock;
        this.requests = new FillRequests(jdbc);
        this.telling = new Telling(jdbc, rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT));
    }

    /**
     * Nothing more is owed to these people, wherever they stand: appointment, waiting, held or withdrawn rows are gone, notices
     * without an attempt are cancelled, {@code finished} says the outcome. People finished before have this outcome now.
     *
     * @param outcome {@code vaccinated} or {@code refused}
     * @param at when it came about; one for each person, in the same order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void finish(List<Long> personIds, String outcome, List<Instant> at, String actor) {
        writerLock.take();
        Long[] ids = personIds.toArray(Long[]::new);
        end(ids, "the site reports: " + outcome, actor);
        for (String place : List.of("waiting", "held", "withdrawn")) {
            jdbc.update("delete from " + place + " where person_id = any(?)", (Object) ids);
        }
        jdbc.update(
                "insert into finished (person_id, outcome, at) select p.id, ?, p.at from unnest(?, ?::timestamptz[]) as p (id, at)"
                        + " on conflict (person_id) do update set outcome = excluded.outcome, at = excluded.at",
                outcome,
                ids,
                at.stream().map(Instant::toString).toArray(String[]::new));
    }

    /**
     * These people wait for another session: those whose appointment a site reports as missed, and those who were finished by a
     * refusal that the site has taken back. With the next appointment they are invited anew.
     *
     * @param cause in plain words
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waitAgain(Collection<Long> personIds, String cause, String actor) {
        writerLock.take();
        Long[] ids = personIds.toArray(Long[]::new);
        end(ids, cause, actor);
        jdbc.update("delete from finished where person_id = any(?)", (Object) ids);
        jdbc.update(
                "insert into waiting (person_id, since) select unnest(?), ? on conflict do nothing",
                ids,
                Timestamp.from(clock.instant()));
    }

    /**
     * Takes somebody out without a word: for whoever is told of the very same session under another id.
     *
     * @param byWhom an officer
     * @param reason in plain words
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawSilently(long personId, String byWhom, String reason) {
        writerLock.take();
        Long[] ids = {personId};
        end(ids, "withdrawn: " + reason, byWhom);
        for (String place : List.of("waiting", "held")) {
            jdbc.update("delete from " + place + " where person_id = any(?)", (Object) ids);
        }
        jdbc.update(
                "insert into withdrawn (person_id, by_whom, reason, at) values (?, ?, ?, ?)",
                personId,
                byWhom,
                reason,
                Timestamp.from(clock.instant()));
    }

    private void end(Long[] ids, String cause, String actor) {
        Instant now = clock.instant();
        telling.begin();
        jdbc.update("""
                insert into appointment_change (person_id, what, session_id, cause)
                select p.id, 'ended', a.session_id, ? from unnest(?) as p (id) left join appointment a on a.person_id = p.id""", cause, ids);
        jdbc.queryForList("select 1 from appointment where person_id = any(?) for update", (Object) ids);
        telling.end(now, actor);
        // The list of a session that has begun stays as it was used; it only says who had been invited.
        jdbc.update(
                "insert into roster_request select distinct c.session_id from appointment_change c join session s using (session_id)"
                        + " where s.starts_at > ? on conflict do nothing",
                Timestamp.from(now));
        if (jdbc.update("delete from appointment where person_id = any(?)", (Object) ids) > 0) {
            requests.askForFilling();
        }
    }
}
