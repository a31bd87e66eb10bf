package in.suchi.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Balance 1: persons ever received (their first registration) = appointed + waiting + held + withdrawn + finished, and each of
 * them in exactly one of these.
 */
final class PeopleBalance implements BalanceQuery {

    private static final List<String> PLACES = List.of("appointment", "waiting", "held", "withdrawn", "finished");

    @Override
    public String name() {
        return "people";
    }

    @Override
    public Balance count(JdbcClient snapshot, Instant now) {
        Map<String, Long> parts = new LinkedHashMap<>();
        long fingerprint = 0;
        for (String place : PLACES) {
            Side side = side(snapshot, place);
            parts.put("appointment".equals(place) ? "appointed" : place, side.people());
            fingerprint ^= side.fingerprint();
        }
        Side received = side(snapshot, "registration where version = 1");
        long placed = parts.values().stream().mapToLong(Long::longValue).sum();
        // The same number and the same fingerprint: each person received is in exactly one place. Else: who is it?
        List<String> offenders =
                placed == received.people() && fingerprint == received.fingerprint() ? List.of() : offenders(snapshot);
        return Balance.of(name(), received.people(), placed, parts, offenders);
    }

    private record Side(long people, long fingerprint) {}

    private static Side side(JdbcClient snapshot, String rows) {
        return snapshot.sql("select count(*), coalesce(bit_xor(hashint8extended(person_id, 0)), 0) from " + rows)
                .query((row, n) -> new Side(row.getLong(1), row.getLong(2)))
                .single();
    }

    private static List<String> offenders(JdbcClient snapshot) {
        return snapshot.sql("""
                        select coalesce(r.person_id, w.person_id)::text
                        from (select person_id from registration where version = 1) r
                        full join (select person_id, count(*) as places
                                   from (select person_id from appointment union all select person_id from waiting
                                         union all select person_id from held union all select person_id from withdrawn
                                         union all select person_id from finished) somewhere
                                   group by person_id) w on w.person_id = r.person_id
                        where r.person_id is null or w.places is distinct from 1
                        limit ?""")
                .param(Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
    }
}
