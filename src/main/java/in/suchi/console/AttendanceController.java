package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.attendance.AttendanceDesk;
import in.suchi.attendance.AttendanceRejects;
import in.suchi.csv.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Attendance by API: sending a report as CSV, and what became of each report. */
@RestController
@RequestMapping("/api/v1/attendance")
class AttendanceController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final AttendanceDesk desk;
    private final AttendanceRejects rejects;

    AttendanceController(AttendanceDesk desk, AttendanceRejects rejects) {
        this.desk = desk;
        this.rejects = rejects;
    }

    /** Answers 202 when the rows are in the ledger; what became of them is at the address in {@code Location}. */
    @Allow(value = Right.RECORD_ATTENDANCE, audit = "changed.attendance")
    @PostMapping(consumes = "text/csv")
    ResponseEntity<Map<String, Object>> send(
            @RequestParam(name = "name", required = false, defaultValue = "attendance-api.csv") String name,
            HttpServletRequest request,
            @AuthenticationPrincipal HubUser user)
            throws IOException {
        String fileName = Input.text(name, "name", 120);
        AttendanceDesk.Sent sent = desk.send(fileName, request.getInputStream(), user.district(), user.getUsername());
        if (sent instanceof AttendanceDesk.Sent.Refused refused) {
            throw new BadRequest(fileName + ": " + refused.why() + ".");
        }
        long id = ((AttendanceDesk.Sent.Taken) sent).reportId();
        String address = "/api/v1/attendance/" + id;
        return ResponseEntity.accepted()
                .location(URI.create(address))
                .body(Map.of("reportId", id, "words", "taken; see " + address));
    }

    @Allow(Right.SEE_PEOPLE)
    @GetMapping
    List<AttendanceDesk.Report> list(
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user) {
        return desk.list(user.district(), Input.limit(limit), Input.offset(offset));
    }

    @Allow(Right.SEE_PEOPLE)
    @GetMapping("/{id}")
    AttendanceDesk.Report one(@PathVariable("id") long id, @AuthenticationPrincipal HubUser user) {
        return desk.find(id, user.district())
                .orElseThrow(() -> new Unknown("There is no attendance report " + id + "."));
    }

    @Allow(value = Right.SEE_PEOPLE, audit = "exported.attendance-rejects")
    @GetMapping("/{id}/rejects.csv")
    ResponseEntity<byte[]> rejects(@PathVariable("id") long id, @AuthenticationPrincipal HubUser user) {
        if ("failed".equals(one(id, user).state())) {
            throw new Unknown("Attendance report " + id + " could not be read as a whole: it has no rows.");
        }
        List<List<String>> rows = rejects.rows(id);
        String text = CsvWriter.toText(rows.get(0), rows.subList(1, rows.size()));
        return ResponseEntity.ok().contentType(CSV).body(text.getBytes(StandardCharsets.UTF_8));
    }
}
