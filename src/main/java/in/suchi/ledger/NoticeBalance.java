package in.suchi.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Balance 2: what is owed by the history of appointments (person, version, kind, mobile) = the notices, whatever their state;
 * key by key.
 */
final class NoticeBalance implements BalanceQuery {

    private static final List<String> STATES = List.of(
            "no-number",
            "scheduled",
            "queued",
            "submitting",
            "in-doubt",
            "submitted",
            "delivered",
            "undelivered",
            "refused",
            "expired",
            "cancelled");

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public Balance count(JdbcClient snapshot, Instant now) {
        Map<String, Long> parts = new LinkedHashMap<>();
        STATES.forEach(state -> parts.put(state, 0L));
        Side[] notices = {new Side(0, 0)};
        snapshot.sql("select state, count(*), " + FINGERPRINT.formatted("kind") + " from notice group by state")
                .query((row, n) -> {
                    notices[0] = notices[0].and(new Side(row.getLong(2), row.getLong(3)));
                    return parts.put(row.getString(1), row.getLong(2));
                })
                .list();
        Side owed = snapshot.sql("select count(*), " + FINGERPRINT.formatted("owes")
                        + " from appointment_event where owes is not null")
                .query((row, n) -> new Side(row.getLong(1), row.getLong(2)))
                .single();
        List<String> offenders = new ArrayList<>();
        long expected = owed.keys();
        if (!owed.equals(notices[0])) {
            // The history may say the same twice; it is owed once.
            expected = snapshot.sql("""
                            select count(*) from (select distinct person_id, version, owes, mobile
                                                  from appointment_event where owes is not null) owed""").query(Long.class).single();
            offenders.addAll(differing(snapshot));
        }
        offenders.addAll(cancelledAfterAnAttempt(snapshot));
        return Balance.of(name(), expected, notices[0].keys(), parts, offenders);
    }

    /** Of a set of keys; differs with all but certainty when the sets differ. */
    private static final String FINGERPRINT =
            "coalesce(bit_xor(hashtextextended(mobile || %s, person_id * 4096 + version)), 0)";

    private record Side(long keys, long fingerprint) {
        Side and(Side other) {
            return new Side(keys + other.keys, fingerprint ^ other.fingerprint);
        }
    }

    private static List<String> differing(JdbcClient snapshot) {
        return snapshot.sql("""
                        select distinct coalesce(o.person_id, n.person_id)::text
                        from (select distinct person_id, version, owes as kind, mobile
                              from appointment_event where owes is not null) o
                        full join notice n using (person_id, version, kind, mobile)
                        where o.person_id is null or n.person_id is null
                        limit ?""")
                .param(Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
    }

    /** "Cancelled" only where no attempt began: otherwise a correction is owed instead. */
    private static List<String> cancelledAfterAnAttempt(JdbcClient snapshot) {
        return snapshot.sql("""
                        select n.person_id::text from notice n
                        where n.state = 'cancelled' and exists (select from attempt a where a.notice_id = n.notice_id)
                        limit ?""")
                .param(Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
    }
}
