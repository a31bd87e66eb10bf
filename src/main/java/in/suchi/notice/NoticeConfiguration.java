package in.suchi.notice;

import in.suchi.gateway.GatewayProfiles;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    /** A profile that cannot be used stops the start with file, key, value and remedy. */
    @Bean
    GatewayProfiles gatewayProfiles(@Value("${suchi.config}") Path config, Environment environment) {
        return GatewayProfiles.load(config.resolve("gateways"), environment::getProperty);
    }

    /** A wording that operators would block stops the start with file, key, value and remedy. */
    @Bean
    CurrentTemplates currentTemplates(@Value("${suchi.config}") Path config, Environment environment) {
        return new CurrentTemplates(SmsTemplates.load(config.resolve("sms"), environment::getProperty));
    }
}
