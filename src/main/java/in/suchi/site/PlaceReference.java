package in.suchi.site;

/**
 * Which state of the reference tables an answer was found with.
 *
 * @param digest SHA-256 in hex over the three tables' bytes; differs exactly when a table differs
 */
public record PlaceReference(String digest) {

    private static final int VERSION_LENGTH = 12;

    /** Short form for pages and logs. */
    public String version() {
        return digest.substring(0, VERSION_LENGTH);
    }
}
