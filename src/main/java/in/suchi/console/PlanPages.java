package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Right;
import in.suchi.session.PlanOutcome;
import in.suchi.session.SessionPlan;
import in.suchi.site.CurrentTables;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The plan: its rules, and cancelling or moving one session after having seen what that does. */
@Page
class PlanPages {

    private final SessionPlan plan;
    private final SessionBook book;
    private final CurrentTables tables;

    PlanPages(SessionPlan plan, SessionBook book, CurrentTables tables) {
        this.plan = plan;
        this.book = book;
        this.tables = tables;
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/plan")
    String rules(Model model) {
        model.addAttribute("rules", plan.rules());
        return "plan";
    }

    /** What cancelling, or moving where a date is given, would do; nothing is done yet. */
    @Allow(Right.CHANGE_PLAN)
    @GetMapping("/plan/{sessionId}")
    String preview(
            @PathVariable("sessionId") String sessionId,
            @RequestParam(name = "date", required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate date,
            @RequestParam(name = "start", required = false) @DateTimeFormat(pattern = "HH:mm") LocalTime start,
            @RequestParam(name = "end", required = false) @DateTimeFormat(pattern = "HH:mm") LocalTime end,
            @RequestParam(name = "cancel", defaultValue = "false") boolean cancel,
            @AuthenticationPrincipal HubUser user,
            Locale locale,
            Model model) {
        model.addAttribute("thisSession", book.find(sessionId, user));
        model.addAttribute(
                "site",
                tables.now().sites().find(book.find(sessionId, user).siteCode()).orElse(null));
        model.addAttribute("names", Frame.names(tables.now(), Words.isHindi(locale)));
        model.addAttribute("date", date);
        model.addAttribute("start", start);
        model.addAttribute("end", end);
        model.addAttribute("cancel", cancel);
        boolean move = date != null && start != null && end != null;
        PlanOutcome outcome = cancel
                ? plan.previewCancel(sessionId, user.getUsername()).orElse(null)
                : move ? plan.previewMove(sessionId, date, start, end, user.getUsername()) : null;
        model.addAttribute("outcome", outcome);
        return "plan-session";
    }

    @Allow(value = Right.CHANGE_PLAN, audit = "changed.session-cancelled")
    @PostMapping("/plan/{sessionId}/cancel")
    String cancel(
            @PathVariable("sessionId") String sessionId,
            @AuthenticationPrincipal HubUser user,
            RedirectAttributes redirect) {
        book.find(sessionId, user);
        boolean done = plan.cancel(sessionId, user.getUsername());
        return Told.done(done ? "plan.cancelled" : "plan.was").at("/sessions/" + sessionId, redirect);
    }

    @Allow(value = Right.CHANGE_PLAN, audit = "changed.session-moved")
    @PostMapping("/plan/{sessionId}/move")
    String move(
            @PathVariable("sessionId") String sessionId,
            @RequestParam("date") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam("start") @DateTimeFormat(pattern = "HH:mm") LocalTime start,
            @RequestParam("end") @DateTimeFormat(pattern = "HH:mm") LocalTime end,
            @AuthenticationPrincipal HubUser user,
            RedirectAttributes redirect) {
        book.find(sessionId, user);
        if (!end.isAfter(start)) {
            throw new BadRequest("end: write a time later than start.");
        }
        AuditTrail.detail("to " + date + " " + start + "-" + end);
        plan.move(sessionId, date, start, end, user.getUsername());
        return Told.done("plan.moved-done").at("/sessions/" + sessionId, redirect);
    }
}
