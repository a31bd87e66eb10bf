package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.callsheet.CallResult;
import in.suchi.callsheet.CallSheets;
import in.suchi.district.Punctuality;
import in.suchi.district.PushAgain;
import in.suchi.site.CurrentTables;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sessions with their rosters: where each list is, who is on it, who is told, and what came of telephoning the others. */
@Page
class SessionPages {

    private static final Duration BACK = Duration.ofDays(1);
    private static final Duration AHEAD = Duration.ofDays(3);
    private static final Set<String> WHO = Set.of("all", "told", "not");

    private final SessionBook book;
    private final Punctuality punctuality;
    private final PushAgain pushAgain;
    private final CallSheets callSheets;
    private final CurrentTables tables;
    private final DomainClock clock;

    SessionPages(
            SessionBook book,
            Punctuality punctuality,
            PushAgain pushAgain,
            CallSheets callSheets,
            CurrentTables tables,
            DomainClock clock) {
        this.book = book;
        this.punctuality = punctuality;
        this.pushAgain = pushAgain;
        this.callSheets = callSheets;
        this.tables = tables;
        this.clock = clock;
    }

    @Allow(Right.SEE_LISTS)
    @GetMapping("/sessions")
    String list(
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "date", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate date,
            @RequestParam(name = "text", required = false) String text,
            @RequestParam(name = "everyone", defaultValue = "false") boolean everyone,
            @RequestParam(name = "late", defaultValue = "false") boolean late,
            @RequestParam(name = "calls", defaultValue = "false") boolean calls,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user,
            Locale locale,
            Model model) {
        String asked = Input.optional(district, "district", 60);
        String within = user.district() == null ? asked : user.district();
        Instant now = clock.instant();
        Set<String> lateOnes = punctuality.of(within, now.minus(BACK), now.plus(AHEAD)).stream()
                .filter(Punctuality.Standing::isLate)
                .map(Punctuality.Standing::sessionId)
                .collect(Collectors.toSet());
        SessionBook.Filter filter = new SessionBook.Filter(
                asked,
                date,
                Input.optional(text, "text", 60),
                everyone,
                late ? lateOnes.toArray(String[]::new) : null,
                calls);
        model.addAttribute("filter", filter);
        model.addAttribute("late", late);
        model.addAttribute("lateOnes", lateOnes);
        model.addAttribute("sessions", book.list(filter, user, Input.offset(offset)));
        model.addAttribute("siteNames", siteNames(locale));
        model.addAttribute("names", names(locale));
        return "sessions";
    }

    @Allow(value = Right.SEE_LISTS, audit = "looked.session")
    @GetMapping("/sessions/{sessionId}")
    String one(
            @PathVariable("sessionId") String sessionId,
            @RequestParam(name = "who", defaultValue = "all") String who,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user,
            Locale locale,
            Model model) {
        SessionBook.Row session = book.find(sessionId, user);
        model.addAttribute("thisSession", session);
        model.addAttribute("site", tables.now().sites().find(session.siteCode()).orElse(null));
        model.addAttribute("names", names(locale));
        model.addAttribute("pushes", book.pushes(sessionId));
        model.addAttribute(
                "standings",
                punctuality
                        .of(
                                session.district(),
                                session.startsAt(),
                                session.startsAt().plusSeconds(1))
                        .stream()
                        .filter(standing -> standing.sessionId().equals(sessionId))
                        .collect(Collectors.toMap(
                                standing -> String.valueOf(standing.endpoint()),
                                standing -> standing.state()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                                (one, other) -> one)));
        model.addAttribute("who", WHO.contains(who) ? who : "all");
        model.addAttribute("members", book.members(sessionId, WHO.contains(who) ? who : "all", Input.offset(offset)));
        return "session";
    }

    @Allow(value = Right.PUSH_AGAIN, audit = "changed.pushed-again")
    @PostMapping("/sessions/{sessionId}/push-again")
    String pushAgain(
            @PathVariable("sessionId") String sessionId,
            @RequestParam("kind") String kind,
            @RequestParam("endpoint") String endpoint,
            @AuthenticationPrincipal HubUser user,
            RedirectAttributes redirect) {
        book.find(sessionId, user);
        AuditTrail.detail(Input.text(kind, "kind", 20) + " to " + Input.text(endpoint, "endpoint", 80));
        boolean asked = pushAgain.push(kind, sessionId, endpoint, user.getUsername());
        return (asked ? Told.done("session.pushing", endpoint) : Told.not("session.notpushed", endpoint))
                .at("/sessions/" + sessionId, redirect);
    }

    @Allow(value = Right.SEE_LISTS, audit = "looked.call-sheet")
    @GetMapping("/sessions/{sessionId}/calls")
    String calls(
            @PathVariable("sessionId") String sessionId,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user,
            HttpSession login,
            Locale locale,
            Model model) {
        SessionBook.Row session = book.find(sessionId, user);
        model.addAttribute("thisSession", session);
        model.addAttribute("site", tables.now().sites().find(session.siteCode()).orElse(null));
        model.addAttribute("names", names(locale));
        model.addAttribute("shown", ShownNumbers.are(login, sessionId));
        model.addAttribute(
                "results",
                Arrays.stream(CallResult.values()).map(CallResult::key).toList());
        model.addAttribute("members", book.members(sessionId, "sheet", Input.offset(offset)));
        return "calls";
    }

    /** From here on the call sheet shows this officer the numbers, for as long as somebody needs to telephone. */
    @Allow(value = Right.RECORD_CALLS, audit = "changed.numbers-shown")
    @PostMapping("/sessions/{sessionId}/calls/numbers")
    String numbers(
            @PathVariable("sessionId") String sessionId,
            @AuthenticationPrincipal HubUser user,
            HttpSession login,
            RedirectAttributes redirect) {
        book.find(sessionId, user);
        ShownNumbers.show(login, sessionId);
        return Told.done("calls.shown").at("/sessions/" + sessionId + "/calls", redirect);
    }

    @Allow(value = Right.RECORD_CALLS, audit = "changed.call-result")
    @PostMapping("/sessions/{sessionId}/calls/{personId}")
    String called(
            @PathVariable("sessionId") String sessionId,
            @PathVariable("personId") long personId,
            @RequestParam("result") String result,
            @RequestParam(name = "remark", required = false) String remark,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user,
            RedirectAttributes redirect) {
        book.find(sessionId, user);
        CallResult known = CallResult.of(result).orElseThrow(() -> new BadRequest("result: choose one of the list."));
        AuditTrail.detail(known.key());
        boolean recorded = callSheets.record(
                sessionId, personId, known, Input.optional(remark, "remark", 300), user.getUsername());
        int from = Input.offset(offset);
        return (recorded ? Told.done("calls.recorded") : Told.not("calls.gone"))
                .at("/sessions/" + sessionId + "/calls" + (from == 0 ? "" : "?offset=" + from), redirect);
    }

    private Map<String, String> siteNames(Locale locale) {
        boolean hindi = Words.isHindi(locale);
        return tables.now().sites().all().stream()
                .collect(Collectors.toMap(Site::code, site -> hindi ? site.nameHi() : site.name()));
    }

    private Map<String, String> names(Locale locale) {
        return Frame.names(tables.now(), Words.isHindi(locale));
    }
}
