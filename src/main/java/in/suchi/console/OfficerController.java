package in.suchi.console;

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

    record Wanted(String username, String role, String district) {}

    private final Officers officers;
    private final DistrictScope scope;

    OfficerController(Officers officers, DistrictScope scope) {
        this.officers = officers;
        this.scope = scope;
    }

    @GetMapping
    List<Officers.Listed> list() {
        return officers.list();
    }

    /** The answer holds the one-time password; it is shown this once. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> add(@RequestBody Wanted wanted, @AuthenticationPrincipal HubUser user) {
        Role role = Role.of(wanted.role() == null ? "" : wanted.role())
                .orElseThrow(() ->
                        new BadRequest("role: administrator, state-operator, district-officer, viewer or auditor."));
        if (wanted.district() != null && !scope.exists(wanted.district())) {
            throw new BadRequest("district: a slug of config/districts.csv, e.g. patna or east-champaran.");
        }
        String password = officers.add(wanted.username(), role, wanted.district(), user.getUsername());
        return Map.of("username", wanted.username(), "role", role.wire(), "oneTimePassword", password);
    }

    @DeleteMapping("/{username}")
    Map<String, Object> remove(@PathVariable("username") String username, @AuthenticationPrincipal HubUser user) {
        officers.remove(username, user.getUsername());
        return Map.of("username", username, "words", "removed; a session that is open ends within its timeout");
    }
}
