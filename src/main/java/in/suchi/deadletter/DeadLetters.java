package in.suchi.deadletter;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Work that failed for good or ran out of tries. The row here is the truth; the message on {@code DLQ.<queue>} is its visible
 * shadow.
 */
@Component("deadLetters")
public class DeadLetters {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    DeadLetters(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a dead letter, or adds a failure to the one that is open for the same work.
     *
     * @param queue where it failed, e.g. {@code sms.submit}
     * @param reason class of the failure, e.g. {@code number-refused}; the console explains each with its remedy
     * @param error masked
     * @param attempts tries made so far
     */
    @Transactional
    public void open(
            String queue, String kind, String subject, String district, String reason, String error, int attempts) {
        Timestamp now = Timestamp.from(clock.instant());
        long id = jdbc.sql("""
                        insert into dead_letter (queue, kind, subject, district, reason, last_error, attempts,
                                                 first_failed_at, last_failed_at, state, state_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
                        on conflict (kind, subject) where state in ('open', 'retried')
                        do update set reason = excluded.reason, last_error = excluded.last_error, attempts = excluded.attempts,
                                      last_failed_at = excluded.last_failed_at, state = 'open', state_at = excluded.state_at,
                                      shadow_sent_at = null
                        returning dead_letter_id""")
                .params(queue, kind, subject, district, reason, error, attempts, now, now, now)
                .query(Long.class)
                .single();
        jdbc.sql(
                        "insert into dead_letter_event (dead_letter_id, at, what, actor, detail) values (?, ?, 'failed', ?, ?)")
                .params(id, now, queue, error)
                .update();
    }

    /** The work succeeded after all: its dead letter, if there is one, is settled. */
    @Transactional
    public void settle(String kind, String subject) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        with settled as (
                            update dead_letter set state = 'settled', state_at = ? where kind = ? and subject = ? and state in ('open', 'retried')
                            returning dead_letter_id)
                        insert into dead_letter_event (dead_letter_id, at, what, actor) select dead_letter_id, ?, 'settled', 'hub' from settled""").params(now, kind, subject, now).update();
    }
}
