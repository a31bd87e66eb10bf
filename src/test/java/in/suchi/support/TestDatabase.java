package in.suchi.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for the test JVM; each caller gets a fresh database with the hub's schema, copied from a template. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            execute("create database suchi_template");
            Flyway.configure()
                    .dataSource(url("suchi_template"), "postgres", "")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
        return server;
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database + "?reWriteBatchedInserts=true";
    }

    private static void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** URL of a new database with the schema; user {@code postgres}, empty password. */
    public static synchronized String freshUrl() {
        server();
        String name = "suchi_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template suchi_template");
        return url(name);
    }

    /** A plain, unpooled data source on a new database with the schema. */
    public static DataSource fresh() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(freshUrl());
        source.setUser("postgres");
        return source;
    }
}
