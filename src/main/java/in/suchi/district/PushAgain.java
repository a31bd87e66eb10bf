package in.suchi.district;

import in.suchi.ledger.Ledger;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A list that an endpoint has accepted is put there once more, for a district that lost it. It is the same revision under the same
 * name, and when it first came stays on record.
 */
@Component
public class PushAgain {

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Ledger ledger;

    PushAgain(JdbcClient jdbc, DomainClock clock, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ledger = ledger;
    }

    /**
     * @param kind {@code roster} or {@code callsheet}
     * @param officer user name
     * @return false where the current revision is on its way already, was never asked for there, or failed for good (that is a
     *     dead letter)
     */
    @Transactional
    public boolean push(String kind, String sessionId, String endpoint, String officer) {
        int again = jdbc.sql("""
                        update push p set state = 'pending', state_at = :now, tries = 0, next_try_at = null, last_error = null
                        where kind = :kind and session_id = :session and endpoint = :endpoint and state = 'accepted'
                          and revision = (select max(revision) from push q where q.kind = p.kind and q.session_id = p.session_id
                                            and q.endpoint = p.endpoint)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("kind", kind)
                .param("session", sessionId)
                .param("endpoint", endpoint)
                .update();
        if (again == 1) {
            ledger.note("push-" + kind, "asked for once more at " + endpoint, null, sessionId, officer);
        }
        return again == 1;
    }
}
