package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Right;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/queues}: how much work each queue stands for, by the ledger, which is the truth; the broker's messages are only
 * pointers to it.
 */
@RestController
class QueueController {

    /**
     * @param waiting work of the queue that is not on the broker yet
     * @param underWay work whose message is out
     * @param dead open dead letters of the queue
     */
    record Depth(long waiting, long underWay, long dead) {}

    private final JdbcClient jdbc;

    QueueController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/api/v1/queues")
    Map<String, Depth> queues() {
        Map<String, Depth> queues = new TreeMap<>();
        jdbc.sql("""
                        select queue, sum(waiting), sum(under_way), sum(dead) from (
                            select 'extract.load' as queue, 0 as waiting, count(*) as under_way, 0 as dead from extract where state = 'taken'
                            union all
                            select case kind when 'roster' then 'roster.push.' else 'callsheet.push.' end || district,
                                   count(*) filter (where state = 'pending'), count(*) filter (where state in ('queued', 'sending')), 0
                            from push where state in ('pending', 'queued', 'sending') group by 1
                            union all
                            select 'sms.submit', count(*) filter (where state = 'scheduled'),
                                   count(*) filter (where state in ('queued', 'submitting')), 0
                            from notice where state in ('scheduled', 'queued', 'submitting')
                            union all
                            select 'sms.receipt', count(*), 0, 0 from receipt where outcome = 'parked'
                            union all
                            select queue, 0, 0, count(*) from dead_letter where state = 'open' group by 1) work
                        group by 1""").query(row -> {
            queues.put(row.getString(1), new Depth(row.getLong(2), row.getLong(3), row.getLong(4)));
        });
        return queues;
    }
}
