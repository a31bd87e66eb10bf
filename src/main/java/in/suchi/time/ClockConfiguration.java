package in.suchi.time;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    DomainClock domainClock(ClockSettings settings) {
        return settings.start() == null
                ? DomainClock.real()
                : DomainClock.movable(settings.start().toInstant());
    }
}
