package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.callsheet.CallResult;
import in.suchi.callsheet.CallSheetFile;
import in.suchi.callsheet.CallSheets;
import in.suchi.list.ListContent;
import in.suchi.list.ListFormat;
import in.suchi.roster.RosterContent;
import in.suchi.roster.RosterFile;
import in.suchi.time.DomainClock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rosters and call sheets: which there are, and each as the file that is pushed. */
@RestController
@RequestMapping("/api/v1")
class ListsController {

    record RosterView(
            String sessionId,
            String siteCode,
            String district,
            OffsetDateTime startsAt,
            int capacity,
            String status,
            int revision,
            int people,
            String digest,
            OffsetDateTime madeAt,
            List<PushView> pushes) {}

    record PushView(
            String endpoint, int revision, String state, OffsetDateTime acceptedAt, int tries, String lastError) {}

    record SheetView(
            String sessionId,
            String siteCode,
            String district,
            OffsetDateTime startsAt,
            int revision,
            int people,
            OffsetDateTime openedAt,
            OffsetDateTime closedAt) {}

    record Call(String result, String remark) {}

    private final JdbcClient jdbc;
    private final RosterFile rosterFile;
    private final CallSheetFile callSheetFile;
    private final CallSheets callSheets;

    ListsController(JdbcClient jdbc, RosterFile rosterFile, CallSheetFile callSheetFile, CallSheets callSheets) {
        this.jdbc = jdbc;
        this.rosterFile = rosterFile;
        this.callSheetFile = callSheetFile;
        this.callSheets = callSheets;
    }

    @Allow(Right.SEE_LISTS)
    @GetMapping("/rosters")
    List<RosterView> rosters(
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user) {
        List<RosterView> rosters = jdbc.sql("""
                        select s.*, r.revision, r.people, r.digest, r.made_at from roster r join session s using (session_id)
                        where """ + Within.SESSION + """
                        order by s.starts_at, s.session_id limit :limit offset :offset""")
                .params(Within.of(user))
                .param("limit", Input.limit(limit))
                .param("offset", Input.offset(offset))
                .query((row, n) -> new RosterView(
                        row.getString("session_id"),
                        row.getString("site_code"),
                        row.getString("district"),
                        at(row.getTimestamp("starts_at")),
                        row.getInt("capacity"),
                        row.getString("status"),
                        row.getInt("revision"),
                        row.getInt("people"),
                        row.getString("digest"),
                        at(row.getTimestamp("made_at")),
                        new ArrayList<>()))
                .list();
        Map<String, RosterView> bySession = rosters.stream().collect(Collectors.toMap(RosterView::sessionId, r -> r));
        jdbc.sql("select * from push where kind = 'roster' and session_id = any(?) order by push_id")
                .param(bySession.keySet().toArray(String[]::new))
                .query(row -> {
                    bySession
                            .get(row.getString("session_id"))
                            .pushes()
                            .add(new PushView(
                                    row.getString("endpoint"),
                                    row.getInt("revision"),
                                    row.getString("state"),
                                    at(row.getTimestamp("accepted_at")),
                                    row.getInt("tries"),
                                    row.getString("last_error")));
                });
        return rosters;
    }

    /** @param format {@code csv}, {@code xlsx} or {@code pdf} */
    @Allow(value = Right.SEE_LISTS, audit = "exported.roster")
    @GetMapping("/rosters/{sessionId}.{format:csv|xlsx|pdf}")
    ResponseEntity<byte[]> roster(
            @PathVariable("sessionId") String sessionId,
            @PathVariable("format") String format,
            @AuthenticationPrincipal HubUser user) {
        visible(sessionId, user);
        ListContent roster = rosterFile
                .render(sessionId)
                .map(RosterContent::asList)
                .orElseThrow(() -> new Unknown("Session " + sessionId + " has no roster yet."));
        return file(roster, format);
    }

    @Allow(Right.SEE_LISTS)
    @GetMapping("/callsheets")
    List<SheetView> sheets(
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user) {
        return jdbc.sql("""
                        select s.*, c.revision, c.people, c.opened_at, c.closed_at from callsheet c join session s using (session_id)
                        where """ + Within.SESSION + """
                        order by s.starts_at, s.session_id limit :limit offset :offset""")
                .params(Within.of(user))
                .param("limit", Input.limit(limit))
                .param("offset", Input.offset(offset))
                .query((row, n) -> new SheetView(
                        row.getString("session_id"),
                        row.getString("site_code"),
                        row.getString("district"),
                        at(row.getTimestamp("starts_at")),
                        row.getInt("revision"),
                        row.getInt("people"),
                        at(row.getTimestamp("opened_at")),
                        at(row.getTimestamp("closed_at"))))
                .list();
    }

    /** @param format {@code csv}, {@code xlsx} or {@code pdf} */
    @Allow(value = Right.SEE_LISTS, audit = "exported.call-sheet")
    @GetMapping("/callsheets/{sessionId}.{format:csv|xlsx|pdf}")
    ResponseEntity<byte[]> sheet(
            @PathVariable("sessionId") String sessionId,
            @PathVariable("format") String format,
            @AuthenticationPrincipal HubUser user) {
        visible(sessionId, user);
        ListContent sheet = callSheetFile
                .render(sessionId)
                .orElseThrow(
                        () -> new Unknown("Session " + sessionId + " has no call sheet yet; it opens at its send-by."));
        return file(sheet, format);
    }

    @Allow(value = Right.RECORD_CALLS, audit = "changed.call-result")
    @PostMapping("/callsheets/{sessionId}/{personId}")
    Map<String, Object> called(
            @PathVariable("sessionId") String sessionId,
            @PathVariable("personId") long personId,
            @RequestBody Call call,
            @AuthenticationPrincipal HubUser user) {
        visible(sessionId, user);
        CallResult result = CallResult.of(call.result() == null ? "" : call.result())
                .orElseThrow(() -> new BadRequest("result: one of "
                        + Arrays.stream(CallResult.values())
                                .map(CallResult::key)
                                .collect(Collectors.joining(", "))
                        + "."));
        if (!callSheets.record(
                sessionId, personId, result, Input.optional(call.remark(), "remark", 300), user.getUsername())) {
            throw new Unknown("Person " + personId + " is not on the call sheet of session " + sessionId + ".");
        }
        return Map.of("sessionId", sessionId, "personId", personId, "words", "recorded: " + result.key());
    }

    private void visible(String sessionId, HubUser user) {
        boolean known = jdbc.sql("select 1 from session s where session_id = :id and" + Within.SESSION)
                .params(Within.of(user))
                .param("id", sessionId)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            throw new Unknown("There is no such session" + (user.district() == null ? "." : " in your district."));
        }
    }

    private static ResponseEntity<byte[]> file(ListContent list, String name) {
        ListFormat format = ListFormat.valueOf(name.toUpperCase(Locale.ROOT));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(format.fileName(list))
                                .build()
                                .toString())
                .body(format.render(list));
    }

    private static OffsetDateTime at(java.sql.Timestamp at) {
        return at == null ? null : at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
