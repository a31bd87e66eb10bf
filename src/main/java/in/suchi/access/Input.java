package in.suchi.access;

/** Checks of what comes in by the API. */
public final class Input {

    public static final int MOST_AT_ONCE = 1_000;

    private Input() {}

    /** A text that must be there, on one line. */
    public static String text(String value, String field, int longest) {
        String text = optional(value, field, longest);
        if (text == null) {
            throw new BadRequest(field + ": must not be empty.");
        }
        return text;
    }

    /** A text that may be missing (null). */
    public static String optional(String value, String field, int longest) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadRequest(field + ": one line of at most " + longest + " characters.");
        }
        return text;
    }

    public static int limit(Integer value) {
        int limit = value == null ? 100 : value;
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw new BadRequest("limit: 1 to " + MOST_AT_ONCE + ".");
        }
        return limit;
    }

    public static int offset(Integer value) {
        if (value != null && value < 0) {
            throw new BadRequest("offset: 0 or more.");
        }
        return value == null ? 0 : value;
    }
}
