package in.suchi.intake;

import java.util.Arrays;
import java.util.List;

/** One record of an extract as it stands in the file, before any cleaning. */
public final class ExtractRow {

    /** What kind of record it is, judged by its form alone. */
    public enum Kind {
        /** A person, presumably. */
        DATA,
        /** The header once more, in the middle of the file. */
        REPEATED_HEADER,
        /** A total or an end mark written by the exporting program. */
        TOTALS,
        /** Nothing but empty fields. */
        BLANK,
        /** The number of fields is not that of the header. */
        BROKEN
    }

    private final long line;
    private final long recordNumber;
    private final Kind kind;
    private final String[] raw;
    private final int[] positions;
    private final int expectedFields;

    ExtractRow(long line, long recordNumber, Kind kind, String[] raw, int[] positions, int expectedFields) {
        this.line = line;
        this.recordNumber = recordNumber;
        this.kind = kind;
        this.raw = raw;
        this.positions = positions;
        this.expectedFields = expectedFields;
    }

    /** Line of the file on which the record begins, from 1, counting line breaks inside quotes. */
    public long line() {
        return line;
    }

    /** Number of the record after the header, from 1. */
    public long recordNumber() {
        return recordNumber;
    }

    public Kind kind() {
        return kind;
    }

    /** The field of this column as it stands; empty if the extract has no such column or the record is too short. */
    public String get(ExtractColumn column) {
        int position = positions[column.ordinal()];
        return position >= 0 && position < raw.length ? raw[position] : "";
    }

    /** All fields as they stand, in the order of the file. */
    public List<String> raw() {
        return List.copyOf(Arrays.asList(raw));
    }

    public int fieldCount() {
        return raw.length;
    }

    /** The number of fields the header has. */
    public int expectedFields() {
        return expectedFields;
    }

    /** Only what may stand in a log. */
    @Override
    public String toString() {
        return "ExtractRow[line " + line + ", " + kind + "]";
    }
}
