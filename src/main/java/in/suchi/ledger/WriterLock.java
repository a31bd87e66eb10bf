package in.suchi.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever moves people between appointment, waiting, held, withdrawn and finished takes this lock first and holds it to
 * the end of the transaction. It is a PostgreSQL advisory lock, so it also holds between several hubs on one database and is
 * gone with the connection of a killed one.
 */
@Component
public class WriterLock {

    private static final long KEY = 0x7375636869L; // "suchi"

    private final JdbcClient jdbc;

    public WriterLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the lock; the caller must be in a transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(KEY)
                .query((row, n) -> 1)
                .single();
    }
}
