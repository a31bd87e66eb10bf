package in.suchi.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import in.suchi.config.InvalidValue;
import java.util.stream.Stream;

/** What a gateway does with a notice: writes it to the handset, or calls and reads it out. */
public enum GatewayKind {
    SMS,
    /** an outbound dialler (OBD), for people no SMS has reached and for landlines */
    VOICE;

    @JsonCreator
    static GatewayKind read(String name) {
        return Stream.of(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("kind", name, "write sms or voice"));
    }
}
