package in.suchi.intake;

/** What a load came to. */
enum LoadOutcome {
    /** Its rows are in the ledger. */
    LOADED,
    /** The same content was loaded before under another name: nothing to do. */
    REPEATED,
    /** It is settled already, or gone. */
    NOT_MINE
}
