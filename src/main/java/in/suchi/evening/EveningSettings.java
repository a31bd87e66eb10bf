package in.suchi.evening;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param mostUntold percent of the people who may still be untold at 18:00 on the day before; more speak against the session
 */
@Validated
@ConfigurationProperties(prefix = "suchi.evening-report", ignoreUnknownFields = false)
record EveningSettings(@Min(0) @Max(100) @DefaultValue("10") int mostUntold) {}
