package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.Input;
import in.suchi.access.Right;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail by API. */
@RestController
class AuditController {

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @Allow(Right.SEE_AUDIT)
    @GetMapping("/api/v1/audit")
    List<AuditTrail.Entry> trail(
            @RequestParam(name = "actor", required = false) String actor,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "subject", required = false) String subject,
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset) {
        return trail.list(
                new AuditTrail.Filter(
                        Input.optional(actor, "actor", 40),
                        Input.optional(act, "act", 20),
                        Input.optional(subject, "subject", 100)),
                Input.limit(limit),
                Input.offset(offset));
    }
}
