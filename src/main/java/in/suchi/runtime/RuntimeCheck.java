package in.suchi.runtime;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.Reachability;
import in.suchi.time.ClockSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** What the hub runs on: profile, clock, database, broker, disk. First of all, since the ledger knows how many people there are. */
@Component
@Order(0)
class RuntimeCheck implements ConfigurationCheck {

    private static final Profiles REAL = Profiles.of("pilot | production");
    private static final int OLDEST_SERVER = 15;
    private static final long LEAST_FREE = 2L << 30;
    private static final int PATIENCE_SECONDS = 5;

    private final Environment environment;
    private final DatabaseSettings database;
    private final BrokerSettings broker;
    private final ClockSettings clock;
    private final ObjectProvider<DataSource> running;

    RuntimeCheck(
            Environment environment,
            DatabaseSettings database,
            BrokerSettings broker,
            ClockSettings clock,
            ObjectProvider<DataSource> running) {
        this.environment = environment;
        this.database = database;
        this.broker = broker;
        this.clock = clock;
        this.running = running;
    }

    @Override
    public void check(CheckRun run) {
        profile(run, run.settingsFile("suchi.clock.start"));
        disk(run, run.settingsFile("suchi.data"));
        database(run, run.settingsFile("spring.datasource.url"));
        broker(run, run.settingsFile("suchi.broker.url"));
    }

    private void profile(CheckRun run, Path file) {
        if (clock.start() != null && environment.acceptsProfiles(REAL)) {
            run.yamlError(
                    file,
                    "suchi.clock.start",
                    clock.start().toString(),
                    "under " + Arrays.toString(environment.getActiveProfiles())
                            + " sessions are held in real time: remove it");
        }
        if (environment.acceptsProfiles(Profiles.of("production")) && (database.embedded() || broker.embedded())) {
            run.yamlWarning(
                    file,
                    database.embedded() ? "suchi.database.embedded" : "suchi.broker.embedded",
                    "true",
                    "production is meant for an external database and broker: set it to false with their addresses,"
                            + " or run as pilot");
        }
    }

    private static void disk(CheckRun run, Path file) {
        Path data = Path.of(run.property("suchi.data") == null ? "data" : run.property("suchi.data"))
                .toAbsolutePath();
        while (data != null && !Files.exists(data)) {
            data = data.getParent();
        }
        if (data == null || !Files.isWritable(data)) {
            run.yamlError(
                    file,
                    "suchi.data",
                    run.property("suchi.data"),
                    "the hub may not write there: change owner or place");
            return;
        }
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < LEAST_FREE) {
                run.yamlWarning(
                        file,
                        "suchi.data",
                        (free >> 20) + " MiB free",
                        "a state's people take about 2 GiB: make room, or name another disk");
            }
        } catch (IOException e) {
            run.yamlError(file, "suchi.data", data.toString(), "its disk cannot be asked (" + e.getMessage() + ")");
        }
    }

    private void database(CheckRun run, Path file) {
        String url = environment.getProperty("spring.datasource.url");
        if (!database.embedded() && (url == null || url.isBlank())) {
            run.yamlError(
                    run.settingsFile("suchi.database.embedded"),
                    "suchi.database.embedded",
                    "false",
                    "set spring.datasource.url to the external database, e.g. jdbc:postgresql://db/suchi");
            return;
        }
        DataSource source = running.getIfAvailable();
        if (source == null && (database.embedded() || !run.mayAskPeers())) {
            return;
        }
        try (Connection connection = source != null ? source.getConnection() : connect(url)) {
            ask(connection, run, file);
        } catch (SQLException e) {
            run.yamlError(
                    file,
                    "spring.datasource.url",
                    url.replaceFirst("\\?.*", ""), // its parameters may hold a password
                    "it does not let us in (" + firstLine(e) + "): check address, user and SPRING_DATASOURCE_PASSWORD");
        }
    }

    private Connection connect(String url) throws SQLException {
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
        return DriverManager.getConnection(
                url,
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"));
    }

    private static void ask(Connection connection, CheckRun run, Path file) throws SQLException {
        String key = "spring.datasource.url";
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            run.yamlError(file, key, "PostgreSQL " + version, "take PostgreSQL " + OLDEST_SERVER + " or newer");
        }
        try (Statement statement = connection.createStatement()) {
            Instant asked = Instant.now();
            try (ResultSet row = statement.executeQuery("select clock_timestamp(), current_setting('fsync'),"
                    + " to_regclass('public.person') is not null")) {
                row.next();
                Reachability.skew(
                        Duration.between(asked, row.getTimestamp(1).toInstant()), "the database", run, file, key);
                if (row.getString(2).equals("off")) {
                    run.yamlWarning(
                            file, key, "fsync = off", "a power cut loses what was acknowledged: switch it on there");
                }
                if (!row.getBoolean(3)) {
                    return;
                }
            }
            try (ResultSet row = statement.executeQuery("select count(*) from person p"
                    + " where not exists (select from withdrawn w where w.person_id = p.person_id)"
                    + " and not exists (select from finished f where f.person_id = p.person_id)")) {
                row.next();
                run.knowPeople(row.getLong(1));
            }
        }
    }

    private void broker(CheckRun run, Path file) {
        if (broker.embedded()) {
            return;
        }
        if (broker.url().isBlank()) {
            run.yamlError(
                    run.settingsFile("suchi.broker.embedded"),
                    "suchi.broker.embedded",
                    "false",
                    "set suchi.broker.url to the external broker, e.g. failover:(ssl://mq1:61617,ssl://mq2:61617)");
            return;
        }
        if (!run.mayAskPeers()) {
            return;
        }
        // failover: would wait for ever; each of its addresses is tried by itself
        for (String address :
                broker.url().replaceAll("^failover:(//)?\\(?|\\).*$", "").split(",")) {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address);
            factory.setConnectResponseTimeout(PATIENCE_SECONDS * 1000);
            try (jakarta.jms.Connection connection = factory.createConnection(
                    broker.user().isBlank() ? null : broker.user(),
                    broker.user().isBlank() ? null : broker.password())) {
                connection.start();
            } catch (jakarta.jms.JMSException e) {
                run.yamlError(
                        file,
                        "suchi.broker.url",
                        address,
                        "it does not let us in (" + firstLine(e) + "): check address, user and SUCHI_BROKER_PASSWORD");
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
