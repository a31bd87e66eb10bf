package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.HubUser;
import in.suchi.access.Officers;
import in.suchi.access.Right;
import in.suchi.access.Role;
import in.suchi.site.CurrentTables;
import java.util.Arrays;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may log in. A new officer's one-time password is shown once, on the page that follows. */
@Page
class OfficerPages {

    private final Officers officers;
    private final CurrentTables tables;

    OfficerPages(Officers officers, CurrentTables tables) {
        this.officers = officers;
        this.tables = tables;
    }

    @Allow(Right.MANAGE_OFFICERS)
    @GetMapping("/officers")
    String list(Model model) {
        model.addAttribute("officers", officers.list());
        model.addAttribute("roles", Arrays.stream(Role.values()).map(Role::wire).toList());
        return "officers";
    }

    @Allow(value = Right.MANAGE_OFFICERS, audit = "changed.officer-made")
    @PostMapping("/officers")
    String add(
            @RequestParam("username") String username,
            @RequestParam("role") String role,
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "site", required = false) String site,
            RedirectAttributes redirect) {
        NewOfficer officer = NewOfficer.of(username.strip(), role, district, site, tables.now());
        String password = officers.add(officer.username(), officer.role(), officer.district(), officer.site());
        AuditTrail.detail(officer.username() + ", " + officer.role().wire());
        return Told.done("officers.made", officer.username(), password).at("/officers", redirect);
    }

    @Allow(value = Right.MANAGE_OFFICERS, audit = "changed.officer-renewed")
    @PostMapping("/officers/{username}/renew")
    String renew(@PathVariable("username") String username, RedirectAttributes redirect) {
        return Told.done("officers.renewed", username, officers.renew(username)).at("/officers", redirect);
    }

    @Allow(value = Right.MANAGE_OFFICERS, audit = "changed.officer-removed")
    @PostMapping("/officers/{username}/remove")
    String remove(
            @PathVariable("username") String username,
            @AuthenticationPrincipal HubUser user,
            RedirectAttributes redirect) {
        officers.remove(username, user.getUsername());
        return Told.done("officers.removed", username).at("/officers", redirect);
    }
}
