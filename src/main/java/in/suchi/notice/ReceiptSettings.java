package in.suchi.notice;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where gateways send their receipts.
 *
 * @param baseUrl the hub as a gateway sees it, e.g. {@code https://hub.example.in}; empty: this machine's loopback and the port
 *     the hub listens on, which only gateways on the same machine can reach
 * @param secrets the secret part of each gateway's address; a gateway without one gets its own, kept in {@code folder}
 * @param folder where made secrets are kept, readable by the hub's user only
 * @param sources per gateway the addresses (or networks, 10.1.0.0/16) receipts may come from; none: from anywhere
 * @param waiting calls that may wait for the database at one time; more are answered 503 and come again
 */
@Validated
@ConfigurationProperties(prefix = "suchi.receipts", ignoreUnknownFields = false)
record ReceiptSettings(
        @DefaultValue("") String baseUrl,
        Map<String, String> secrets,
        @NotNull @DefaultValue("./data/secrets") Path folder,
        Map<String, List<String>> sources,
        @Min(1) @DefaultValue("5000") int waiting) {

    ReceiptSettings {
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        sources = sources == null ? Map.of() : Map.copyOf(sources);
    }

    @Override
    public String toString() {
        return "ReceiptSettings[baseUrl=" + baseUrl + ", folder=" + folder + "]";
    }
}
