package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.time.Duration;

final class Durations {
    private Durations() {}

    static void positive(String key, Duration value) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new InvalidValue(key, value, "write a duration such as 5s, 10m or 2h");
        }
    }
}
