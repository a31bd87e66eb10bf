package in.suchi.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Saves the rows that a stray quote swallowed. A quote opened and never closed makes the following lines part of a field,
 * until the next quote somewhere: by the letter of CSV the row of another person is then lost, or, worse, mixed into the
 * first one. Where a line inside such a record is a whole row by itself, the lines are read one by one, and only the line
 * with the stray quote is broken.
 */
final class QuoteRecovery implements Closeable {

    /** Opens the text once more, from its beginning. */
    interface Text {
        Reader open() throws IOException;
    }

    private final Text text;
    private final CsvReader.CsvReaderBuilder csv;
    private final String fileName;
    private final ExtractLimits limits;
    private final Header header;
    /** Moves only forward, so that all recoveries together read the file once more at most. */
    private BufferedReader lines;

    private long nextLine = 1;

    QuoteRecovery(Text text, CsvReader.CsvReaderBuilder csv, String fileName, ExtractLimits limits, Header header) {
        this.text = text;
        this.csv = csv;
        this.fileName = fileName;
        this.limits = limits;
        this.header = header;
    }

    /** The record itself, or the rows of its lines if it swallowed some. */
    List<RecordCollector.Fields> split(RecordCollector.Fields record) {
        long breaks = 0;
        boolean suspicious = false;
        for (String value : record.values()) {
            int here = lineBreaks(value);
            breaks += here;
            suspicious = suspicious || (here > 0 && separators(value) >= header.size() - 1);
        }
        return suspicious ? split(record, record.line() + breaks) : List.of(record);
    }

    /** The same for a record that the end of the file left open. */
    List<RecordCollector.Fields> splitToEnd(RecordCollector.Fields record) {
        return split(record, Long.MAX_VALUE);
    }

    private List<RecordCollector.Fields> split(RecordCollector.Fields record, long lastLine) {
        List<RecordCollector.Fields> rows = new ArrayList<>();
        boolean whole = false;
        try {
            List<String> physical = linesFrom(record.line(), lastLine);
            for (int i = 0; i < physical.size(); i++) {
                if (!physical.get(i).isBlank()) {
                    RecordCollector.Fields row = parse(physical.get(i), record.line() + i);
                    whole = whole || (i > 0 && isWhole(row));
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + fileName, e);
        }
        return whole ? rows : List.of(record);
    }

    private boolean isWhole(RecordCollector.Fields row) {
        int id = header.positions()[ExtractColumn.REGISTRATION_ID.ordinal()];
        return !row.unclosed()
                && row.values().length == header.size()
                && !row.values()[id].isBlank()
                && RowForm.of(row.values(), header) == ExtractRow.Kind.DATA;
    }

    private RecordCollector.Fields parse(String line, long number) {
        RecordCollector collector = new RecordCollector(fileName, limits, number - 1);
        try {
            return csv.ofSingleCsvRecord(collector, line);
        } catch (CsvParseException unclosed) {
            return collector.unfinished();
        }
    }

    private List<String> linesFrom(long first, long last) throws IOException {
        if (lines == null) {
            lines = new BufferedReader(text.open());
        }
        List<String> found = new ArrayList<>();
        while (nextLine <= last) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            if (nextLine >= first) {
                found.add(line);
            }
            nextLine++;
        }
        return found;
    }

    private static int lineBreaks(String value) {
        int breaks = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == value.length() || value.charAt(i + 1) != '\n'))) {
                breaks++;
            }
        }
        return breaks;
    }

    private static int separators(String value) {
        int separators = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            separators += c == ',' || c == ';' || c == '\t' || c == '|' ? 1 : 0;
        }
        return separators;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
