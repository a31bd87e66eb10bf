package in.suchi.intake;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/** Collects FastCSV's fields into records and stops at the configured limits, before memory is used up. */
final class RecordCollector extends CsvCallbackHandler<RecordCollector.Fields> {

    /**
     * @param line of the file on which the record begins, from 1
     * @param unclosed whether it ends inside a quote
     */
    record Fields(long line, String[] values, boolean unclosed) {}

    private final String fileName;
    private final ExtractLimits limits;
    private final long linesBefore;
    private String[] fields = new String[32];
    private int count;
    private int characters;
    private long line;
    private boolean empty;

    RecordCollector(String fileName, ExtractLimits limits, long linesBefore) {
        this.fileName = fileName;
        this.limits = limits;
        this.linesBefore = linesBefore;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber + linesBefore;
        count = 0;
        characters = 0;
        empty = false;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        if (length > limits.maxFieldCharacters()) {
            throw tooLarge("a field longer than " + limits.maxFieldCharacters() + " characters");
        }
        characters += length;
        if (characters > limits.maxRecordCharacters()) {
            throw tooLarge("a record longer than " + limits.maxRecordCharacters() + " characters");
        }
        if (count == limits.maxFields()) {
            throw tooLarge("more than " + limits.maxFields() + " fields");
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
        }
        fields[count++] = length == 0 ? "" : new String(buffer, offset, length);
    }

    UnreadableExtract tooLarge(String what) {
        return new UnreadableExtract(
                fileName,
                "line " + line + " begins a record with " + what,
                "Look there for a quote that is opened and never closed, or for a wrong separator; if the record is"
                        + " genuine, raise limits in config/extract-columns.yaml.");
    }

    /** What was collected of a record that the file's end cut off. */
    Fields unfinished() {
        return new Fields(line, Arrays.copyOf(fields, count), true);
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("extracts have no comments");
    }

    @Override
    protected void setEmpty() {
        empty = true;
    }

    @Override
    protected RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return count;
    }

    @Override
    protected Fields buildRecord() {
        return new Fields(line, Arrays.copyOf(fields, count), false);
    }
}
