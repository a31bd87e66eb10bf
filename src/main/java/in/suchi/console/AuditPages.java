package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.Input;
import in.suchi.access.Right;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who looked at, exported or changed what. */
@Page
class AuditPages {

    static final List<String> ACTS = List.of("changed", "exported", "looked", "login");

    private final AuditTrail trail;

    AuditPages(AuditTrail trail) {
        this.trail = trail;
    }

    @Allow(Right.SEE_AUDIT)
    @GetMapping("/audit")
    String trail(
            @RequestParam(name = "actor", required = false) String actor,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "subject", required = false) String subject,
            @RequestParam(name = "offset", required = false) Integer offset,
            Model model) {
        AuditTrail.Filter filter = new AuditTrail.Filter(
                Input.optional(actor, "actor", 40),
                Input.optional(act, "act", 20),
                Input.optional(subject, "subject", 100));
        int from = Input.offset(offset);
        model.addAttribute("filter", filter);
        model.addAttribute("acts", ACTS);
        model.addAttribute("entries", new Listing<>(trail.list(filter, Listing.LEAF, from), trail.count(filter), from));
        return "audit";
    }
}
