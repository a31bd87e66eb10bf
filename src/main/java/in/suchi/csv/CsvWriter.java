package in.suchi.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes CSV for people and their programs: UTF-8, comma, CRLF, quotes where needed (RFC 4180), every cell {@linkplain
 * SpreadsheetSafe safe}. The same rows give the same bytes, on which digests rely.
 */
public final class CsvWriter implements Closeable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final CSVPrinter printer;

    private CsvWriter(Writer writer, List<String> header) throws IOException {
        printer = new CSVPrinter(writer, FORMAT);
        write(header);
    }

    /** Writes to the stream, which {@link #close} closes. */
    public static CsvWriter to(OutputStream out, List<String> header) {
        try {
            return new CsvWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), header);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write CSV", e);
        }
    }

    /** Writes a file, in place of one that may be there. */
    public static CsvWriter to(Path file, List<String> header) {
        try {
            return to(Files.newOutputStream(file), header);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Writes to the writer, which {@link #close} closes. */
    public static CsvWriter to(Writer writer, List<String> header) {
        try {
            return new CsvWriter(writer, header);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write CSV", e);
        }
    }

    /** Writes one row; {@code null} cells become empty. */
    public void write(List<?> row) {
        try {
            for (Object cell : row) {
                printer.print(SpreadsheetSafe.cell(cell == null ? null : cell.toString()));
            }
            printer.println();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write CSV", e);
        }
    }

    /** The whole of a small file in memory. */
    public static String toText(List<String> header, List<? extends List<?>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = to(text, header)) {
            rows.forEach(csv::write);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            printer.close(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write CSV", e);
        }
    }
}
