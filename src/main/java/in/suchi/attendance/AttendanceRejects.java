package in.suchi.attendance;

import in.suchi.csv.SpreadsheetSafe;
import in.suchi.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of a report that could not be used, as they go back to the endpoint it came from; safe to open in a spreadsheet. */
@Component("attendanceRejects")
public class AttendanceRejects {

    private static final List<String> HEADER =
            List.of("line", "registration_id", "column", "value", "reason", "message");

    private final JdbcClient jdbc;
    private final DeadLetters deadLetters;

    AttendanceRejects(JdbcClient jdbc, DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.deadLetters = deadLetters;
    }

    /**
     * The file's rows, its name in {@code CamelFileName}; null when the rejects went back already. The file replaces itself, so
     * sending it twice does no harm.
     */
    @Transactional(readOnly = true)
    public List<List<String>> claim(@Header("hubId") String subject, Exchange exchange) {
        long id = AttendanceReports.idOf(subject);
        String fileName = jdbc.sql(
                        "select file_name from attendance_report where report_id = ? and rejects_state = 'due'")
                .param(id)
                .query(String.class)
                .optional()
                .orElse(null);
        if (fileName == null) {
            return null;
        }
        exchange.getMessage().setHeader(Exchange.FILE_NAME, fileName.replaceFirst("(?i)[.]csv$", "") + ".rejects.csv");
        return rows(id);
    }

    /** Header and rows of a report's rejects; only the header where there are none. */
    @Transactional(readOnly = true)
    public List<List<String>> rows(long reportId) {
        List<List<String>> rows = new ArrayList<>();
        List<String> names = ReportRows.cells(jdbc.sql("select header from attendance_report where report_id = ?")
                .param(reportId)
                .query(String.class)
                .single());
        List<String> header = new ArrayList<>(HEADER);
        names.forEach(name -> header.add(HEADER.contains(name.strip()) ? "original " + name : name));
        rows.add(safe(header));
        int person = names.stream().map(String::strip).toList().indexOf("registration_id");
        jdbc.sql("""
                        select line, original, reject_column, reject_value, reject_reason, reject_message
                        from attendance_row where report_id = ? and outcome = 'rejected' order by line""").param(reportId).query(row -> {
            List<String> original = ReportRows.cells(row.getString("original"));
            List<String> cells = new ArrayList<>(List.of(
                    row.getString("line"),
                    person >= 0 && person < original.size() ? original.get(person) : "",
                    row.getString("reject_column"),
                    row.getString("reject_value"),
                    row.getString("reject_reason"),
                    row.getString("reject_message")));
            cells.addAll(original);
            rows.add(safe(cells));
        });
        return rows;
    }

    private static List<String> safe(List<String> cells) {
        return cells.stream().map(SpreadsheetSafe::cell).toList();
    }

    /** The file lies at the endpoint. */
    @Transactional
    public void returned(@Header("hubId") String subject) {
        jdbc.sql(
                        "update attendance_report set rejects_state = 'returned', rejects_lease_until = null where report_id = ?")
                .param(AttendanceReports.idOf(subject))
                .update();
        deadLetters.settle(AttendanceReports.KIND, subject);
    }
}
