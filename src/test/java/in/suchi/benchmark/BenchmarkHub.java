package in.suchi.benchmark;

import in.suchi.SuchiApplication;
import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub under measurement, whole: shipped routes, its own PostgreSQL with fsync on, its own broker with a durable store. The domain
 * clock stands where it is put.
 */
final class BenchmarkHub implements AutoCloseable {

    static final String START = "2021-01-13T21:00:00+05:30";
    private static final Duration PATIENCE = Duration.ofMinutes(40);

    private final ConfigurableApplicationContext context;
    final JdbcClient jdbc;
    final DomainClock clock;

    private BenchmarkHub(ConfigurableApplicationContext context) {
        this.context = context;
        this.jdbc = context.getBean(JdbcClient.class);
        this.clock = context.getBean(DomainClock.class);
    }

    /** @param properties beyond those of the profile {@code drill}, on which this builds */
    static BenchmarkHub start(Path data, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("suchi.data", data);
        all.put("suchi.broker.name", "benchmark");
        all.put("suchi.clock.start", START);
        all.put("suchi.canary.count", 0);
        all.put("suchi.routes.count-balances-period", 3_600_000);
        all.put("suchi.routes.release-period", 200);
        all.put("suchi.routes.fill-period", 200);
        all.put("suchi.registry.enabled", false);
        all.put("suchi.gateways.json-1.active", false);
        all.putAll(properties);
        return new BenchmarkHub(new SpringApplicationBuilder(SuchiApplication.class)
                .profiles("drill")
                .run(all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int webPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    int databasePort() {
        return jdbc.sql("show port").query(Integer.class).single();
    }

    DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Empties the ledger but for the plan of sessions, as if the hub had just been set up. */
    void empty() {
        String tables = jdbc.sql("""
                        select string_agg(quote_ident(tablename), ', ') from pg_tables where schemaname = 'public'
                          and tablename not in ('flyway_schema_history', 'officer', 'session', 'fill_request', 'domain_clock')""").query(String.class).single();
        jdbc.sql("truncate " + tables + " restart identity").update();
        jdbc.sql("update fill_request set asked = done").update();
        jdbc.sql("checkpoint").update();
        clock.moveTo(java.time.OffsetDateTime.parse(START).toInstant());
    }

    /** Waits until it is so, looking often. @return seconds since {@code began} */
    static double secondsUntil(long began, BooleanSupplier done) throws InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("not done after " + PATIENCE);
            }
            Thread.sleep(20);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** All balances, or a benchmark that measured something wrong ends here. */
    void requireBalances() {
        List<Balance> wrong = bean(Balances.class).count().stream()
                .filter(balance -> !balance.holds())
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("balances do not hold: " + wrong);
        }
    }

    /** Durability is not for sale. */
    void requireDurability() {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = jdbc.sql("show " + setting).query(String.class).single();
            if (!value.equals("on")) {
                throw new IllegalStateException(setting + " is " + value);
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
