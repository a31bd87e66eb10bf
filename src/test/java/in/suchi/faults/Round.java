package in.suchi.faults;

/**
 * One kind of fault.
 *
 * @param act begins at a random moment while people come in; it may leave things broken: everything is repaired after it
 * @param exports whether people come in
 * @param letters whether dead letters may be left
 * @param after what is to be put back when the accounts are made; may be null
 */
record Round(String fault, String step, Suite.Act act, boolean exports, boolean letters, Suite.Act after) {

    static Round of(String fault, String step, Suite.Act act) {
        return new Round(fault, step, act, true, false, null);
    }

    Round withLetters() {
        return new Round(fault, step, act, exports, true, after);
    }

    Round withoutExport() {
        return new Round(fault, step, act, false, letters, after);
    }

    Round then(Suite.Act back) {
        return new Round(fault, step, act, exports, letters, back);
    }

    Round named(String more) {
        return new Round(fault + more, step, act, exports, letters, after);
    }

    @Override
    public String toString() {
        return fault + ", " + step;
    }
}
