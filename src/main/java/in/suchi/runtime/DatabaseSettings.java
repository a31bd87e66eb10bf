package in.suchi.runtime;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The embedded PostgreSQL. With {@code embedded: false} the external database of {@code spring.datasource.*} is used.
 *
 * @param folder where its data lies
 * @param port 0: any free port
 * @param connections size of the connection pool
 */
@Validated
@ConfigurationProperties(prefix = "suchi.database", ignoreUnknownFields = false)
record DatabaseSettings(
        @DefaultValue("true") boolean embedded,
        @NotNull @DefaultValue("./data/postgres") Path folder,
        @Min(0) @DefaultValue("0") int port,
        @Min(2) @DefaultValue("16") int connections) {}
