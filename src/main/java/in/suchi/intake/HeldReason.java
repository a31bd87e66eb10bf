package in.suchi.intake;

/** Why the cleaner alone already asks for an officer's decision; the values of {@link Registration#heldReason()}. */
public final class HeldReason {
    /** A year of birth in the future, of a minor, of nobody alive, or that looks like an age. */
    public static final String YEAR_OF_BIRTH_DOUBTFUL = "year-of-birth-doubtful";
    /** A name damaged by a wrong encoding that cannot be read back; the raw text is kept. */
    public static final String NAME_UNREADABLE = "name-unreadable";
    /** The only name is in a legacy font (Kruti Dev and its like); the raw text is kept. */
    public static final String NAME_LEGACY_FONT = "name-legacy-font";

    private HeldReason() {}
}
