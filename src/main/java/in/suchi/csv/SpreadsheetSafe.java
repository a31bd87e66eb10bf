package in.suchi.csv;

/**
 * Keeps a cell from being run as a formula when a spreadsheet opens the file: one that begins with {@code = + - @} or a
 * control character gets an apostrophe in front, which spreadsheets take as "this is text".
 */
public final class SpreadsheetSafe {

    private SpreadsheetSafe() {}

    /** The cell as it may be written; {@code null} becomes empty. Doing it twice changes nothing more. */
    public static String cell(String value) {
        if (value == null) {
            return "";
        }
        return isDangerous(value) ? "'" + value : value;
    }

    private static boolean isDangerous(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return true;
            }
            boolean skippedBySpreadsheets = c == ' ' || c == '\u00a0' || Character.getType(c) == Character.FORMAT;
            if (!skippedBySpreadsheets) {
                return switch (c) {
                    case '=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
                    default -> false;
                };
            }
        }
        return false;
    }
}
