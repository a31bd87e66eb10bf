package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.HubUser;
import in.suchi.access.Officers;
import in.suchi.access.Right;
import in.suchi.site.CurrentTables;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Officers by API, for administrators. */
@RestController
@RequestMapping("/api/v1/officers")
class OfficerController {

    record Wanted(String username, String role, String district, String site) {}

    private final Officers officers;
    private final CurrentTables tables;

    OfficerController(Officers officers, CurrentTables tables) {
        this.officers = officers;
        this.tables = tables;
    }

    @Allow(Right.MANAGE_OFFICERS)
    @GetMapping
    List<Officers.Listed> list() {
        return officers.list();
    }

    /** The answer holds the one-time password; it is shown this once. */
    @Allow(value = Right.MANAGE_OFFICERS, audit = "changed.officer-made")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> add(@RequestBody Wanted wanted, @AuthenticationPrincipal HubUser user) {
        NewOfficer officer =
                NewOfficer.of(wanted.username(), wanted.role(), wanted.district(), wanted.site(), tables.now());
        AuditTrail.detail(officer.username() + ", " + officer.role().wire());
        return Map.of(
                "username",
                officer.username(),
                "role",
                officer.role().wire(),
                "oneTimePassword",
                officers.add(officer.username(), officer.role(), officer.district(), officer.site()));
    }

    @Allow(value = Right.MANAGE_OFFICERS, audit = "changed.officer-removed")
    @DeleteMapping("/{username}")
    Map<String, Object> remove(@PathVariable("username") String username, @AuthenticationPrincipal HubUser user) {
        officers.remove(username, user.getUsername());
        return Map.of("username", username, "words", "removed; what is open of theirs ends at once");
    }
}
