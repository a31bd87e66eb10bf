package in.suchi.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells persons from what exporting programs write between and below them. */
final class RowForm {

    /** What the first filled cell of a totals or end line begins with. */
    private static final Pattern TOTALS = Pattern.compile(
            "^[\\s*#=-]*(?:(?:grand|sub)?[\\s-]*totals?\\b|कुल|योग|(?:no\\.?|number) of (?:records|rows)|(?:records?|rows?)"
                    + " (?:count|read|exported)|count\\b|end of (?:file|report|extract|list|data)|eof\\b|trailer\\b|footer\\b"
                    + "|\\(?\\d+ (?:rows?|records?)\\b|-{3,}|={3,}).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])\\d{1,9}(?![\\d.])");
    private static final int MOST_FILLED_CELLS = 4;

    private RowForm() {}

    static ExtractRow.Kind of(String[] record, Header header) {
        String first = null;
        int filled = 0;
        for (String value : record) {
            if (!value.isBlank()) {
                first = first == null ? value : first;
                filled++;
            }
        }
        if (first == null) {
            return ExtractRow.Kind.BLANK;
        }
        if (filled <= MOST_FILLED_CELLS
                && namesNobody(record, header)
                && TOTALS.matcher(first).matches()) {
            return ExtractRow.Kind.TOTALS;
        }
        if (record.length != header.size()) {
            return ExtractRow.Kind.BROKEN;
        }
        return header.isRepeatedBy(record) ? ExtractRow.Kind.REPEATED_HEADER : ExtractRow.Kind.DATA;
    }

    private static boolean namesNobody(String[] record, Header header) {
        if (record.length != header.size()) {
            return true;
        }
        return isNoName(record, header, ExtractColumn.NAME) && isNoName(record, header, ExtractColumn.NAME_HI);
    }

    private static boolean isNoName(String[] record, Header header, ExtractColumn column) {
        int position = header.positions()[column.ordinal()];
        return position < 0
                || record[position].codePoints().noneMatch(Character::isLetter)
                || TOTALS.matcher(record[position]).matches();
    }

    /** The only number in a totals line, or -1 if there is none or several. */
    static long totalIn(String[] record) {
        long total = -1;
        for (String value : record) {
            Matcher number = NUMBER.matcher(value.replace(",", ""));
            while (number.find()) {
                if (total >= 0) {
                    return -1;
                }
                total = Long.parseLong(number.group());
            }
        }
        return total;
    }
}
