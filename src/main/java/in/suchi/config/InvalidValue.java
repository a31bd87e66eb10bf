package in.suchi.config;

/**
 * Thrown by the constructor of a configuration record for a value that cannot be; {@link StrictYaml} adds the file and
 * the place in it.
 */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;
    private final String remedy;

    /**
     * @param key the key within the record, as written in the file ({@code per-second})
     * @param value what was found there; null when nothing was
     * @param remedy what to write instead
     */
    public InvalidValue(String key, Object value, String remedy) {
        super(key + ": " + remedy);
        this.key = key;
        this.value = value == null ? null : value.toString();
        this.remedy = remedy;
    }

    public String key() {
        return key;
    }

    public String value() {
        return value;
    }

    public String remedy() {
        return remedy;
    }

    /** The value, unless it is absent (null or blank), which is refused with the remedy. */
    public static String required(String key, String value, String remedy) {
        if (value == null || value.isBlank()) {
            throw new InvalidValue(key, value, remedy);
        }
        return value;
    }

    /** The value, unless it is null, which is refused with the remedy. */
    public static <T> T present(String key, T value, String remedy) {
        if (value == null) {
            throw new InvalidValue(key, null, remedy);
        }
        return value;
    }
}
