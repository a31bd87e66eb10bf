package in.suchi.ledger;

import java.util.regex.Pattern;

/** Makes a text from outside fit for logs, queue properties and error columns: no mobile number, no control characters, bounded. */
public final class Masking {

    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9A-Za-z])(\\+?\\d{6,})(\\d{4})(?![0-9])");
    private static final int LONGEST = 500;

    private Masking() {}

    /** Runs of ten and more digits keep their last four: {@code 91******3210}. */
    public static String mask(String text) {
        if (text == null) {
            return "";
        }
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
        String masked = LONG_NUMBER.matcher(oneLine).replaceAll("******$2");
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }
}
