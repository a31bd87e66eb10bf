package in.suchi.roster;

import in.suchi.ledger.WriterLock;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list of each session with its revision, which rises whenever the members, their order, a column of the roster or
 * the session itself differ, and never otherwise. A session over is not revised any more: its list is what it was.
 */
@Component("rosters")
public class Rosters {

    private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
    private static final int WORTH_ANALYZING = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final WriterLock writerLock;
    private final DomainClock clock;

    /** @param schema not used itself: it makes the database ready before this bean */
    Rosters(
            DataSource dataSource,
            JdbcClient schema,
            PlatformTransactionManager transactions,
            WriterLock writerLock,
            DomainClock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.writerLock = writerLock;
        this.clock = clock;
    }

    /**
     * Revises the rosters of the sessions where something changed since the last call. Meant to be called often.
     *
     * @return how many rosters got a new revision
     */
    public int revise() {
        boolean asked =
                Boolean.TRUE.equals(jdbc.queryForObject("select exists (select from roster_request)", Boolean.class));
        return asked ? revised() : 0;
    }

    /** Compares these sessions' rosters as well, whether or not anybody asked for it. */
    int compare(List<String> sessionIds) {
        Integer revised = transaction.execute(status -> {
            writerLock.take();
            jdbc.update("insert into roster_request select distinct unnest(?) on conflict do nothing", (Object)
                    sessionIds.toArray(String[]::new));
            return revised();
        });
        return revised == null ? 0 : revised;
    }

    private int revised() {
        Integer revised = transaction.execute(status -> {
            writerLock.take();
            return reviseNow(Timestamp.from(clock.instant()));
        });
        return revised == null ? 0 : revised;
    }

    private int reviseNow(Timestamp now) {
        jdbc.execute("set local work_mem = '256MB'"); // a state's rosters are sorted in memory
        jdbc.execute("drop table if exists roster_asked, roster_now");
        jdbc.execute(
                "create temporary table roster_asked on commit drop as select r.session_id from roster_request r join session s using (session_id)");
        jdbc.update("delete from roster_request");
        int asked = jdbc.update(
                "delete from roster_asked r using session s where s.session_id = r.session_id" + " and s.ends_at <= ?",
                now);
        Integer open = jdbc.queryForObject("select count(*) from roster_asked", Integer.class);
        if (open == null || open == 0) {
            LOG.debug("{} sessions over are not revised", asked);
            return 0;
        }
        if (open > WORTH_ANALYZING) {
            jdbc.execute("analyze roster_asked");
        }
        jdbc.execute("create temporary table roster_now on commit drop as "
                + RosterDigest.query("roster_asked", "appointment"));
        jdbc.update("""
                delete from roster_now n where exists (select from roster r where r.session_id = n.session_id and r.digest = n.digest)
                   or (people = 0 and not exists (select from roster r where r.session_id = n.session_id))""");
        int revised = jdbc.update("""
                insert into roster as r (session_id, revision, digest, people, made_at)
                select session_id, 1, digest, people, ? from roster_now
                on conflict (session_id) do update
                set revision = r.revision + 1, digest = excluded.digest, people = excluded.people, made_at = excluded.made_at""", now);
        if (revised == 0) {
            return 0;
        }
        jdbc.update("""
                insert into roster_revision (session_id, revision, digest, people, made_at)
                select r.session_id, r.revision, r.digest, r.people, r.made_at from roster r join roster_now n using (session_id)""");
        jdbc.update("delete from roster_member m using roster_now n where n.session_id = m.session_id");
        jdbc.update("""
                insert into roster_member (session_id, person_id, serial, slot_at)
                select a.session_id, a.person_id, a.serial, a.slot_at from appointment a join roster_now n using (session_id)
                order by a.session_id, a.person_id""");
        if (revised > WORTH_ANALYZING) {
            jdbc.execute("analyze roster, roster_member");
        }
        LOG.info("{} rosters revised", revised);
        return revised;
    }
}
