package in.suchi.deadletter;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Shadows of dead letters on the broker, and retries by the hub itself.
 *
 * @param shadowsPerQueue most messages kept on one {@code DLQ.…}; never more than the broker shows a browser
 *     (ActiveMQ's {@code maxBrowsePageSize}), or those beyond it would be taken for purged and published again and again
 * @param automaticRetries most dead letters that one run of the route {@code retry-mended} puts back; 0: none by itself
 * @param automaticTries how often the hub puts the same letter back by itself; then only an officer does
 */
@Validated
@ConfigurationProperties(prefix = "suchi.dead-letters", ignoreUnknownFields = false)
record DeadLetterSettings(
        @Min(1) @DefaultValue("50000") int shadowsPerQueue,
        @Min(0) @DefaultValue("20") int automaticRetries,
        @Min(1) @DefaultValue("3") int automaticTries) {}
