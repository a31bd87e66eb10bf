package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one reference table: a header, then rows; whatever is wrong is told with file, line, column and remedy. */
final class CsvTable {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CsvTable() {}

    /**
     * Hands every row to the consumer, in order.
     *
     * @param required columns that must be there
     * @param optional further columns that may be there; any other one is refused, since a misspelt column would
     *     otherwise silently take its default for every row
     * @param problems gets what is wrong with single rows, which are left out then; it may throw it to end the reading
     * @throws ConfigurationProblem when the whole table cannot be read
     */
    static void read(
            Path file,
            List<String> required,
            List<String> optional,
            Consumer<Row> rows,
            Consumer<ConfigurationProblem> problems) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipByteOrderMark(reader);
            try (CSVParser parser = FORMAT.parse(reader)) {
                Set<String> present = checkHeader(file, parser.getHeaderNames(), required, optional);
                int width = parser.getHeaderNames().size();
                for (CSVRecord csv : parser) {
                    long line = parser.getCurrentLineNumber();
                    if (csv.size() != width) {
                        problems.accept(new ConfigurationProblem(
                                file,
                                (int) line,
                                "number of fields",
                                String.valueOf(csv.size()),
                                "the header has " + width + "; put fields that hold a comma in quotes"));
                        continue;
                    }
                    try {
                        rows.accept(new Row(file, line, csv, present));
                    } catch (ConfigurationProblem problem) {
                        problems.accept(problem);
                    }
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    static ConfigurationProblem unreadable(Path file, Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        ConfigurationProblem problem;
        if (cause instanceof NoSuchFileException) {
            problem = new ConfigurationProblem(file, "the table", null, "put the file there");
        } else if (cause instanceof CharacterCodingException) {
            problem = new ConfigurationProblem(file, "encoding", "not UTF-8", "save the table as CSV UTF-8");
        } else {
            problem = new ConfigurationProblem(
                    file,
                    "what the CSV reader says",
                    String.valueOf(cause.getMessage()),
                    "close the quotes there, and see that the header names each column once and the file can be read");
        }
        problem.initCause(cause);
        return problem;
    }

    private static void skipByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private static Set<String> checkHeader(
            Path file, List<String> header, List<String> required, List<String> optional) {
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw new ConfigurationProblem(
                    file,
                    1,
                    "column " + String.join(", ", missing),
                    null,
                    "add it to the header; mandatory are " + String.join(", ", required));
        }
        Set<String> unknown = new TreeSet<>(header);
        unknown.removeAll(required);
        unknown.removeAll(optional);
        if (!unknown.isEmpty()) {
            throw new ConfigurationProblem(
                    file,
                    1,
                    "column",
                    String.join(", ", unknown),
                    "no such column is known; remove or rename it; beside the mandatory columns there may be "
                            + String.join(", ", optional));
        }
        return Set.copyOf(header);
    }

    /** One row of a table, knowing its place for error messages. */
    static final class Row {
        private final Path file;
        private final long line;
        private final CSVRecord csv;
        private final Set<String> present;

        private Row(Path file, long line, CSVRecord csv, Set<String> present) {
            this.file = file;
            this.line = line;
            this.csv = csv;
            this.present = present;
        }

        /** The field, or an empty text where the column is absent. */
        String text(String column) {
            return present.contains(column) ? csv.get(column) : "";
        }

        int line() {
            return (int) line;
        }

        String mandatory(String column) {
            String value = text(column);
            if (value.isEmpty()) {
                throw problem(column, "fill it");
            }
            return value;
        }

        int number(String column) {
            try {
                return Integer.parseInt(mandatory(column));
            } catch (NumberFormatException notANumber) {
                throw problem(column, "write a whole number", notANumber);
            }
        }

        double decimal(String column) {
            try {
                return Double.parseDouble(mandatory(column));
            } catch (NumberFormatException notANumber) {
                throw problem(column, "write degrees such as 25.5941", notANumber);
            }
        }

        /** A problem of this row's field, told with its value. */
        ConfigurationProblem problem(String column, String remedy) {
            String value = text(column);
            return new ConfigurationProblem(file, (int) line, column, value.isEmpty() ? null : value, remedy);
        }

        private ConfigurationProblem problem(String column, String remedy, Exception cause) {
            ConfigurationProblem problem = problem(column, remedy);
            problem.initCause(cause);
            return problem;
        }
    }
}
