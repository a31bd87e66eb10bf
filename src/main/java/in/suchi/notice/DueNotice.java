package in.suchi.notice;

/**
 * A notice that may go out now, locked by the releaser.
 *
 * @param template DLT id of the text where that is frozen already; else null
 * @param occasion what its text depends on
 */
record DueNotice(long id, String template, TextComposer.Occasion occasion) {

    /** {@code invite/hi}. */
    String wording() {
        return occasion.kind() + "/" + occasion.language();
    }
}
