package in.suchi.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages notices are written in; Hindi unless a person is known to want the other. */
public enum Language {
    HINDI("hi"),
    ENGLISH("en");

    public static final Language DEFAULT = HINDI;

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** ISO 639-1, also the key in the files of config/sms. */
    @JsonValue
    public String code() {
        return code;
    }

    Locale locale() {
        return Locale.forLanguageTag(code);
    }

    public static Optional<Language> ofCode(String code) {
        return Stream.of(values()).filter(l -> l.code.equals(code)).findFirst();
    }

    @JsonCreator
    static Language read(String code) {
        return ofCode(code).orElseThrow(() -> new IllegalArgumentException("write hi or en"));
    }
}
