package in.suchi.district;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param file the districts and their endpoints
 */
@Validated
@ConfigurationProperties(prefix = "suchi.districts", ignoreUnknownFields = false)
record DistrictSettings(
        @NotNull @DefaultValue("./config/districts.yaml") Path file) {}
