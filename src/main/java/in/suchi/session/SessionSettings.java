package in.suchi.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions and filling.
 *
 * @param rules the plan's rules (YAML); may be missing when there is a list
 * @param list single sessions (CSV); may be missing
 * @param spillKm how far from their site people may be sent when its sessions are full, in kilometres
 * @param closesBefore how long before its start (domain time) a session takes nobody new
 * @param categoryPriority categories that are served first, in this order; all others after them, alike
 */
@Validated
@ConfigurationProperties(prefix = "suchi.sessions", ignoreUnknownFields = false)
record SessionSettings(
        @NotNull @DefaultValue("./config/sessions.yaml") Path rules,
        @NotNull @DefaultValue("./config/sessions.csv") Path list,
        @PositiveOrZero @DefaultValue("40") double spillKm,
        @NotNull @DefaultValue("2h") Duration closesBefore,
        @DefaultValue List<String> categoryPriority) {

    SessionSettings {
        if (closesBefore != null && closesBefore.isNegative()) {
            throw new IllegalArgumentException("suchi.sessions.closes-before: write a duration such as 2h");
        }
        categoryPriority = categoryPriority == null ? List.of() : List.copyOf(categoryPriority);
    }
}
