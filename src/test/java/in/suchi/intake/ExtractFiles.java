package in.suchi.intake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** What the tests of the intake share: the shipped configuration, the eve of the first session, rows made by hand. */
final class ExtractFiles {

    static final ExtractColumns COLUMNS = ExtractColumns.load(Path.of("config/extract-columns.yaml"));
    static final Clock EVE = Clock.fixed(Instant.parse("2021-01-14T12:00:00Z"), ZoneOffset.UTC);
    static final RegistrationCleaner CLEANER = new RegistrationCleaner(COLUMNS, EVE);

    private ExtractFiles() {}

    /** A good row, with these fields in place of its own. */
    static CleanedRow clean(Map<ExtractColumn, String> fields) {
        int[] positions = new int[ExtractColumn.COUNT];
        Arrays.setAll(positions, i -> i);
        String[] values = new String[ExtractColumn.COUNT];
        for (ExtractColumn column : ExtractColumn.values()) {
            values[column.ordinal()] = fields.getOrDefault(column, usual(column));
        }
        return CLEANER.clean(new ExtractRow(87, 86, ExtractRow.Kind.DATA, values, positions, ExtractColumn.COUNT));
    }

    static Registration accepted(Map<ExtractColumn, String> fields) {
        return ((CleanedRow.Accepted) clean(fields)).registration();
    }

    static String usual(ExtractColumn column) {
        return switch (column) {
            case REGISTRATION_ID -> "BR2021004711";
            case NAME -> "Meena Oraon";
            case NAME_HI -> "मीना उरांव";
            case GENDER -> "F";
            case YEAR_OF_BIRTH -> "1984";
            case MOBILE -> "6111222333";
            case CATEGORY -> "HCW-NURSE";
            case ID_TYPE -> "AADHAAR";
            case HOME_ADDRESS -> "=1+1 Ward 4,\n\"Gali A\"";
            case HOME_PINCODE -> "813209";
            case POSTING_FACILITY -> "P.H.C. Sabour";
            case POSTING_DISTRICT -> "Bhagalpur";
            case POSTING_PINCODE -> "813210";
            case REGISTERED_AT -> "2021-01-05T10:00:00+05:30";
            case STATUS -> "";
        };
    }

    /** A table's cell with its Unicode escapes resolved. */
    static String cell(String cell) {
        return cell == null ? "" : StringEscapeUtils.unescapeJava(cell);
    }

    static String codes(Registration registration) {
        return registration.changes().stream().map(Change::code).distinct().collect(Collectors.joining(" "));
    }
}
