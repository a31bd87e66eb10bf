package in.suchi.notice;

import in.suchi.config.InvalidValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How notices are released to the gateways. All durations are real time.
 *
 * @param window how much of a gateway's agreed rate may wait in {@code sms.submit}; a stop, a cancellation or a more urgent
 *     session takes effect within it
 * @param queuedLease after this a released notice whose message nobody took is released again
 * @param batch most notices in one message, claimed and recorded together
 * @param failuresToBackOff after so many failures in a row a gateway is left alone for a while
 * @param backOff the first while; each further one is twice as long …
 * @param longestBackOff … up to this
 * @param refusalsToStop after so many refusals of one template in a row, none taken between, the template is stopped
 * @param textWait after this a notice whose text could not be composed is tried again
 * @param variables values of wordings that are the same for all, by name: {@code help-line}
 */
@Validated
@ConfigurationProperties(prefix = "suchi.dispatch", ignoreUnknownFields = false)
record DispatchSettings(
        @NotNull @DefaultValue("2s") Duration window,
        @NotNull @DefaultValue("60s") Duration queuedLease,
        @Min(1) @Max(100) @DefaultValue("50") int batch,
        @Min(1) @DefaultValue("20") int failuresToBackOff,
        @NotNull @DefaultValue("5s") Duration backOff,
        @NotNull @DefaultValue("5m") Duration longestBackOff,
        @Min(1) @DefaultValue("20") int refusalsToStop,
        @NotNull @DefaultValue("1m") Duration textWait,
        Map<String, String> variables) {

    DispatchSettings {
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        variables.keySet().forEach(name -> {
            if (SmsVariable.ofWireName(name).isEmpty()) {
                throw new InvalidValue("suchi.dispatch.variables", name, "name a variable of the wordings: help-line");
            }
        });
    }
}
