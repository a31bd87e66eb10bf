package in.suchi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.time.DomainClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The balances over the ledger, all counted in one database snapshot. The counts are kept for the first page, exposed as metrics,
 * and where one does not hold an alarm names the ids of those who do not agree.
 */
@Component("balances")
public class Balances {

    private static final Logger LOG = LoggerFactory.getLogger(Balances.class);
    private static final String ALARM = "balance";
    private static final int NAMED_IN_ALARM = 10;

    /** In the order of the page. */
    public static final List<String> NAMES = List.of("people", "extracts", "notices", "call-sheets", "lists");

    /** A balance with the domain time at which it was counted. */
    public record Counted(Balance balance, Instant countedAt) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Alarms alarms;
    private final ObjectMapper json;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate transaction;
    private final List<BalanceQuery> queries = List.of(
            new PeopleBalance(), new ExtractBalance(), new NoticeBalance(), new CallSheetBalance(), new ListBalance());
    private final Map<String, Balance> latest = new ConcurrentHashMap<>();

    Balances(
            JdbcClient jdbc,
            DomainClock clock,
            Alarms alarms,
            ObjectMapper json,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.alarms = alarms;
        this.json = json;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.transaction = new TransactionTemplate(transactions);
        for (BalanceQuery query : queries) {
            gauge(meters, query.name(), "holds", "1: the balance holds, 0: it does not", b -> b.holds() ? 1 : 0);
            gauge(meters, query.name(), "expected", "what there must be", Balance::expected);
            gauge(meters, query.name(), "found", "what there is", Balance::found);
        }
    }

    private interface Reading {
        double of(Balance balance);
    }

    private void gauge(MeterRegistry meters, String name, String what, String description, Reading reading) {
        Gauge.builder("suchi.balance." + what, latest, all -> {
                    Balance balance = all.get(name);
                    return balance == null ? Double.NaN : reading.of(balance);
                })
                .description(description)
                .tag("balance", name)
                .register(meters);
    }

    /** Counts all of them now, stores the counts and raises or clears one alarm for each. */
    public List<Balance> count() {
        Instant now = clock.instant();
        long began = System.nanoTime();
        List<Balance> counted = snapshot.execute(status -> {
            jdbc.sql("set local work_mem = '128MB'").update();
            List<Balance> balances = new ArrayList<>();
            for (BalanceQuery query : queries) {
                long started = System.nanoTime();
                balances.add(query.count(jdbc, now));
                LOG.debug("balance {} counted in {} ms", query.name(), (System.nanoTime() - started) / 1_000_000);
            }
            return balances;
        });
        LOG.debug("balances counted in {} ms", (System.nanoTime() - began) / 1_000_000);
        transaction.executeWithoutResult(status -> counted.forEach(balance -> store(balance, now)));
        counted.forEach(balance -> latest.put(balance.name(), balance));
        return counted;
    }

    /** The latest counts, in the order of the page; empty before the first count. */
    public List<Counted> latest() {
        Map<String, Counted> stored = new LinkedHashMap<>();
        jdbc.sql("select * from balance_count")
                .query((row, n) -> stored.put(
                        row.getString("balance"),
                        new Counted(
                                new Balance(
                                        row.getString("balance"),
                                        row.getBoolean("holds"),
                                        row.getLong("expected"),
                                        row.getLong("found"),
                                        read(
                                                row.getString("parts"),
                                                new TypeReference<LinkedHashMap<String, Long>>() {}),
                                        read(row.getString("offenders"), new TypeReference<List<String>>() {})),
                                row.getTimestamp("counted_at").toInstant())))
                .list();
        return queries.stream()
                .map(query -> stored.get(query.name()))
                .filter(counted -> counted != null)
                .toList();
    }

    private void store(Balance balance, Instant now) {
        jdbc.sql("""
                        insert into balance_count (counted_at, balance, holds, expected, found, parts, offenders)
                        values (?, ?, ?, ?, ?, ?::json, ?::jsonb)
                        on conflict (balance) do update set counted_at = excluded.counted_at, holds = excluded.holds,
                            expected = excluded.expected, found = excluded.found, parts = excluded.parts, offenders = excluded.offenders""")
                .params(
                        Timestamp.from(now),
                        balance.name(),
                        balance.holds(),
                        balance.expected(),
                        balance.found(),
                        write(balance.parts()),
                        write(balance.offenders()))
                .update();
        if (balance.holds()) {
            alarms.clear(ALARM, balance.name());
        } else {
            alarms.raise(ALARM, balance.name(), words(balance));
        }
    }

    private static String words(Balance balance) {
        List<String> named = balance.offenders()
                .subList(0, Math.min(NAMED_IN_ALARM, balance.offenders().size()));
        String who =
                switch (balance.name()) {
                    case "extracts" -> "extracts ";
                    case "lists" -> "";
                    default -> "persons ";
                };
        return "The balance of " + balance.name() + " does not hold: " + balance.expected() + " expected, "
                + balance.found() + " found"
                + (named.isEmpty()
                        ? "."
                        : "; " + who + String.join(", ", named)
                                + (balance.offenders().size() > named.size() ? " and more." : "."));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a count could not be written as JSON", e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("balance_count holds what is not JSON", e);
        }
    }
}
