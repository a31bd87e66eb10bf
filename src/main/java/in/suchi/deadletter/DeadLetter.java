package in.suchi.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One row of {@code dead_letter}: work that failed for good or ran out of tries.
 *
 * @param id of the dead letter
 * @param queue where it failed, e.g. {@code roster.push.patna}
 * @param kind {@code hubKind} of the work
 * @param subject {@code hubId} of the work
 * @param district slug, or null
 * @param reason class of the failure; {@link Reasons} explains it
 * @param lastError masked
 * @param state open, retried, settled or discarded
 * @param byWhom who retried or discarded it last, or null
 */
public record DeadLetter(
        long id,
        String queue,
        String kind,
        String subject,
        String district,
        String reason,
        String lastError,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        String state,
        Instant stateAt,
        String byWhom,
        String comment) {

    static final String COLUMNS = "dead_letter_id, queue, kind, subject, district, reason, last_error, attempts,"
            + " first_failed_at, last_failed_at, state, state_at, by_whom, comment";

    static DeadLetter of(ResultSet row, int n) throws SQLException {
        return new DeadLetter(
                row.getLong("dead_letter_id"),
                row.getString("queue"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("district"),
                row.getString("reason"),
                row.getString("last_error"),
                row.getInt("attempts"),
                row.getTimestamp("first_failed_at").toInstant(),
                row.getTimestamp("last_failed_at").toInstant(),
                row.getString("state"),
                row.getTimestamp("state_at").toInstant(),
                row.getString("by_whom"),
                row.getString("comment"));
    }

    /** Name of the queue its shadow lies on: {@code DLQ.<queue>}, for notices one queue per district. */
    public String shadowQueue() {
        boolean perDistrict = "sms.submit".equals(queue) && district != null;
        return "DLQ." + queue + (perDistrict ? "." + district : "");
    }
}
