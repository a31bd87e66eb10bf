package in.suchi.sandbox;

import java.util.List;
import java.util.Random;

/** What happens to a pincode between its owner and the extract. */
final class PincodeDamage {
    private static final List<String> MISSING = List.of("", "NA", "null", "-", "0");
    private static final List<String> PLACEHOLDERS = List.of("000000", "999999", "123456");
    private static final int FIRST_OF_BIHAR = 800_000;
    private static final int SPAN = 56_000;

    private final GeneratorPlaces places;

    PincodeDamage(GeneratorPlaces places) {
        this.places = places;
    }

    /** Damage that a good cleaner undoes. */
    static String repairable(Defect defect, String pin, Random random) {
        return switch (defect) {
            case PIN_SPACE -> pin.substring(0, 3) + pick(List.of(" ", "-", "."), random) + pin.substring(3);
            case PIN_DEVANAGARI -> devanagari(pin);
            case PIN_LETTER_O -> letters(pin);
            case PIN_FLOAT -> pin + ".0";
            case PIN_SCI -> pin.charAt(0) + "." + pin.substring(1) + "E+05";
            case PIN_NBSP -> "\u00a0" + pin + "\u00a0";
            case PIN_ZERO_WIDTH -> pin.substring(0, 3) + "\u200b" + pin.substring(3) + "\u200d";
            case PIN_TEXT_PREFIX -> pick(List.of("PIN-", "पिन ", "BIHAR-"), random) + pin;
            default -> throw new IllegalArgumentException(defect + " is not repairable");
        };
    }

    /** Damage after which the pincode counts as missing. */
    String lost(Defect defect, String pin, Random random) {
        return switch (defect) {
            case PIN_TRANSPOSED -> transposed(pin, random);
            case PIN_5DIGITS -> random.nextBoolean() ? pin.substring(1) : pin.substring(0, 5);
            case PIN_7DIGITS -> pin + random.nextInt(10);
            case PIN_UNKNOWN -> unknown(random);
            case PIN_MISSING -> pick(MISSING, random);
            case PIN_ZERO -> pick(PLACEHOLDERS, random);
            default -> throw new IllegalArgumentException(defect + " does not lose a pincode");
        };
    }

    /** Two neighbouring digits changed places, and what came out does not exist. */
    private String transposed(String pin, Random random) {
        int start = random.nextInt(5);
        for (int i = 0; i < 5; i++) {
            int at = (start + i) % 5;
            var swapped = pin.substring(0, at) + pin.charAt(at + 1) + pin.charAt(at) + pin.substring(at + 2);
            if (!swapped.equals(pin) && swapped.charAt(0) != '0' && !places.exists(swapped)) {
                return swapped;
            }
        }
        return unknown(random);
    }

    private String unknown(Random random) {
        while (true) {
            var pin = String.valueOf(FIRST_OF_BIHAR + random.nextInt(SPAN));
            if (!places.exists(pin)) {
                return pin;
            }
        }
    }

    static String devanagari(String digits) {
        var text = new StringBuilder(digits.length());
        digits.chars().forEach(c -> text.append((char) (c - '0' + '०')));
        return text.toString();
    }

    /** Letters for digits they look like; at most three, as with more it is hardly a number any longer. */
    static String letters(String digits) {
        for (var pair : List.of("0O", "1l", "5S", "8B")) {
            if (digits.indexOf(pair.charAt(0)) >= 0) {
                var changed = digits;
                for (int i = 0; i < 3; i++) {
                    changed = changed.replaceFirst(pair.substring(0, 1), pair.substring(1));
                }
                return changed;
            }
        }
        return digits;
    }

    static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
