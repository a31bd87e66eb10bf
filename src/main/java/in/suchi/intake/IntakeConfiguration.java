package in.suchi.intake;

import in.suchi.time.DomainClock;
import java.nio.file.Path;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    ExtractColumns extractColumns(@Value("${suchi.config}") Path config) {
        return ExtractColumns.load(config.resolve("extract-columns.yaml"));
    }

    @Bean
    RegistrationCleaner registrationCleaner(ExtractColumns columns, DomainClock clock) {
        return new RegistrationCleaner(columns, clock);
    }

    /** Keeps the fetched extract as the message and its checksum file's text beside it. */
    @Bean
    AggregationStrategy checksumBeside() {
        return (extract, checksum) -> {
            if (checksum != null) {
                extract.setProperty(
                        ExtractChecksums.BESIDE, checksum.getMessage().getBody(String.class));
            }
            extract.removeProperty(Exchange.EXCEPTION_CAUGHT);
            return extract;
        };
    }
}
