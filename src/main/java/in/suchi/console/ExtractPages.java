package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.csv.CsvWriter;
import in.suchi.intake.Extracts;
import in.suchi.intake.Rejects;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Extracts: what each held, its rejects, and handing one in when the registry's server is down. */
@Page
class ExtractPages {

    private static final List<String> CLASSES =
            List.of("new", "changed", "unchanged", "stale", "repeated", "id-conflict", "rejected", "skipped");

    /** @param rows read, and by class those that there are */
    record Row(
            long id,
            String fileName,
            long bytes,
            Instant exportedAt,
            Instant takenAt,
            boolean full,
            String state,
            String failure,
            long read,
            Map<String, Long> rows,
            Long absent,
            boolean rejectsReturned) {}

    private final JdbcClient jdbc;
    private final Extracts extracts;
    private final Rejects rejects;
    private final DomainClock clock;

    ExtractPages(JdbcClient jdbc, Extracts extracts, Rejects rejects, DomainClock clock) {
        this.jdbc = jdbc;
        this.extracts = extracts;
        this.rejects = rejects;
        this.clock = clock;
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/extracts")
    String list(@RequestParam(name = "offset", required = false) Integer offset, Model model) {
        model.addAttribute("extracts", rows(Input.offset(offset)));
        return "extracts";
    }

    @Allow(value = Right.SEE_STATE, audit = "exported.rejects")
    @GetMapping("/extracts/{id}/rejects.csv")
    ResponseEntity<byte[]> rejects(@PathVariable("id") long id) {
        String name = rejects.fileName(id).orElseThrow(() -> new Unknown("There is no extract " + id + "."));
        List<List<String>> rows = rejects.rows(id);
        String csv = CsvWriter.toText(rows.get(0), rows.subList(1, rows.size()));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file as if it had come from the registry; what is known already changes nothing. */
    @Allow(value = Right.TAKE_EXTRACT, audit = "changed.extract-handed-in")
    @PostMapping("/extracts")
    String handIn(@RequestParam("file") MultipartFile file, RedirectAttributes redirect) throws IOException {
        String sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        if (!name.matches("[\\w][\\w .()-]{0,119}") || !Extracts.isExtract(name)) {
            throw new BadRequest("file: a CSV, also packed (.csv, .csv.gz, .zip), with a plain name.");
        }
        if (file.isEmpty()) {
            throw new BadRequest("file: it is empty.");
        }
        AuditTrail.detail(name);
        Path copy = Files.createTempFile("handed-in-", ".csv");
        try {
            file.transferTo(copy);
            extracts.take(name, Files.size(copy), clock.instant(), copy);
        } finally {
            Files.deleteIfExists(copy);
        }
        return Told.done("extracts.taken", name).at("/extracts", redirect);
    }

    private Listing<Row> rows(int offset) {
        long total = jdbc.sql("select count(*) from extract").query(Long.class).single();
        List<Row> rows = jdbc.sql("select * from extract order by extract_id desc limit :limit offset :offset")
                .param("limit", Listing.LEAF)
                .param("offset", offset)
                .query((row, n) -> {
                    Map<String, Long> classes = new LinkedHashMap<>();
                    for (String name : CLASSES) {
                        long count = row.getLong("rows_" + name.replace('-', '_'));
                        if (count > 0) {
                            classes.put(name, count);
                        }
                    }
                    return new Row(
                            row.getLong("extract_id"),
                            row.getString("file_name"),
                            row.getLong("size_bytes"),
                            row.getTimestamp("exported_at").toInstant(),
                            row.getTimestamp("taken_at").toInstant(),
                            row.getBoolean("is_full"),
                            row.getString("state"),
                            row.getString("failure"),
                            row.getLong("rows_read"),
                            classes,
                            row.getObject("persons_absent") == null ? null : row.getLong("persons_absent"),
                            row.getTimestamp("rejects_returned_at") != null);
                })
                .list();
        return new Listing<>(rows, total, offset);
    }
}
