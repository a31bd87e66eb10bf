package in.suchi.intake;

import java.util.List;

/** What became of one row of an extract. Every row becomes exactly one of these. */
public sealed interface CleanedRow {

    /** Line of the file on which the row begins, from 1. */
    long line();

    /** A person the hub takes up, with doubts noted in the registration. */
    record Accepted(long line, Registration registration) implements CleanedRow {}

    /**
     * A row that cannot be used at all and goes back to the registry.
     *
     * @param registrationId as far as it could be read, else empty
     * @param column the field that is wrong; empty if it is the row as a whole
     * @param value that field as it stood; personal data, only for the rejects report
     * @param reason a word such as {@code id-missing}
     * @param message what is wrong and what to do, without personal data
     * @param original all fields of the row as they stood, for the rejects report
     */
    record Rejected(
            long line,
            String registrationId,
            String column,
            String value,
            String reason,
            String message,
            List<String> original)
            implements CleanedRow {

        @Override
        public String toString() {
            return "Rejected[line " + line + ", " + column + ", " + reason + "]";
        }
    }

    /** A row that is no person: {@code repeated-header}, {@code totals-line} or {@code blank-row}. */
    record Skipped(long line, String reason) implements CleanedRow {}
}
