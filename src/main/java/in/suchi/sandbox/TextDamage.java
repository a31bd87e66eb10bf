package in.suchi.sandbox;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What happens to names, addresses, years of birth and times between their owner and the extract. */
final class TextDamage {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char UNDEFINED = '\ufffd';

    private TextDamage() {}

    static void apply(Defect defect, RowDraft row, Random random) {
        switch (defect) {
            case NAME_NBSP -> row.name = "\u00a0" + row.name.replaceFirst(" ", "  ") + " ";
            case NAME_ZWJ -> row.nameHi = row.nameHi.replaceFirst(" ", "\u200d \u200c") + "\u200b";
            case NAME_MOJIBAKE -> row.nameHi = mojibake(row.nameHi, random.nextBoolean());
            case NAME_KRUTIDEV -> row.nameHi = KrutiDev.of(row.nameHi);
            case NAME_QUESTION -> {
                row.nameHi = row.nameHi.replaceAll("\\S", "?");
                row.cleanNameHi = "";
            }
            case NAME_MISSING -> {
                row.name = "";
                row.nameHi = "";
                row.cleanName = "";
                row.cleanNameHi = "";
                row.expected = Expected.REJECTED;
            }
            case ADDR_NEWLINE -> row.address = row.address.replaceFirst(", ", ",\n");
            case ADDR_QUOTES -> row.address = "\"" + row.address + "\"; Gali \"A\"";
            case ADDR_FORMULA ->
                row.address = PincodeDamage.pick(List.of("=1+1 ", "+", "-", "@"), random) + row.address;
            case YOB_TWO_DIGIT -> row.typedYear = row.typedYear.substring(2);
            case YOB_FULL_DATE ->
                row.typedYear = two(1 + random.nextInt(28)) + "/" + two(1 + random.nextInt(12)) + "/" + row.typedYear;
            // From 60 on it would be read as a year of the last century.
            case YOB_AGE -> unknownYear(row, String.valueOf(Math.min(59, 2021 - row.yearOfBirth)));
            case YOB_FUTURE -> unknownYear(row, String.valueOf(2022 + random.nextInt(15)));
            case REGDATE_SERIAL -> row.typedRegistered = IndianTime.serial(row.registered);
            case REGDATE_DMY -> {
                row.typedRegistered = IndianTime.dayMonthYear(row.registered);
                row.cleanRegistered = IndianTime.iso(row.registered - Math.floorMod(row.registered, 60L));
            }
            default -> throw new IllegalArgumentException(defect + " is no damage of a text");
        }
    }

    private static void unknownYear(RowDraft row, String typed) {
        row.typedYear = typed;
        row.cleanYear = "";
        row.held();
    }

    /** UTF-8 read as Latin-1, or as Windows-1252 the way browsers do it: what that lacks comes through as it is. */
    private static String mojibake(String text, boolean windows) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var latin = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!windows) {
            return latin;
        }
        var read = new StringBuilder(new String(bytes, WINDOWS));
        for (int i = 0; i < read.length(); i++) {
            if (read.charAt(i) == UNDEFINED) {
                read.setCharAt(i, latin.charAt(i));
            }
        }
        return read.toString();
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
