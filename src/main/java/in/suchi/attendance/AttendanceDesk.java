package in.suchi.attendance;

import in.suchi.time.DomainClock;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports that officers send by the API, and what became of each report. */
@Component
public class AttendanceDesk {

    /** What became of a report that was sent. */
    public sealed interface Sent {
        /** In the ledger; its rows are recorded soon. */
        record Taken(long reportId) implements Sent {}

        /** Not usable as a whole. */
        record Refused(String why) implements Sent {}
    }

    /**
     * @param district null: of the state
     * @param state taken, loaded or failed
     * @param rejects none, due, returned or dead
     */
    public record Report(
            long reportId,
            String source,
            String district,
            String fileName,
            String state,
            OffsetDateTime takenAt,
            OffsetDateTime settledAt,
            int read,
            int recorded,
            int repeated,
            int rejected,
            String rejects,
            String failure) {}

    private static final String COLUMNS =
            "select * from attendance_report where (:district::text is null or district = :district)";

    private final ProducerTemplate camel;
    private final JdbcClient jdbc;

    AttendanceDesk(ProducerTemplate camel, JdbcClient jdbc) {
        this.camel = camel;
        this.jdbc = jdbc;
    }

    /**
     * Takes a report as CSV, the same way as a file from an endpoint.
     *
     * @param district whose sessions it may speak of; null: all
     * @throws IllegalStateException if it could not be put into the ledger now
     */
    public Sent send(String fileName, InputStream csv, String district, String officer) {
        Exchange done = camel.send("direct:read-attendance", exchange -> {
            exchange.setProperty(
                    AttendanceReports.ORIGIN,
                    new ReportOrigin(ReportOrigin.API, officer, district, Set.of(), fileName, 0, Instant.now()));
            exchange.getMessage().setBody(csv);
        });
        Long id = done.getProperty(AttendanceReports.TAKEN, Long.class);
        if (id != null) {
            return new Sent.Taken(id);
        }
        String refused = done.getProperty(AttendanceReports.REFUSED, String.class);
        if (refused != null) {
            return new Sent.Refused(refused);
        }
        throw new IllegalStateException("the report was not taken", done.getException());
    }

    /** Newest first. */
    public List<Report> list(String district, int limit, int offset) {
        return jdbc.sql(COLUMNS + " order by report_id desc limit :limit offset :offset")
                .param("district", district)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> report(row))
                .list();
    }

    public Optional<Report> find(long reportId, String district) {
        return jdbc.sql(COLUMNS + " and report_id = :id")
                .param("district", district)
                .param("id", reportId)
                .query((row, n) -> report(row))
                .optional();
    }

    private static Report report(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Report(
                row.getLong("report_id"),
                row.getString("sent_by"),
                row.getString("district"),
                row.getString("file_name"),
                row.getString("state"),
                at(row.getTimestamp("taken_at")),
                at(row.getTimestamp("settled_at")),
                row.getInt("rows_read"),
                row.getInt("rows_recorded"),
                row.getInt("rows_repeated"),
                row.getInt("rows_rejected"),
                row.getString("rejects_state"),
                row.getString("failure"));
    }

    private static OffsetDateTime at(java.sql.Timestamp at) {
        return at == null ? null : at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
