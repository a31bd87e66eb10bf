package in.suchi.access;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access to pages and API.
 *
 * @param changeFirstPassword whether a one-time password opens nothing but the page where it is changed
 * @param failuresBeforeDelay failed logins of one user from one address after which each further one costs waiting time
 * @param firstDelay the first waiting time; doubles with each further failure
 * @param longestDelay the longest waiting time
 * @param oidcClaim the claim of an OpenID provider that holds an officer's user name
 */
@Validated
@ConfigurationProperties(prefix = "suchi.access", ignoreUnknownFields = false)
record AccessSettings(
        @DefaultValue("true") boolean changeFirstPassword,
        @Min(1) @DefaultValue("5") int failuresBeforeDelay,
        @NotNull @DefaultValue("2s") Duration firstDelay,
        @NotNull @DefaultValue("5m") Duration longestDelay,
        @NotBlank @DefaultValue("preferred_username") String oidcClaim) {}
