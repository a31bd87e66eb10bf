package in.suchi.ledger;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes single entries of a person's or session's history: one sentence each, without names and numbers. */
@Component
public class Ledger {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Ledger(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param step route id or console action
     * @param what one sentence in plain English
     * @param actor officer's user name, or the step itself
     */
    public void note(String step, String what, Long personId, String sessionId, String actor) {
        jdbc.sql("insert into ledger_entry (at, step, what, person_id, session_id, actor) values (?, ?, ?, ?, ?, ?)")
                .params(Timestamp.from(clock.instant()), step, what, personId, sessionId, actor)
                .update();
    }
}
