package in.suchi.sandbox;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The sandbox: simulated peers, generated people, a domain clock that runs fast.
 *
 * @param folder where the peers keep what they have
 * @param people in the sample extract
 * @param seed of the generator: the same seed, the same people
 * @param registryPort SFTP of the registry
 * @param gatewayPort HTTP of the gateway
 * @param districts the districts' SFTP
 * @param hour real time of an hour of domain time; where the clock had to stand for work it catches up
 * @param patience real time for which the clock waits for work at most; then it goes on and says so
 * @param until the first session day, after which the clock goes on at real speed
 */
@Validated
@ConfigurationProperties(prefix = "suchi.sandbox", ignoreUnknownFields = false)
record SandboxSettings(
        @NotNull @DefaultValue("./sandbox/peers") Path folder,
        @Min(1) @DefaultValue("5000") int people,
        @DefaultValue("1") long seed,
        @Min(0) @Max(65535) @DefaultValue("2221") int registryPort,
        @Min(0) @Max(65535) @DefaultValue("13013") int gatewayPort,
        @Valid @NotNull @DefaultValue Districts districts,
        @NotNull @DefaultValue("1500ms") Duration hour,
        @NotNull @DefaultValue("60s") Duration patience,
        @NotNull @DefaultValue("2021-01-16") LocalDate until) {

    /** @param slugs the three districts of the sandbox's people */
    record Districts(
            @NotNull @DefaultValue("127.0.0.1") String host,
            @Min(0) @Max(65535) @DefaultValue("2222") int port,
            @NotNull @DefaultValue("sandbox") String password,

            @NotEmpty @DefaultValue({"patna", "nalanda", "gaya"})
            List<String> slugs) {}
}
