package in.suchi.person;

import java.util.Optional;

/**
 * India's six-digit postal code, first digit 1-9. Only the shape is promised: whether the pincode exists, and where, is
 * for the directory of sites to say.
 *
 * @param digits six ASCII digits
 */
public record Pincode(String digits) implements Comparable<Pincode> {

    public Pincode {
        if (!isWellFormed(digits)) {
            throw new IllegalArgumentException("a pincode has six digits, the first 1-9");
        }
    }

    /** The pincode written in this text, exactly and without any repair; empty for anything else, {@code null} too. */
    public static Optional<Pincode> of(String text) {
        return isWellFormed(text) ? Optional.of(new Pincode(text)) : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        if (text == null || text.length() != 6 || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < 6; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Pincode other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
