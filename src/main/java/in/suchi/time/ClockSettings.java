package in.suchi.time;

import java.time.OffsetDateTime;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Domain time.
 *
 * @param start where a movable clock starts (sandbox, drill); null: domain time is the real time
 */
@ConfigurationProperties(prefix = "suchi.clock", ignoreUnknownFields = false)
public record ClockSettings(OffsetDateTime start) {}
