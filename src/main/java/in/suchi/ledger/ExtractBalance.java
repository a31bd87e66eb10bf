package in.suchi.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Balance 1, per extract: rows read = new + changed + unchanged + stale + repeated + id-conflict + rejected + skipped. The counts
 * of the loaded extracts are also held against the rows themselves: rejects, and persons created.
 */
final class ExtractBalance implements BalanceQuery {

    private static final List<String> CLASSES =
            List.of("new", "changed", "unchanged", "stale", "repeated", "id_conflict", "rejected", "skipped");

    @Override
    public String name() {
        return "extracts";
    }

    @Override
    public Balance count(JdbcClient snapshot, Instant now) {
        StringBuilder sums = new StringBuilder("select coalesce(sum(rows_read), 0) as read");
        StringBuilder all = new StringBuilder();
        for (String rows : CLASSES) {
            sums.append(", coalesce(sum(rows_")
                    .append(rows)
                    .append("), 0) as ")
                    .append(rows)
                    .append("_");
            all.append(all.isEmpty() ? "" : " + ").append("e.rows_").append(rows);
        }
        Map<String, Long> parts = new LinkedHashMap<>();
        long read = snapshot.sql(sums + " from extract where state = 'loaded'")
                .query((row, n) -> {
                    for (String rows : CLASSES) {
                        parts.put(rows.replace('_', '-'), row.getLong(rows + "_"));
                    }
                    return row.getLong("read");
                })
                .single();
        List<String> offenders = snapshot.sql("select e.extract_id::text from extract e"
                        + " left join (select extract_id, count(*) as rows from reject group by 1) j on j.extract_id = e.extract_id"
                        + " left join (select extract_id, count(*) as rows from registration where version = 1 group by 1) c"
                        + "   on c.extract_id = e.extract_id"
                        + " where e.state = 'loaded' and (e.rows_read <> " + all
                        + " or e.rows_rejected <> coalesce(j.rows, 0)"
                        + " or coalesce(c.rows, 0) not between e.rows_new and e.rows_new + e.rows_id_conflict)"
                        + " order by e.extract_id limit " + Balance.MOST_OFFENDERS)
                .query(String.class)
                .list();
        long sum = parts.values().stream().mapToLong(Long::longValue).sum();
        return Balance.of(name(), read, sum, parts, offenders);
    }
}
