package in.suchi.deadletter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The table {@code reasons.yaml}: each reason class a dead letter can have, with its sentence and its remedy. */
@Component
public class Reasons {

    static final String OTHER = "other";

    private final Map<String, Reason> reasons;

    Reasons() {
        try (InputStream table = Reasons.class.getResourceAsStream("reasons.yaml")) {
            reasons = new ObjectMapper(new YAMLFactory()).readValue(table, new TypeReference<Map<String, Reason>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("in/suchi/deadletter/reasons.yaml in the jar cannot be read", e);
        }
    }

    /** The explanation of the class; for one that is not in the table, that its last error says more. */
    public Reason of(String key) {
        return reasons.getOrDefault(key, reasons.get(OTHER));
    }

    /** Reasons after which the hub may try again by itself. */
    Set<String> automatic() {
        return reasons.entrySet().stream()
                .filter(reason -> reason.getValue().automatic())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> keys() {
        return reasons.keySet();
    }
}
