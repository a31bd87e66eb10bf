package in.suchi.callsheet;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param reviseEvery at most so often a call sheet is revised while something changes (domain time)
 */
@Validated
@ConfigurationProperties(prefix = "suchi.call-sheets", ignoreUnknownFields = false)
record CallSheetSettings(@NotNull @DefaultValue("1h") Duration reviseEvery) {}
