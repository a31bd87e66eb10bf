package in.suchi.person;

import java.util.Optional;

/**
 * An Indian mobile number: ten digits, the first 6-9, without any prefix. It prints itself masked, so that it cannot
 * reach a log, an error or a page by accident; whoever really needs the digits calls {@link #number()}.
 *
 * @param number ten ASCII digits
 */
public record Mobile(String number) {

    public Mobile {
        if (!isWellFormed(number)) {
            throw new IllegalArgumentException("a mobile has ten digits, the first 6-9");
        }
    }

    /** The mobile written in this text, exactly and without any repair; empty for anything else, {@code null} too. */
    public static Optional<Mobile> of(String text) {
        return isWellFormed(text) ? Optional.of(new Mobile(text)) : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        if (text == null || text.length() != 10 || text.charAt(0) < '6') {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** The mobile as it may be shown to anyone: {@code ******3210}. */
    public String masked() {
        return "******" + number.substring(6);
    }

    @Override
    public String toString() {
        return masked();
    }
}
