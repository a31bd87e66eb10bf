package in.suchi.district;

import in.suchi.ledger.Masking;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Acknowledgements that a district's system lays into its folder: {@code <file>.ack}. */
@Component("acknowledgements")
public class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Acknowledgements(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Marks the push whose file it names.
     *
     * @param fileName of the acknowledgement, without folder
     * @return the folder it is to be moved to: {@code .done}, or {@code .unknown} when it names no file this endpoint got
     */
    @Transactional
    public String take(String endpoint, String fileName) {
        int marked = fileName.endsWith(".ack")
                ? jdbc.sql("""
                                update push set acknowledged_at = coalesce(acknowledged_at, ?)
                                where endpoint = ? and file_name = ?""")
                        .params(
                                Timestamp.from(clock.instant()),
                                endpoint,
                                fileName.substring(0, fileName.length() - ".ack".length()))
                        .update()
                : 0;
        if (marked == 0) {
            LOG.warn(
                    "{}: the acknowledgement {} names no file sent there; moved to .unknown",
                    endpoint,
                    Masking.mask(fileName));
        }
        return marked > 0 ? ".done" : ".unknown";
    }
}
