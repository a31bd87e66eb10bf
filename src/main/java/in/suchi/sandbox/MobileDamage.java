package in.suchi.sandbox;

import java.util.List;
import java.util.Random;

/** What happens to a mobile number between its owner and the extract. */
final class MobileDamage {
    private static final List<String> PREFIXES = List.of("+91", "91", "0091", "+91-", "+91 ");
    private static final List<String> PLACEHOLDERS =
            List.of("9999999999", "0000000000", "1234567890", "9876543210", "8888888888");
    private static final List<String> MISSING = List.of("", "0", "NA");
    private static final List<String> STD_CODES = List.of("0612", "0621", "0631", "0641", "06272", "06152", "06244");
    private static final List<String> BETWEEN = List.of(" / ", ", ", ";", "/");

    private MobileDamage() {}

    static void apply(Defect defect, RowDraft row, String another, Random random) {
        var mobile = row.mobile;
        switch (defect) {
            case MOB_PLUS91 -> row.typedMobile = PincodeDamage.pick(PREFIXES, random) + mobile;
            case MOB_ZERO_PREFIX -> row.typedMobile = "0" + mobile;
            case MOB_SPACES ->
                row.typedMobile = mobile.substring(0, 5) + (random.nextBoolean() ? " " : "-") + mobile.substring(5);
            case MOB_DEVANAGARI -> row.typedMobile = PincodeDamage.devanagari(mobile);
            // 61xxxxxxxx always has a 1 to be typed as l
            case MOB_LETTER_O -> row.typedMobile = PincodeDamage.letters(mobile);
            case MOB_FLOAT -> row.typedMobile = mobile + ".0";
            case MOB_TWO_NUMBERS -> row.typedMobile = mobile + PincodeDamage.pick(BETWEEN, random) + another;
            case MOB_LANDLINE ->
                row.noSms(PincodeDamage.pick(STD_CODES, random) + "-2" + (100_000 + random.nextInt(900_000)));
            case MOB_SCI_LOSSY -> row.noSms(mobile.charAt(0) + "." + mobile.substring(1, 3) + "E+09");
            case MOB_9DIGITS -> row.noSms(mobile.substring(0, 9));
            case MOB_11DIGITS -> row.noSms(mobile + random.nextInt(10));
            case MOB_STARTS_LOW -> row.noSms((1 + random.nextInt(5)) + mobile.substring(1));
            case MOB_REPEATED -> row.noSms(PincodeDamage.pick(PLACEHOLDERS, random));
            case MOB_MISSING -> row.noSms(PincodeDamage.pick(MISSING, random));
            default -> throw new IllegalArgumentException(defect + " is no damage of a mobile");
        }
    }
}
