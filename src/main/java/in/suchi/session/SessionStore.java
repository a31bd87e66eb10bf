package in.suchi.session;

import in.suchi.ledger.CopyRows;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Rows of the table {@code session}. */
final class SessionStore {

    private final JdbcTemplate jdbc;
    private final DataSource dataSource;

    SessionStore(JdbcTemplate jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    Map<String, PlannedSession> all() {
        Map<String, PlannedSession> all = new LinkedHashMap<>();
        jdbc.query("select * from session order by starts_at, session_id", row -> {
            PlannedSession session = session(row);
            all.put(session.sessionId(), session);
        });
        return all;
    }

    /** Null when there is none. */
    PlannedSession find(String sessionId) {
        return jdbc.query("select * from session where session_id = ?", (row, n) -> session(row), sessionId).stream()
                .findFirst()
                .orElse(null);
    }

    void insert(List<PlannedSession> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        try (CopyRows copy = CopyRows.into(
                DataSourceUtils.getConnection(dataSource),
                "session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, slot_minutes,"
                        + " categories, status, origin)")) {
            for (PlannedSession session : sessions) {
                copy.value(session.sessionId())
                        .value(session.siteCode())
                        .value(session.districtSlug())
                        .value(session.date())
                        .value(session.startsAt())
                        .value(session.endsAt())
                        .value(session.capacity())
                        .value(session.slotMinutes())
                        .value(session.categories().isEmpty() ? null : arrayLiteral(session.categories()))
                        .value(session.cancelled() ? "cancelled" : "planned")
                        .value(session.origin())
                        .endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the plan's sessions could not be copied to the database", e);
        }
    }

    private static String arrayLiteral(List<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    void update(List<PlannedSession> sessions) {
        jdbc.batchUpdate(
                "update session set (site_code, district, session_date, starts_at, ends_at, capacity, slot_minutes, categories,"
                        + " status, origin) = row(?, ?, ?, ?, ?, ?, ?, string_to_array(?, '|'), ?, ?) where session_id = ?",
                sessions.stream().map(SessionStore::parameters).toList());
    }

    /** Deletes those of the sessions that nobody was ever on; of the others something hangs in the ledger. */
    int deleteUnused(List<PlannedSession> sessions) {
        return jdbc.update("""
                delete from session s where s.session_id = any(?)
                and not exists (select from appointment a where a.session_id = s.session_id)
                and not exists (select from notice n where n.session_id = s.session_id)
                and not exists (select from roster r where r.session_id = s.session_id)
                and not exists (select from push p where p.session_id = s.session_id)
                and not exists (select from callsheet c where c.session_id = s.session_id)
                and not exists (select from attendance c where c.session_id = s.session_id)""", (Object) ids(sessions));
    }

    List<PlannedSession> stillThere(List<PlannedSession> sessions) {
        Set<String> there = new HashSet<>(jdbc.queryForList(
                "select session_id from session where session_id = any(?)", String.class, (Object) ids(sessions)));
        return sessions.stream().filter(s -> there.contains(s.sessionId())).toList();
    }

    PlannedSession cancelled(PlannedSession session) {
        return new PlannedSession(
                session.sessionId(),
                session.siteCode(),
                session.districtSlug(),
                session.date(),
                session.startsAt(),
                session.endsAt(),
                session.capacity(),
                session.slotMinutes(),
                session.categories(),
                true,
                session.origin());
    }

    static String[] ids(Collection<PlannedSession> sessions) {
        return sessions.stream().map(PlannedSession::sessionId).toArray(String[]::new);
    }

    private static Object[] parameters(PlannedSession session) {
        return new Object[] {
            session.siteCode(),
            session.districtSlug(),
            Date.valueOf(session.date()),
            Timestamp.from(session.startsAt()),
            Timestamp.from(session.endsAt()),
            session.capacity(),
            session.slotMinutes(),
            session.categories().isEmpty() ? null : String.join("|", session.categories()),
            session.cancelled() ? "cancelled" : "planned",
            session.origin(),
            session.sessionId()
        };
    }

    private static PlannedSession session(ResultSet row) throws SQLException {
        Array categories = row.getArray("categories");
        return new PlannedSession(
                row.getString("session_id"),
                row.getString("site_code"),
                row.getString("district"),
                row.getDate("session_date").toLocalDate(),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getInt("capacity"),
                row.getInt("slot_minutes"),
                categories == null ? List.of() : List.of((String[]) categories.getArray()),
                row.getString("status").equals("cancelled"),
                row.getString("origin"));
    }
}
