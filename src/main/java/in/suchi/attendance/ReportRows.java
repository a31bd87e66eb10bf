package in.suchi.attendance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The form of a report: its text, its header, its rows with the lines they begin on. */
final class ReportRows {

    static final List<String> COLUMNS = List.of("session_id", "registration_id", "status", "at", "remark");

    /** A state's largest day is some thousands of rows; whoever sends more than this sends something else. */
    private static final int MOST_BYTES = 16 << 20;

    /** Sixteen megabytes of line breaks would take gigabytes as rows. */
    private static final int MOST_LINES = 200_000;

    private static final JsonMapper JSON = new JsonMapper();

    /** @param cells as they stand in the file */
    record Row(int line, List<String> cells) {}

    private ReportRows() {}

    /**
     * @throws UnreadableReport if it is too large or no UTF-8 text; a NUL is none, and no database takes it
     */
    static String text(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new UnreadableReport(
                    "the file is larger than " + (MOST_BYTES >> 20) + " MB: send each session's report by itself");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new UnreadableReport("the file holds NUL characters: save it as CSV UTF-8");
            }
            if (text.chars().filter(c -> c == '\n' || c == '\r').count() > MOST_LINES) {
                throw new UnreadableReport(
                        "the file has more than " + MOST_LINES + " lines: send each session's report by itself");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableReport("the file is not UTF-8 text: save it as CSV UTF-8");
        }
    }

    /**
     * The rows behind the header; empty lines are left out.
     *
     * @throws UnreadableReport if a mandatory column is missing
     */
    static List<Row> of(List<List<String>> records) {
        List<Row> rows = new ArrayList<>();
        int line = 1;
        for (List<String> cells : records) {
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                rows.add(new Row(line, cells));
            }
            line += 1 + cells.stream().mapToInt(ReportRows::breaks).sum();
        }
        if (rows.isEmpty()) {
            throw new UnreadableReport("the file is empty: its first line must name the columns " + COLUMNS);
        }
        Map<String, Integer> places = places(rows.get(0).cells());
        for (String column : COLUMNS.subList(0, COLUMNS.size() - 1)) {
            if (!places.containsKey(column)) {
                throw new UnreadableReport("the column " + column + " is missing in the first line: it must name "
                        + String.join(",", COLUMNS));
            }
        }
        return rows;
    }

    private static int breaks(String cell) {
        return (int) cell.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    private static Map<String, Integer> places(List<String> header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            places.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        return places;
    }

    static AttendanceLine read(List<String> header, Row row, Instant now) {
        Map<String, Integer> places = places(header);
        String[] fields = COLUMNS.stream()
                .map(column -> {
                    int place = places.getOrDefault(column, Integer.MAX_VALUE);
                    return place < row.cells().size() ? row.cells().get(place) : "";
                })
                .toArray(String[]::new);
        return AttendanceLine.read(row.line(), fields[0], fields[1], fields[2], fields[3], fields[4], now);
    }

    static String json(List<String> cells) {
        try {
            return JSON.writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    static List<String> cells(String json) {
        try {
            return JSON.readValue(json, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the row was written as JSON when it was taken", e);
        }
    }
}
