package in.suchi.intake;

/** What an outcome adds to the explanation of a placement, in the dry run and in the list of people alike. */
public final class Remarks {

    private Remarks() {}

    /**
     * Why there will be no SMS, what counts as missing, what the cleaner noted; no value but a pincode.
     *
     * @param noSmsReason null where there is a mobile
     * @param unknownHome a home pincode that is in no table, else null
     * @param noted the cleaner's changes as {@code column:code}, comma-separated; empty or null: none
     */
    public static String of(String noSmsReason, String unknownHome, String noted) {
        StringBuilder remarks = new StringBuilder();
        if (noSmsReason != null) {
            remarks.append(" No SMS: the mobile is ").append(noSmsReason).append('.');
        }
        if (unknownHome != null) {
            remarks.append(" Home pincode ").append(unknownHome).append(" is not in the table.");
        }
        if (noted != null && !noted.isEmpty()) {
            remarks.append(" Cleaning noted: ").append(noted).append('.');
        }
        return remarks.toString();
    }
}
