package in.suchi.callsheet;

import in.suchi.list.ListContent;
import in.suchi.list.ListKind;
import in.suchi.site.CurrentTables;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** One call sheet, whole, in the order in which people are to be telephoned. */
@Component("callSheetFile")
public class CallSheetFile {

    /** The columns of the file, in its order. */
    public static final List<String> COLUMNS = List.of(
            "session_id",
            "serial",
            "registration_id",
            "name",
            "name_hi",
            "mobile",
            "alternative",
            "reason",
            "notice_state",
            "last_change",
            "result",
            "remark");

    private final JdbcClient jdbc;
    private final CurrentTables tables;

    CallSheetFile(JdbcClient jdbc, CurrentTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    /** The sheet as it is now; empty when the session has none. Revision and people are of one snapshot. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<ListContent> render(String sessionId) {
        return jdbc.sql(
                        "select s.*, c.revision, c.digest from callsheet c join session s using (session_id) where session_id = ?")
                .param(sessionId)
                .query((row, n) -> list(row, people(sessionId)))
                .optional();
    }

    private ListContent list(ResultSet row, List<List<Object>> people) throws SQLException {
        String siteCode = row.getString("site_code");
        String slug = row.getString("district");
        int revision = row.getInt("revision");
        return new ListContent(
                ListKind.CALL_SHEET,
                row.getString("session_id"),
                siteCode,
                row.getDate("session_date").toLocalDate(),
                time(row.getTimestamp("starts_at")),
                time(row.getTimestamp("ends_at")),
                row.getString("status"),
                tables.now().sites().find(siteCode),
                slug,
                tables.now().districts().bySlug(slug),
                revision,
                revision - 1,
                row.getString("digest"),
                COLUMNS,
                people);
    }

    /** Those whom no SMS can reach come first, those who probably have one last. */
    private List<List<Object>> people(String sessionId) {
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

    /** In the order of {@link #COLUMNS}. */
    private static List<Object> cells(ResultSet row) throws SQLException {
        return Arrays.asList(
                row.getString("session_id"),
                row.getObject("serial", Integer.class),
                row.getString("registration_id"),
                row.getString("name"),
                row.getString("name_hi"),
                row.getString("mobile"),
                row.getString("alternative_mobile"),
                row.getString("reason"),
                row.getString("notice_state"),
                ListContent.TIME.format(time(row.getTimestamp("last_change"))),
                row.getString("result"),
                row.getString("remark"));
    }

    private static OffsetDateTime time(Timestamp at) {
        return at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
