package in.suchi.ledger;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts one balance in the caller's snapshot. */
interface BalanceQuery {

    String name();

    /**
     * @param now domain time of the count
     */
    Balance count(JdbcClient snapshot, Instant now);
}
