package in.suchi.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The registry's SFTP server, of which the hub is a client, and how its extracts are taken.
 *
 * @param enabled whether the hub polls at all
 * @param host name or address
 * @param port SFTP port
 * @param user login
 * @param password for a login by password; from the environment. Empty: by key.
 * @param privateKey file with the private key for a login by key; empty: by password
 * @param knownHosts file that pins the server's host key
 * @param outbox folder of the extracts, relative to the login's home
 * @param rejects folder for the rejects reports, relative to the login's home
 * @param checksum whether an extract counts only with a {@code NAME.sha256} beside it that matches
 * @param poll milliseconds between two looks into the outbox
 * @param still milliseconds for which a file's size must not change before it counts as complete
 * @param spool folder for fetched extracts until they are loaded
 * @param lease how long a load may take before another try begins
 * @param waiting how many extracts may be fetched and not loaded at one time; more stay in the outbox
 */
@Validated
@ConfigurationProperties(prefix = "suchi.registry", ignoreUnknownFields = false)
record RegistrySettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("127.0.0.1") String host,
        @Min(1) @Max(65535) @DefaultValue("22") int port,
        @DefaultValue("suchi") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String privateKey,
        @DefaultValue("./data/known_hosts") String knownHosts,
        @DefaultValue("outbox") String outbox,
        @DefaultValue("rejects") String rejects,
        @DefaultValue("false") boolean checksum,
        @Min(100) @DefaultValue("5000") long poll,
        @Min(100) @DefaultValue("2000") long still,
        @NotNull @DefaultValue("./data/spool") Path spool,
        @NotNull @DefaultValue("10m") Duration lease,
        @Min(1) @DefaultValue("5") int waiting) {

    @Override
    public String toString() {
        return "RegistrySettings[" + user + "@" + host + ":" + port + "/" + outbox + "]";
    }
}
