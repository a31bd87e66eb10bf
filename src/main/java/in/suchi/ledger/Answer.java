package in.suchi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one sentence that answers "why has this person (not) been told?". */
final class Answer {

    private final JdbcClient jdbc;

    Answer(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String of(long personId) {
        return one("select outcome from finished where person_id = ?", personId)
                .map(outcome -> "Nothing more is owed: the person is finished (" + outcome + ").")
                .or(() -> one("select reason || ' (' || by_whom || ')' from withdrawn where person_id = ?", personId)
                        .map(why -> "Not invited: withdrawn, " + why + "."))
                .or(() -> one("select reason || ': ' || explanation from held where person_id = ?", personId)
                        .map(why -> "Not told: held for an officer's decision, " + why))
                .or(() -> one(
                                "select coalesce(p.site_code, 'a site') from waiting w left join placement p using (person_id) where w.person_id = ?",
                                personId)
                        .map(site -> "Not told yet: placed at " + site
                                + " and waiting, since no session within reach has room."))
                .or(() -> appointed(personId))
                .orElse("Not told: the person has no appointment and is in no other state; see the balance of people.");
    }

    private Optional<String> appointed(long personId) {
        return jdbc.sql("""
                        select a.session_id, s.starts_at, n.kind, n.state, n.state_at, n.due_at, n.send_by, n.gateway, n.last_error, n.dead,
                               p.no_sms_reason, c.person_id is not null as called, c.result,
                               (select string_agg(w.scope || ': ' || w.reason, '; ') from stop_switch w
                                where w.scope in ('all', 'district:' || s.district, 'gateway:' || n.gateway, 'template:' || n.template)) as stopped
                        from appointment a
                        join session s using (session_id)
                        join person p using (person_id)
                        left join lateral (select * from notice l where l.person_id = a.person_id and l.version = a.version
                                             and l.kind <> 'cancellation' order by l.notice_id desc limit 1) n on true
                        left join callsheet_entry c on c.person_id = a.person_id and c.session_id = a.session_id
                        where a.person_id = ?""").param(personId).query((row, n) -> sentence(row)).optional();
    }

    private static String sentence(ResultSet row) throws SQLException {
        String session = "session " + row.getString("session_id") + " on " + when(row, "starts_at");
        String state = row.getString("state");
        if (state == null) {
            return "Not told: there is an appointment on " + session + " but no notice; see the balance of notices.";
        }
        String about = "the " + row.getString("kind") + " for " + session;
        String said =
                switch (state) {
                    case "delivered" -> "Told: " + about + " reached the handset on " + when(row, "state_at") + ".";
                    case "submitted" ->
                        "Probably told: " + row.getString("gateway") + " took " + about + " on " + when(row, "state_at")
                                + ", but no receipt says that it arrived.";
                    case "scheduled" ->
                        "Not told yet: " + about + " is due on " + when(row, "due_at") + " and is to be sent by "
                                + when(row, "send_by") + "." + why(row, "last_error");
                    case "queued", "submitting" -> "Being told: " + about + " is on its way to the gateway.";
                    case "in-doubt" ->
                        "Perhaps told: the gateway gave no clear answer about " + about + "." + why(row, "last_error");
                    case "no-number" ->
                        "Not told by SMS: there is no usable mobile number for " + about + "."
                                + why(row, "no_sms_reason");
                    case "undelivered" ->
                        "Not told by SMS: the operator could not deliver " + about + "." + why(row, "last_error");
                    case "refused" ->
                        "Not told by SMS: the gateway or operator refused " + about + "." + why(row, "last_error");
                    case "expired" ->
                        "Not told by SMS: it became too late to send " + about + "." + why(row, "last_error");
                    default -> "Not told: " + about + " was cancelled.";
                };
        return said
                + (row.getString("stopped") == null || !"scheduled".equals(state)
                        ? ""
                        : " Sending is stopped (" + row.getString("stopped") + ").")
                + (row.getBoolean("dead") ? " It is a dead letter: see there for the remedy." : "")
                + called(row, state);
    }

    private static String called(ResultSet row, String state) throws SQLException {
        if (!row.getBoolean("called")) {
            return "";
        }
        String result = row.getString("result");
        if (result != null) {
            return " Telephoned: " + result + ".";
        }
        return "delivered".equals(state) ? "" : " The person is on the session's call sheet.";
    }

    private static String why(ResultSet row, String column) throws SQLException {
        String why = row.getString(column);
        return why == null || why.isBlank() ? "" : " Reason: " + why + ".";
    }

    private static String when(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return Timeline.when(at.toInstant());
    }

    private Optional<String> one(String sql, long personId) {
        return jdbc.sql(sql).param(personId).query(String.class).optional();
    }
}
