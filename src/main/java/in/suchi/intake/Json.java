package in.suchi.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Repairs as they are kept beside a registration. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /** PostgreSQL's jsonb knows no NUL, and a NUL says nothing. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("repairs are plain records", e);
        }
    }
}
