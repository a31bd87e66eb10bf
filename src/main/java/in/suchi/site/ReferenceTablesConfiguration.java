package in.suchi.site;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReferenceTablesConfiguration {

    /** A table that cannot be used stops the start, naming file, line, key and remedy. */
    @Bean
    CurrentTables currentTables(@Value("${suchi.config}") Path config) {
        return new CurrentTables(ReferenceTables.load(config));
    }
}
