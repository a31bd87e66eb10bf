package in.suchi.roster;

import in.suchi.site.CurrentTables;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Renders the current revision of a roster in one snapshot, so that revision, digest and rows belong together. */
@Component("rosterFile")
public class RosterFile {

    private static final int TRIES = 3;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final Rosters rosters;
    private final CurrentTables tables;

    private record Head(RosterContent content, boolean over, String digestNow) {}

    /** @param schema not used itself: it makes the database ready before this bean */
    RosterFile(
            DataSource dataSource,
            JdbcClient schema,
            PlatformTransactionManager transactions,
            Rosters rosters,
            CurrentTables tables,
            DomainClock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setReadOnly(true);
        this.rosters = rosters;
        this.tables = tables;
        this.clock = clock;
    }

    private final DomainClock clock;

    /**
     * The current revision. Where a person's data changed since it was made, a new one is made first.
     *
     * @return empty when the session has no roster
     */
    public Optional<RosterContent> render(String sessionId) {
        for (int tried = 1; ; tried++) {
            Head head = snapshot.execute(status -> read(sessionId));
            if (head == null) {
                return Optional.empty();
            }
            if (head.over() || head.digestNow().equals(head.content().digest())) {
                return Optional.of(head.content());
            }
            if (tried == TRIES) {
                throw new IllegalStateException("The roster of session " + sessionId
                        + " changes faster than it can be rendered; it is rendered at the next try.");
            }
            rosters.compare(List.of(sessionId));
        }
    }

    private Head read(String sessionId) {
        List<RosterRow> people = jdbc.query("""
                select r.revision, m.session_id, m.serial, m.slot_at, p.registration_id, p.name, p.name_hi, p.gender, p.year_of_birth,
                       p.mobile, p.category, p.id_type, p.posting_facility, pl.basis
                from roster r join roster_member m using (session_id) join person p using (person_id) left join placement pl using (person_id)
                where r.session_id = ? order by m.serial, p.registration_id collate "C", p.twin""", (row, n) -> person(row), sessionId);
        List<Head> heads = jdbc.query(
                """
                select s.*, r.revision, r.digest,
                       coalesce((select max(b.revision) from roster_revision b
                                 where b.session_id = r.session_id and b.revision < r.revision), 0) as replaces,
                       now.digest as digest_now
                from roster r join session s using (session_id)
                join (""" + RosterDigest.query("(select ?::text as session_id)", "roster_member")
                        + ") now using (session_id)",
                (row, n) -> head(row, people),
                sessionId);
        return heads.isEmpty() ? null : heads.get(0);
    }

    private Head head(ResultSet row, List<RosterRow> people) throws SQLException {
        String siteCode = row.getString("site_code");
        String slug = row.getString("district");
        OffsetDateTime endsAt = time(row.getTimestamp("ends_at"));
        RosterContent content = new RosterContent(
                row.getString("session_id"),
                siteCode,
                row.getDate("session_date").toLocalDate(),
                time(row.getTimestamp("starts_at")),
                endsAt,
                row.getString("status"),
                tables.now().sites().find(siteCode),
                slug,
                tables.now().districts().bySlug(slug),
                row.getInt("revision"),
                row.getInt("replaces"),
                row.getString("digest"),
                people);
        return new Head(content, !endsAt.toInstant().isAfter(clock.instant()), row.getString("digest_now"));
    }

    private static RosterRow person(ResultSet row) throws SQLException {
        return new RosterRow(
                row.getString("session_id"),
                row.getInt("revision"),
                row.getInt("serial"),
                row.getString("registration_id"),
                row.getString("name"),
                row.getString("name_hi"),
                row.getString("gender"),
                row.getObject("year_of_birth", Integer.class),
                row.getString("mobile"),
                row.getString("category"),
                row.getString("id_type"),
                row.getString("posting_facility"),
                time(row.getTimestamp("slot_at")),
                row.getString("basis"));
    }

    private static OffsetDateTime time(Timestamp at) {
        return at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
