package in.suchi.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import in.suchi.config.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of an extract that the hub understands; what a header calls them is configuration. */
public enum ExtractColumn {
    REGISTRATION_ID,
    NAME,
    NAME_HI,
    GENDER,
    YEAR_OF_BIRTH,
    MOBILE,
    CATEGORY,
    ID_TYPE,
    HOME_ADDRESS,
    HOME_PINCODE,
    POSTING_FACILITY,
    POSTING_DISTRICT,
    POSTING_PINCODE,
    REGISTERED_AT,
    STATUS;

    static final int COUNT = values().length;

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The column of this name, as configuration writes it. */
    @JsonCreator
    static ExtractColumn of(String name) {
        for (ExtractColumn column : values()) {
            if (column.column.equals(name)) {
                return column;
            }
        }
        String known = Arrays.stream(values()).map(ExtractColumn::column).collect(Collectors.joining(", "));
        throw new InvalidValue("column", name, "write one of " + known);
    }

    /** The column's name in files, reports and tables: {@code home_pincode}. */
    @JsonValue
    public String column() {
        return column;
    }

    @Override
    public String toString() {
        return column;
    }
}
