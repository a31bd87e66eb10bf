package in.suchi.callsheet;

import in.suchi.csv.SpreadsheetSafe;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of one call sheet in the order in which people are to be telephoned. */
@Component("callSheetFile")
public class CallSheetFile {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    /**
     * One state of a sheet.
     *
     * @param rows cells by column, safe for a spreadsheet
     */
    public record Content(int revision, List<Map<String, String>> rows) {}

    private final JdbcClient jdbc;

    CallSheetFile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sheet as it is now; empty when the session has none. Revision and rows are of one snapshot. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Content> of(String sessionId) {
        return jdbc.sql("select revision from callsheet where session_id = ?")
                .param(sessionId)
                .query(Integer.class)
                .optional()
                .map(revision -> new Content(revision, rows(sessionId)));
    }

    /**
     * The rows of exactly this revision; null when the sheet has a newer one: then nothing is to be sent.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Map<String, String>> rows(String sessionId, int revision) {
        return of(sessionId)
                .filter(content -> content.revision() == revision)
                .map(Content::rows)
                .orElse(null);
    }

    /** Those whom no SMS can reach come first, those who probably have one last. */
    private List<Map<String, String>> rows(String sessionId) {
        return jdbc.sql("""
                        select e.session_id, a.serial, p.registration_id, p.name, p.name_hi, p.mobile, p.alternative_mobile,
                               e.reason, e.notice_state, e.last_change, e.result, e.remark
                        from callsheet_entry e
                        join person p using (person_id)
                        left join appointment a on a.person_id = e.person_id and a.session_id = e.session_id
                        where e.session_id = ?
                        order by array_position(array['no-number', 'refused', 'undelivered', 'expired', 'in-doubt', 'no-receipt'],
                                                e.reason),
                                 e.notice_state = 'submitted', a.serial, p.registration_id""").param(sessionId).query((row, n) -> cells(row)).list();
    }

    private static Map<String, String> cells(ResultSet row) throws SQLException {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String column : List.of("session_id", "serial", "registration_id", "name", "name_hi", "mobile")) {
            cells.put(column, SpreadsheetSafe.cell(row.getString(column)));
        }
        cells.put("alternative", SpreadsheetSafe.cell(row.getString("alternative_mobile")));
        cells.put("reason", row.getString("reason"));
        cells.put("notice_state", row.getString("notice_state"));
        cells.put(
                "last_change",
                row.getObject("last_change", OffsetDateTime.class)
                        .atZoneSameInstant(DomainClock.ZONE)
                        .format(TIME));
        cells.put("result", SpreadsheetSafe.cell(row.getString("result")));
        cells.put("remark", SpreadsheetSafe.cell(row.getString("remark")));
        return cells;
    }
}
