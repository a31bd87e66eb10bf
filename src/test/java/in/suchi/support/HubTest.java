package in.suchi.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Base of tests that run the whole hub with the shipped routes: real PostgreSQL (a fresh database), real ActiveMQ (own store), own
 * data folder, a movable domain clock. Peers are added by the test through further dynamic properties.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
public abstract class HubTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @DynamicPropertySource
    static void ownDatabaseBrokerAndFolder(DynamicPropertyRegistry registry) {
        String url = TestDatabase.freshUrl();
        Path data = newFolder();
        String broker = "suchi-" + NUMBER.incrementAndGet();
        registry.add("suchi.database.embedded", () -> "false");
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "");
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> "12");
        registry.add("suchi.data", data::toString);
        registry.add("suchi.broker.name", () -> broker);
        registry.add("suchi.gateways.kannel-1.username", () -> "suchi");
        registry.add("suchi.gateways.kannel-1.password", () -> "sandbox");
        registry.add("suchi.clock.start", () -> "2021-01-13T21:00:00+05:30");
    }

    @Autowired
    protected JdbcClient jdbc;

    /**
     * Empties every table of the ledger but keeps officers and the plan of sessions. The routes go on running meanwhile, so the
     * database may have to choose between them and us: then once more.
     */
    protected void emptyLedger() {
        for (int tries = 0; ; tries++) {
            try {
                String tables = jdbc.sql("""
                                select string_agg(quote_ident(tablename), ', ') from pg_tables
                                where schemaname = 'public' and tablename not in ('flyway_schema_history', 'officer', 'session', 'fill_request')""").query(String.class).single();
                jdbc.sql("truncate " + tables + " restart identity").update();
                return;
            } catch (PessimisticLockingFailureException deadlock) {
                if (tries == 10) {
                    throw deadlock;
                }
            }
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("suchi-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
