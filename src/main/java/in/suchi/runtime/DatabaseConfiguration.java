package in.suchi.runtime;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "suchi.database.embedded", havingValue = "true", matchIfMissing = true)
    static class Embedded {

        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(DatabaseSettings settings) {
            return EmbeddedDatabase.start(settings.folder(), settings.port());
        }

        @Bean(destroyMethod = "close")
        HikariDataSource dataSource(EmbeddedDatabase database, DatabaseSettings settings) {
            HikariDataSource pool = new HikariDataSource();
            pool.setPoolName("suchi");
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setMaximumPoolSize(settings.connections());
            return pool;
        }
    }
}
