package in.suchi.intake;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads an extract record by record in constant memory: CSV, gzip or a zip with one CSV, in UTF-8, UTF-16 (with a byte
 * order mark) or windows-1252. The whole file is looked through once before the first row is handed out, so encoding
 * and limits hold for all of it. Not for several threads.
 *
 * <p>What is wrong with one row is that row's {@link ExtractRow#kind() kind}; what is wrong with the file is an {@link
 * UnreadableExtract}, from {@link #open} or, for an endless record, from {@link #hasNext}.
 */
public final class ExtractReader implements Iterator<ExtractRow>, AutoCloseable {

    /** Some exports have a title or two above the header. */
    private static final int RECORDS_ABOVE_HEADER = 10;

    private final String fileName;
    private final ExtractLimits limits;
    private final ContentScan scan;
    private final CsvReader<RecordCollector.Fields> csv;
    private final CloseableIterator<RecordCollector.Fields> records;
    private final RecordCollector collector;
    private final Header header;
    private final QuoteRecovery recovery;
    private final Deque<RecordCollector.Fields> recovered = new ArrayDeque<>();
    private ExtractRow ahead;
    private long recordNumber;
    private long persons;
    private boolean ended;
    private String truncation;

    private ExtractReader(ExtractContent content, ExtractColumns columns) throws IOException {
        fileName = content.fileName();
        limits = columns.limits();
        scan = ContentScan.of(content);
        Reader text = text(content.open());
        try {
            char named = SeparatorLine.skip(text);
            boolean separated = named != SeparatorLine.NONE;
            char separator = separated ? named : columns.separatorCharacter();
            collector = new RecordCollector(fileName, limits, separated ? 1 : 0);
            csv = csv(separator).build(collector, text);
            records = csv.iterator();
            header = findHeader(columns, separator);
            recovery = new QuoteRecovery(() -> text(content.open()), csv(separator), fileName, limits, header);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /**
     * Opens an extract and reads up to its header.
     *
     * @throws UnreadableExtract if the file as a whole cannot be used
     * @throws UncheckedIOException if the disk fails
     */
    public static ExtractReader open(Path file, ExtractColumns columns) {
        try {
            return new ExtractReader(new ExtractContent(file, columns.limits()), columns);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Takes what is not quite CSV too: a stray quote then costs its own record, not the file. */
    @SuppressWarnings("removal") // allowExtraCharsAfterClosingQuote, without which a stray quote ends the reading
    private CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                // the buffer holds more than the field it grows for
                .maxBufferSize(2 * Math.max(limits.maxFieldCharacters(), 1 << 14));
    }

    private Reader text(InputStream in) throws IOException {
        in.skipNBytes(scan.byteOrderMark());
        Reader reader = scan.encoding() == ContentScan.Encoding.WINDOWS_1252
                ? new Windows1252Reader(in)
                : new InputStreamReader(in, scan.encoding().charset);
        return new BufferedReader(reader, 1 << 16);
    }

    private Header findHeader(ExtractColumns columns, char separator) {
        Header first = null;
        long firstLine = 1;
        for (int i = 0; i < RECORDS_ABOVE_HEADER; i++) {
            RecordCollector.Fields fields = nextRecord();
            if (fields == null) {
                break;
            }
            Header candidate = Header.of(fields.values(), columns, fileName, fields.line());
            if (candidate.missing(columns).isEmpty()) {
                return candidate;
            }
            if (first == null) {
                first = candidate;
                firstLine = fields.line();
            }
        }
        List<String> missing = first == null ? List.of("everything") : first.missing(columns);
        String sep = separator == '\t' ? "tab" : "\"" + separator + "\"";
        throw new UnreadableExtract(
                fileName,
                "line " + firstLine + ": the header lacks " + String.join(", and ", missing) + " (read as "
                        + scan.encoding().charset + ", separator " + sep + ")",
                "Export it with a header, or add the header's words to aliases, or the separator, in"
                        + " config/extract-columns.yaml.");
    }

    /** Name of the file without its folder. */
    public String fileName() {
        return fileName;
    }

    /** The name of the encoding that was found, such as {@code UTF-8}. */
    public String encoding() {
        return scan.encoding().charset.name();
    }

    /** SHA-256 of the uncompressed content, hexadecimal: the same for a CSV and the same CSV in a zip. */
    public String digest() {
        return scan.digest();
    }

    /** The header as it stands, in the order of the file. */
    public List<String> header() {
        return header.names();
    }

    /**
     * After the last row: why the file seems to be cut off, without personal data. What was read is right all the same;
     * empty if nothing points to a cut.
     */
    public Optional<String> truncation() {
        return Optional.ofNullable(truncation);
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && (!ended || !recovered.isEmpty())) {
            ahead = readRow();
        }
        return ahead != null;
    }

    @Override
    public ExtractRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ExtractRow row = ahead;
        ahead = null;
        return row;
    }

    private ExtractRow readRow() {
        if (recovered.isEmpty()) {
            RecordCollector.Fields fields = nextRecord();
            if (fields == null) {
                end();
                return null;
            }
            recovered.addAll(ended ? recovery.splitToEnd(fields) : recovery.split(fields));
            if (ended && recovered.size() > 1) {
                truncation = null;
            }
        }
        return row(recovered.remove());
    }

    private ExtractRow row(RecordCollector.Fields fields) {
        recordNumber++;
        boolean cutOff = truncation != null && ended && recovered.isEmpty();
        ExtractRow.Kind kind =
                cutOff || fields.unclosed() ? ExtractRow.Kind.BROKEN : RowForm.of(fields.values(), header);
        if (!cutOff) {
            judgeEnd(kind, fields);
        }
        return new ExtractRow(fields.line(), recordNumber, kind, fields.values(), header.positions(), header.size());
    }

    private void end() {
        ended = true;
        if (scan.cutInsideCharacter()) {
            truncation = "the file ends in the middle of a character";
        }
    }

    /** Keeps what the newest record would mean if it were the last one. */
    private void judgeEnd(ExtractRow.Kind kind, RecordCollector.Fields fields) {
        truncation = null;
        switch (kind) {
            case DATA -> persons++;
            case BROKEN -> {
                persons++;
                if (fields.values().length < header.size()) {
                    truncation = "the last record, line " + fields.line() + ", has " + fields.values().length + " of "
                            + header.size() + " fields";
                }
            }
            case TOTALS -> {
                long total = RowForm.totalIn(fields.values());
                if (total > persons) {
                    truncation = "the totals line " + fields.line() + " speaks of " + total + " records, the file has "
                            + persons;
                }
            }
            default -> {}
        }
    }

    private RecordCollector.Fields nextRecord() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnreadableExtract unreadable) {
                    throw unreadable;
                }
            }
            if (e instanceof CsvParseException) {
                return unfinished();
            }
            throw e;
        }
    }

    /** FastCSV gives up on two things: a field beyond its buffer, and a quote still open at the end of the file. */
    private RecordCollector.Fields unfinished() {
        RecordCollector.Fields fields = collector.unfinished();
        UnreadableExtract tooLarge =
                collector.tooLarge("a field longer than " + limits.maxFieldCharacters() + " characters");
        if (!atEnd()) {
            throw tooLarge;
        }
        ended = true;
        truncation = "the file ends inside a quoted field of the record on line " + fields.line();
        return fields;
    }

    private boolean atEnd() {
        try {
            return !records.hasNext();
        } catch (RuntimeException stillFull) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            recovery.close();
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + fileName, e);
        }
    }
}
