package in.suchi.roster;

import in.suchi.csv.CsvWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** {@code index-<district>-<date>.csv}: every current roster of a district and date. */
@Component("indexFile")
public class IndexFile {

    /**
     * One current roster.
     *
     * @param count people on it
     * @param digest of its content
     * @param file name of its CSV
     */
    public record Entry(
            String sessionId,
            String siteCode,
            LocalDate date,
            String status,
            int revision,
            int count,
            String digest,
            String file) {}

    private static final List<String> COLUMNS =
            List.of("session_id", "site_code", "date", "status", "revision", "count", "digest", "file");

    private final JdbcTemplate jdbc;

    /** @param schema not used itself: it makes the database ready before this bean */
    IndexFile(DataSource dataSource, JdbcClient schema) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** In the order of sites and sessions. */
    public List<Entry> entries(String districtSlug, LocalDate date) {
        return jdbc.query(
                """
                select s.session_id, s.site_code, s.session_date, s.status, s.district, r.revision, r.people, r.digest
                from roster r join session s using (session_id) where s.district = ? and s.session_date = ?
                order by s.site_code collate "C", s.starts_at, s.session_id collate "C\"""",
                (row, n) -> new Entry(
                        row.getString("session_id"),
                        row.getString("site_code"),
                        date,
                        row.getString("status"),
                        row.getInt("revision"),
                        row.getInt("people"),
                        row.getString("digest"),
                        "roster-%s-%s-%s-%s-r%d.csv"
                                .formatted(
                                        row.getString("district"),
                                        row.getString("site_code"),
                                        date,
                                        row.getString("session_id"),
                                        row.getInt("revision"))),
                districtSlug,
                Date.valueOf(date));
    }

    public static String fileName(String districtSlug, LocalDate date) {
        return "index-" + districtSlug + "-" + date + ".csv";
    }

    /** The file of these entries. */
    public static byte[] csv(List<Entry> entries) {
        return CsvWriter.toText(
                        COLUMNS,
                        entries.stream()
                                .map(e -> List.<Object>of(
                                        e.sessionId(),
                                        e.siteCode(),
                                        e.date(),
                                        e.status(),
                                        e.revision(),
                                        e.count(),
                                        e.digest(),
                                        e.file()))
                                .toList())
                .getBytes(StandardCharsets.UTF_8);
    }
}
