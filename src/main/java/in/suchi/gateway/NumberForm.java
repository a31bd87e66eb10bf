package in.suchi.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import in.suchi.config.InvalidValue;
import java.util.stream.Stream;

/** How a gateway wants a number written. */
enum NumberForm {
    WITH_91("91XXXXXXXXXX", "91"),
    WITH_PLUS_91("+91XXXXXXXXXX", "+91"),
    TEN_DIGITS("XXXXXXXXXX", "");

    private final String wireName;
    private final String prefix;

    NumberForm(String wireName, String prefix) {
        this.wireName = wireName;
        this.prefix = prefix;
    }

    String write(String number) {
        return prefix + number;
    }

    @JsonCreator
    static NumberForm read(String wireName) {
        return Stream.of(values())
                .filter(f -> f.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "number-form", wireName, "write 91XXXXXXXXXX, +91XXXXXXXXXX or XXXXXXXXXX, in quotes"));
    }
}
