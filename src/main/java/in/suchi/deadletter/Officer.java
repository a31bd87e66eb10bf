package in.suchi.deadletter;

/**
 * Who acts on dead letters.
 *
 * @param name user name, or the tool; written into the history
 * @param district the only district whose dead letters this officer may touch; null: all
 */
public record Officer(String name, String district) {

    public static Officer everywhere(String name) {
        return new Officer(name, null);
    }
}
