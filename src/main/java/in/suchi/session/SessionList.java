package in.suchi.session;

import in.suchi.config.InvalidValue;
import in.suchi.site.Site;
import in.suchi.site.SiteTable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a list of single sessions ({@code sessions.csv}, or one from the registry's plan folder). Each row is usable or a
 * problem with its line; it is the caller's choice whether one problem stops everything.
 */
final class SessionList {

    private static final List<String> REQUIRED = List.of("site_code", "date", "start", "end", "capacity");
    private static final List<String> OPTIONAL = List.of("session_id", "slot_minutes", "categories", "status");
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    /**
     * @param line in the file, the header being line 1
     * @param key column
     */
    record Problem(long line, String key, String value, String remedy) {}

    /** What a file holds: sessions in its order, and rows that cannot be used. */
    record Content(List<PlannedSession> sessions, List<Problem> problems) {}

    private final SiteTable sites;
    private final Function<Site, String> slugOf;

    SessionList(SiteTable sites, Function<Site, String> slugOf) {
        this.sites = sites;
        this.slugOf = slugOf;
    }

    Content read(Path file) {
        List<PlannedSession> sessions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            try (CSVParser parser = FORMAT.parse(reader)) {
                Problem header = header(parser.getHeaderNames());
                if (header != null) {
                    return new Content(List.of(), List.of(header));
                }
                for (CSVRecord row : parser) {
                    long line = parser.getCurrentLineNumber();
                    try {
                        PlannedSession session = session(row);
                        Long before = lines.putIfAbsent(session.sessionId(), line);
                        if (before != null) {
                            throw new InvalidValue(
                                    "session_id", session.sessionId(), "line " + before + " has it already: keep one");
                        }
                        sessions.add(session);
                    } catch (InvalidValue e) {
                        problems.add(new Problem(line, e.key(), e.value(), e.remedy()));
                    }
                }
            }
        } catch (CharacterCodingException e) {
            problems.add(new Problem(1, "the file", null, "save it as CSV UTF-8"));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add(new Problem(
                    lines.size() + 1L,
                    "the file",
                    e.getMessage(),
                    "make it CSV with one header row; see that its quotes are closed"));
        }
        return new Content(sessions, problems);
    }

    private static Problem header(List<String> header) {
        Set<String> missing = new TreeSet<>(REQUIRED);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            return new Problem(1, String.join(", ", missing), null, "add the column");
        }
        Set<String> unknown = new TreeSet<>(header);
        unknown.removeAll(REQUIRED);
        unknown.removeAll(OPTIONAL);
        return unknown.isEmpty()
                ? null
                : new Problem(
                        1,
                        "the header",
                        String.join(", ", unknown),
                        "remove or rename the column; beside the mandatory ones there may be "
                                + String.join(", ", OPTIONAL));
    }

    private PlannedSession session(CSVRecord row) {
        String code = cell(row, "site_code");
        Site site = sites.find(code)
                .orElseThrow(() -> new InvalidValue(
                        "site_code", code, "no such site: correct the code or add the site to sites.csv"));
        LocalDate date = SessionRule.date("date", cell(row, "date"));
        LocalTime start = SessionRule.time("start", cell(row, "start"));
        LocalTime end = SessionRule.time("end", cell(row, "end"));
        if (!end.isAfter(start)) {
            throw new InvalidValue("end", end, "write a time later than start");
        }
        boolean cancelled = cancelled(cell(row, "status"));
        if (!site.active() && !cancelled) {
            throw new InvalidValue("site_code", code, "the site is not active: activate it in sites.csv first");
        }
        String id = cell(row, "session_id");
        String slot = cell(row, "slot_minutes");
        return new PlannedSession(
                id.isEmpty() ? PlannedSession.idOf(site.code(), date, start) : id,
                site.code(),
                slugOf.apply(site),
                date,
                PlannedSession.at(date, start),
                PlannedSession.at(date, end),
                number("capacity", cell(row, "capacity")),
                slot.isEmpty() ? 60 : number("slot_minutes", slot),
                Arrays.stream(cell(row, "categories").split("[|;]"))
                        .map(String::strip)
                        .filter(c -> !c.isEmpty())
                        .toList(),
                cancelled,
                "list");
    }

    private static boolean cancelled(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "", "planned" -> false;
            case "cancelled" -> true;
            default -> throw new InvalidValue("status", status, "write planned or cancelled");
        };
    }

    private static int number(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue(key, text, "write a whole number");
        }
    }

    private static String cell(CSVRecord row, String column) {
        return row.isSet(column) ? row.get(column) : "";
    }
}
