package in.suchi.check;

import in.suchi.config.ConfigurationCheck;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** The settings and the checks, without anything of the hub that would start. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("in.suchi")
@ComponentScan(
        basePackages = "in.suchi",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ConfigurationCheck.class))
class CheckContext {}
