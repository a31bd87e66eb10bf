package in.suchi.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import in.suchi.csv.SpreadsheetSafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rejects of an extract, as they go back to the registry; cells are safe to open in a spreadsheet. */
@Component("rejects")
public class Rejects {

    private static final List<String> HEADER =
            List.of("line", "registration_id", "column", "value", "reason", "message");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JdbcClient jdbc;

    Rejects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Extracts whose report has not gone back yet. */
    public List<Long> due() {
        return jdbc.sql("""
                        select extract_id from extract
                        where state = 'loaded' and rows_rejected > 0 and rejects_returned_at is null order by extract_id limit 20""").query(Long.class).list();
    }

    /** The report's rows; header {@code CamelFileName} names its file. */
    public List<List<String>> report(@Body long extractId, Exchange exchange) {
        fileName(extractId).ifPresent(name -> exchange.getMessage().setHeader(Exchange.FILE_NAME, name));
        return rows(extractId);
    }

    /** What the report of this extract is called; empty for an extract nobody knows. */
    public Optional<String> fileName(long extractId) {
        return jdbc.sql("select file_name from extract where extract_id = ?")
                .param(extractId)
                .query(String.class)
                .optional()
                .map(name -> ExtractName.parse(name).rejectsName());
    }

    /** The header and a row for each reject. */
    public List<List<String>> rows(long extractId) {
        List<List<String>> rows = new ArrayList<>();
        jdbc.sql("select file_name, header from extract where extract_id = ?")
                .param(extractId)
                .query(row -> {
                    List<String> header = new ArrayList<>(HEADER);
                    original(row.getString(2) == null ? "[]" : row.getString(2)) // not loaded yet, or unreadable
                            .forEach(name -> header.add(HEADER.contains(name) ? "original " + name : name));
                    rows.add(header);
                });
        jdbc.sql("""
                        select line, registration_id, column_name, value, reason, message, original
                        from reject where extract_id = ? order by line""").param(extractId).query(row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= HEADER.size(); i++) {
                String cell = row.getString(i);
                cells.add(SpreadsheetSafe.cell(cell == null ? "" : cell));
            }
            original(row.getString(7)).forEach(cell -> cells.add(SpreadsheetSafe.cell(cell)));
            rows.add(cells);
        });
        return rows;
    }

    private static List<String> original(String json) {
        try {
            return MAPPER.readValue(json, MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the original row was written as JSON by the loader", e);
        }
    }
}
