package in.suchi.deadletter;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Shadows of dead letters on the broker.
 *
 * @param shadowsPerQueue most messages kept on one {@code DLQ.…}; never more than the broker shows a browser
 *     (ActiveMQ's {@code maxBrowsePageSize}), or those beyond it would be taken for purged and published again and again
 */
@Validated
@ConfigurationProperties(prefix = "suchi.dead-letters", ignoreUnknownFields = false)
record DeadLetterSettings(@Min(1) @DefaultValue("50000") int shadowsPerQueue) {}
