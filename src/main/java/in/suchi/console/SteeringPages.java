package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.notice.Canaries;
import in.suchi.notice.StopSwitches;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The stop switches and canaries, wherever a page has them in reach: each act leads back to that page. */
@Page
class SteeringPages {

    private final StopSwitches switches;
    private final Canaries canaries;

    SteeringPages(StopSwitches switches, Canaries canaries) {
        this.switches = switches;
        this.canaries = canaries;
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.stopped")
    @PostMapping("/sending/stop")
    String stop(
            @RequestParam("scope") String scope,
            @RequestParam("reason") String reason,
            @AuthenticationPrincipal HubUser user,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        AuditTrail.detail(Input.text(scope, "scope", 120));
        try {
            boolean stopped = switches.stop(scope, user.getUsername(), Input.text(reason, "reason", 300));
            return Told.done(stopped ? "steer.done" : "steer.was", scope).at(PageProblems.back(request), redirect);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("scope is all, gateway:<name>, district:<slug> or template:<DLT id>.");
        }
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.goes-on")
    @PostMapping("/sending/go-on")
    String goOn(
            @RequestParam("scope") String scope,
            @AuthenticationPrincipal HubUser user,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        AuditTrail.detail(Input.text(scope, "scope", 120));
        boolean started = switches.start(scope, user.getUsername());
        return Told.done(started ? "steer.goes" : "steer.went", scope).at(PageProblems.back(request), redirect);
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.canary-released")
    @PostMapping("/sending/canaries/release")
    String release(
            @RequestParam("template") String template,
            @RequestParam("gateway") String gateway,
            @AuthenticationPrincipal HubUser user,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        AuditTrail.detail(template + " on " + gateway);
        boolean released = canaries.release(template, gateway, user.getUsername());
        return Told.done(released ? "steer.released" : "steer.nocanary", template, gateway)
                .at(PageProblems.back(request), redirect);
    }
}
