package in.suchi.list;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * One column on paper.
 *
 * @param width in millimetres; all together as wide as the page allows
 * @param lines columns of the list whose values stand in its cells, one below the other; none: room to write in
 */
record PrintedColumn(String title, String titleHi, int width, List<String> lines) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd-MM HH:mm");

    private static final List<PrintedColumn> ROSTER = List.of(
            of("no.", "क्र.", 11, "serial"),
            of("time", "समय", 14, "slot"),
            of("name", "नाम", 58, "name", "name_hi"),
            of("born", "जन्म", 15, "year_of_birth", "gender"),
            of("mobile", "मोबाइल", 27, "mobile"),
            of("category, papers", "श्रेणी, पहचान", 34, "category", "id_type"),
            of("place of posting", "पदस्थापन", 55, "posting_facility"),
            of("registration", "पंजीकरण", 32, "registration_id"),
            of("signature", "हस्ताक्षर", 30));

    private static final List<PrintedColumn> CALL_SHEET = List.of(
            of("no.", "क्र.", 11, "serial"),
            of("name", "नाम", 58, "name", "name_hi"),
            of("mobile", "मोबाइल", 27, "mobile"),
            of("alternative", "अन्य नंबर", 27, "alternative"),
            of("reason", "कारण", 27, "reason", "notice_state"),
            of("last change", "अंतिम बदलाव", 26, "last_change"),
            of("registration", "पंजीकरण", 32, "registration_id"),
            of("result", "परिणाम", 25, "result"),
            of("remark", "टिप्पणी", 43, "remark"));

    private static final Map<ListKind, List<PrintedColumn>> COLUMNS =
            Map.of(ListKind.ROSTER, ROSTER, ListKind.CALL_SHEET, CALL_SHEET);

    private static PrintedColumn of(String title, String titleHi, int width, String... lines) {
        return new PrintedColumn(title, titleHi, width, List.of(lines));
    }

    static List<PrintedColumn> of(ListContent list) {
        return COLUMNS.get(list.kind());
    }

    /** The Hindi title. */
    public List<PrintedText.Run> getHeading() {
        return PrintedText.runs(titleHi);
    }

    /** Each person's cells, each with its lines. */
    static List<List<List<List<PrintedText.Run>>>> rows(ListContent list) {
        return list.people().stream()
                .map(person -> of(list).stream()
                        .map(column -> column.cell(list, person))
                        .toList())
                .toList();
    }

    private List<List<PrintedText.Run>> cell(ListContent list, List<Object> person) {
        return lines.stream()
                .map(name -> shown(name, person.get(list.columns().indexOf(name))))
                .filter(line -> !line.isBlank())
                .map(PrintedText::runs)
                .toList();
    }

    private static String shown(String column, Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString().strip();
        return switch (column) {
            case "slot" -> HOUR.format(OffsetDateTime.parse(text));
            case "last_change" -> MOMENT.format(OffsetDateTime.parse(text));
            default -> text;
        };
    }
}
