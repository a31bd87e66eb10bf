package in.suchi.session;

/**
 * What one filling changed.
 *
 * @param made people who waited and have an appointment now
 * @param moved people on another session or slot than before
 * @param reordered people with another serial only; they need not be told
 * @param unseated people for whom there is no room any more and who wait again
 */
public record Filled(int made, int moved, int reordered, int unseated) {

    static final Filled NOTHING = new Filled(0, 0, 0, 0);

    public boolean isNothing() {
        return equals(NOTHING);
    }
}
