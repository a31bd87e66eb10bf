package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.deadletter.DeadLetter;
import in.suchi.deadletter.DeadLetterDesk;
import in.suchi.deadletter.DeadLetterFilter;
import in.suchi.deadletter.Reason;
import in.suchi.deadletter.Reasons;
import in.suchi.deadletter.RepairResult;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters by API: what failed, why in plain words, and putting it right, one or many. */
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {

    record Explained(DeadLetter letter, String why, String remedy, List<String> correctable) {}

    record Listing(long count, List<Explained> letters) {}

    record WithHistory(Explained letter, List<DeadLetterDesk.Event> history) {}

    /** Either ids, or a filter; a filter with nothing in it means every open one only if {@code all} is true. */
    record Which(List<Long> ids, String queue, String district, String reason, Boolean all, String comment) {}

    record Correction(String field, String value) {}

    record Repaired(long asked, long done, List<RepairResult> results) {}

    private static final List<String> STATES = List.of("open", "retried", "settled", "discarded", "any");

    private final DeadLetterDesk desk;
    private final Reasons reasons;

    DeadLetterController(DeadLetterDesk desk, Reasons reasons) {
        this.desk = desk;
        this.reasons = reasons;
    }

    @Allow(Right.SEE_DEAD_LETTERS)
    @GetMapping
    Listing list(
            @RequestParam(name = "queue", required = false) String queue,
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "reason", required = false) String reason,
            @RequestParam(name = "state", required = false, defaultValue = "open") String state,
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            Locale locale,
            @AuthenticationPrincipal HubUser user) {
        if (!STATES.contains(state)) {
            throw new BadRequest("state: one of " + String.join(", ", STATES) + ".");
        }
        DeadLetterFilter asked = filter(queue, district, reason, "any".equals(state) ? null : state);
        if (asked.excludes(user.district())) {
            return new Listing(0, List.of());
        }
        DeadLetterFilter filter = asked.within(user.district());
        return new Listing(
                desk.count(filter),
                desk.list(filter, Input.limit(limit), Input.offset(offset)).stream()
                        .map(letter -> explained(letter, locale))
                        .toList());
    }

    @Allow(Right.SEE_DEAD_LETTERS)
    @GetMapping("/{id}")
    WithHistory one(@PathVariable("id") long id, Locale locale, @AuthenticationPrincipal HubUser user) {
        return new WithHistory(explained(visible(id, user), locale), desk.history(id));
    }

    private DeadLetter visible(long id, HubUser user) {
        return desk.find(id)
                .filter(found -> user.district() == null || user.district().equals(found.district()))
                .orElseThrow(() -> new Unknown("There is no dead letter " + id + "."));
    }

    @Allow(value = Right.REPAIR_DEAD_LETTERS, audit = "changed.dead-letters-retried")
    @PostMapping("/retry")
    Repaired retry(@RequestBody Which which, @AuthenticationPrincipal HubUser user) {
        List<RepairResult> results = which.ids() != null
                ? desk.retry(ids(which), user.officer())
                : desk.retry(filter(which), user.officer());
        return repaired(results);
    }

    @Allow(value = Right.REPAIR_DEAD_LETTERS, audit = "changed.dead-letters-discarded")
    @PostMapping("/discard")
    Repaired discard(@RequestBody Which which, @AuthenticationPrincipal HubUser user) {
        String comment = Input.text(which.comment(), "comment", 300);
        List<RepairResult> results = which.ids() != null
                ? desk.discard(ids(which), user.officer(), comment)
                : desk.discard(filter(which), user.officer(), comment);
        return repaired(results);
    }

    @Allow(value = Right.REPAIR_DEAD_LETTERS, audit = "changed.dead-letter-corrected")
    @PostMapping("/{id}/correct")
    RepairResult correct(
            @PathVariable("id") long id, @RequestBody Correction correction, @AuthenticationPrincipal HubUser user) {
        String field = Input.text(correction.field(), "field", 40);
        visible(id, user);
        return desk.correct(id, field, Input.text(correction.value(), "value", 100), user.officer());
    }

    private static DeadLetterFilter filter(Which which) {
        DeadLetterFilter filter = filter(which.queue(), which.district(), which.reason(), "open");
        boolean nothing = filter.queue() == null && filter.district() == null && filter.reason() == null;
        if (nothing && !Boolean.TRUE.equals(which.all())) {
            throw new BadRequest("Name ids, or a queue, district or reason; for every open one say \"all\": true.");
        }
        return filter;
    }

    private static DeadLetterFilter filter(String queue, String district, String reason, String state) {
        return new DeadLetterFilter(
                Input.optional(queue, "queue", 100),
                Input.optional(district, "district", 100),
                Input.optional(reason, "reason", 100),
                Input.optional(state, "state", 20));
    }

    private static List<Long> ids(Which which) {
        if (which.ids().contains(null)) {
            throw new BadRequest("ids: numbers only.");
        }
        return which.ids();
    }

    private static Repaired repaired(List<RepairResult> results) {
        long done = results.stream().filter(RepairResult::done).count();
        AuditTrail.detail(done + " of " + results.size());
        return new Repaired(results.size(), done, results);
    }

    private Explained explained(DeadLetter letter, Locale locale) {
        Reason.Words words = reasons.of(letter.reason()).in(locale);
        return new Explained(letter, words.sentence(), words.remedy(), desk.correctable(letter));
    }
}
