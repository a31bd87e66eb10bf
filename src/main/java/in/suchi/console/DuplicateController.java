package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.duplicate.DuplicateDesk;
import in.suchi.duplicate.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Persons who may be one, by API: the suggestions with their reasons, and what an officer decides about a pair. */
@RestController
@RequestMapping("/api/v1/duplicates")
class DuplicateController {

    private static final Set<String> STATES = Set.of("suggested", "merged", "not-same");

    record Listing(long count, List<Suggestions.Pair> pairs) {}

    /** @param mobileOf {@code kept} or {@code other}; needed where the two have different mobiles */
    record Merge(Long keep, String mobileOf, String comment) {}

    record Comment(String comment) {}

    private final Suggestions suggestions;
    private final DuplicateDesk desk;
    private final DistrictScope scope;

    DuplicateController(Suggestions suggestions, DuplicateDesk desk, DistrictScope scope) {
        this.suggestions = suggestions;
        this.desk = desk;
        this.scope = scope;
    }

    @Allow(value = Right.SEE_HELD, audit = "looked.duplicates")
    @GetMapping
    Listing list(
            @RequestParam(name = "state", required = false, defaultValue = "suggested") String state,
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user) {
        if (!STATES.contains(state) && !"any".equals(state)) {
            throw new BadRequest("state: suggested, merged, not-same or any.");
        }
        String asked = "any".equals(state) ? null : state;
        return new Listing(
                suggestions.count(of(user), asked),
                suggestions.list(of(user), asked, Input.limit(limit), Input.offset(offset)));
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.duplicates-merged")
    @PostMapping("/{id}/merge")
    Suggestions.Pair merge(
            @PathVariable("id") long id, @RequestBody Merge body, @AuthenticationPrincipal HubUser user) {
        find(id, user);
        if (body.keep() == null) {
            throw new BadRequest("keep: the personId of the one who stays.");
        }
        Boolean other = body.mobileOf() == null
                ? null
                : Map.of("kept", false, "other", true).get(body.mobileOf());
        if (body.mobileOf() != null && other == null) {
            throw new BadRequest("mobileOf: kept or other.");
        }
        desk.merge(id, body.keep(), other, Input.text(body.comment(), "comment", 300), user.getUsername());
        return find(id, user);
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.duplicates-kept")
    @PostMapping("/{id}/not-same")
    Suggestions.Pair notSame(
            @PathVariable("id") long id, @RequestBody Comment body, @AuthenticationPrincipal HubUser user) {
        find(id, user);
        desk.notSame(id, Input.text(body.comment(), "comment", 300), user.getUsername());
        return find(id, user);
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.duplicates-undone")
    @PostMapping("/{id}/undo")
    Suggestions.Pair undo(
            @PathVariable("id") long id, @RequestBody Comment body, @AuthenticationPrincipal HubUser user) {
        find(id, user);
        desk.undo(id, Input.text(body.comment(), "comment", 300), user.getUsername());
        return find(id, user);
    }

    private Suggestions.Pair find(long id, HubUser user) {
        return suggestions
                .find(of(user), id)
                .orElseThrow(() -> new Unknown("There is no duplicate " + id
                        + (user.district() == null ? "." : " whose two persons are both in your district.")));
    }

    private Suggestions.Scope of(HubUser user) {
        return new Suggestions.Scope(scope.sites(user.district()), scope.names(user.district()));
    }
}
