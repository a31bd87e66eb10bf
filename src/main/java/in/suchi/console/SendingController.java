package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.notice.Canaries;
import in.suchi.notice.StopSwitches;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stop switch of sending, and the canaries of new wordings. */
@RestController
@RequestMapping("/api/v1")
class SendingController {

    record Stop(String scope, String reason) {}

    private final StopSwitches switches;
    private final Canaries canaries;
    private final GatewayProfiles gateways;
    private final DistrictScope districts;

    SendingController(StopSwitches switches, Canaries canaries, GatewayProfiles gateways, DistrictScope districts) {
        this.switches = switches;
        this.canaries = canaries;
        this.gateways = gateways;
        this.districts = districts;
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/stops")
    List<StopSwitches.Stop> stops() {
        return switches.list();
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.stopped")
    @PostMapping("/stops")
    Map<String, Object> stop(@RequestBody Stop stop, @AuthenticationPrincipal HubUser user) {
        String scope = Input.text(stop.scope(), "scope", 120);
        String reason = Input.text(stop.reason(), "reason", 300);
        requireKnown(scope);
        AuditTrail.detail(scope);
        try {
            boolean done = switches.stop(scope, user.getUsername(), reason);
            return Map.of("scope", scope, "done", done, "words", done ? "stopped" : "was stopped already");
        } catch (IllegalArgumentException e) {
            throw new BadRequest("scope is all, gateway:<name>, district:<slug> or template:<DLT id>.");
        }
    }

    /** A stop with a typing error in it would stop nothing, and its officer would believe it did. */
    private void requireKnown(String scope) {
        if (scope.startsWith("gateway:")
                && gateways.find(scope.substring("gateway:".length())).isEmpty()) {
            throw new BadRequest("scope: there is no such gateway; the names are those of config/gateways/.");
        }
        if (scope.startsWith("district:") && !districts.exists(scope.substring("district:".length()))) {
            throw new BadRequest("scope: a slug of config/districts.csv, e.g. district:patna.");
        }
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.goes-on")
    @DeleteMapping("/stops")
    Map<String, Object> start(@RequestParam("scope") String scope, @AuthenticationPrincipal HubUser user) {
        AuditTrail.detail(scope);
        if (!switches.start(Input.text(scope, "scope", 120), user.getUsername())) {
            throw new Unknown("Sending is not stopped there. See GET /api/v1/stops.");
        }
        return Map.of("scope", scope, "words", "sending goes on");
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/canaries")
    List<Canaries.State> canaries() {
        return canaries.list();
    }

    @Allow(value = Right.STEER_SENDING, audit = "changed.canary-released")
    @PostMapping("/canaries/{template}/{gateway}/release")
    Map<String, Object> release(
            @PathVariable("template") String template,
            @PathVariable("gateway") String gateway,
            @AuthenticationPrincipal HubUser user) {
        if (!canaries.release(template, gateway, user.getUsername())) {
            throw new Unknown("No canary of this template waits on this gateway. See GET /api/v1/canaries.");
        }
        return Map.of("template", template, "gateway", gateway, "words", "the rest is released");
    }
}
