package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.intake.HeldDecisions;
import in.suchi.person.Pincode;
import in.suchi.site.CurrentTables;
import in.suchi.site.PlacementQuestion;
import in.suchi.time.DomainClock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People held, by what they have in common, and the rules that officers decide for all alike. */
@RestController
@RequestMapping("/api/v1")
class HeldController {

    record Candidate(String siteCode, String name, String district, Double distanceKm, String why) {}

    record Group(
            String causeKey,
            String reason,
            long people,
            String explanation,
            String facility,
            String district,
            String postingPincode,
            String homePincode,
            OffsetDateTime since,
            List<Candidate> candidates) {}

    record Rule(
            long ruleId,
            String facility,
            String district,
            String postingPincode,
            String homePincode,
            String siteCode,
            String comment,
            String decidedBy,
            OffsetDateTime decidedAt,
            OffsetDateTime undoneAt) {}

    record Wanted(
            String facility,
            String district,
            String postingPincode,
            String homePincode,
            String siteCode,
            String comment) {}

    private final JdbcClient jdbc;
    private final HeldDecisions decisions;
    private final DistrictScope scope;
    private final CurrentTables tables;

    HeldController(JdbcClient jdbc, HeldDecisions decisions, DistrictScope scope, CurrentTables tables) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.scope = scope;
        this.tables = tables;
    }

    @Allow(Right.SEE_HELD)
    @GetMapping("/held")
    List<Group> held(
            @RequestParam(name = "limit", required = false) Integer limit,
            @RequestParam(name = "offset", required = false) Integer offset,
            @AuthenticationPrincipal HubUser user) {
        return jdbc.sql("""
                        select g.cause_key, g.people, g.since, h.reason, h.explanation, p.posting_facility, p.posting_district,
                               p.posting_pincode, p.posting_pincode_problem, p.home_pincode
                        from (select cause_key, count(*) as people, min(since) as since, min(person_id) as person_id
                              from held join person p using (person_id)
                              where :district::text is null or lower(p.posting_district) = any(:names)
                              group by 1 order by 2 desc, 1 limit :limit offset :offset) g
                        join held h using (person_id) join person p using (person_id)
                        order by g.people desc, g.cause_key""")
                .param("district", user.district())
                .param("names", scope.names(user.district()))
                .param("limit", Input.limit(limit))
                .param("offset", Input.offset(offset))
                .query((row, n) -> new Group(
                        row.getString("cause_key"),
                        row.getString("reason"),
                        row.getLong("people"),
                        row.getString("explanation"),
                        row.getString("posting_facility"),
                        row.getString("posting_district"),
                        row.getString("posting_pincode"),
                        row.getString("home_pincode"),
                        row.getTimestamp("since")
                                .toInstant()
                                .atZone(DomainClock.ZONE)
                                .toOffsetDateTime(),
                        candidates(new PlacementQuestion(
                                row.getString("posting_facility"),
                                row.getString("posting_district"),
                                pincode(row.getString("posting_pincode")),
                                row.getString("posting_pincode_problem"),
                                pincode(row.getString("home_pincode"))))))
                .list();
    }

    private List<Candidate> candidates(PlacementQuestion question) {
        return tables.finder().candidates(question).stream()
                .map(c -> new Candidate(
                        c.site().code(),
                        c.site().name(),
                        c.site().district(),
                        c.distanceKm().isPresent() ? c.distanceKm().getAsDouble() : null,
                        c.why()))
                .toList();
    }

    @Allow(Right.SEE_HELD)
    @GetMapping("/rules")
    List<Rule> rules() {
        return jdbc.sql("select * from officer_rule order by rule_id")
                .query((row, n) -> new Rule(
                        row.getLong("rule_id"),
                        row.getString("facility"),
                        row.getString("district"),
                        row.getString("posting_pincode"),
                        row.getString("home_pincode"),
                        row.getString("site_code"),
                        row.getString("comment"),
                        row.getString("decided_by"),
                        row.getTimestamp("decided_at")
                                .toInstant()
                                .atZone(DomainClock.ZONE)
                                .toOffsetDateTime(),
                        row.getTimestamp("undone_at") == null
                                ? null
                                : row.getTimestamp("undone_at")
                                        .toInstant()
                                        .atZone(DomainClock.ZONE)
                                        .toOffsetDateTime()))
                .list();
    }

    @Allow(value = Right.DECIDE_HELD, audit = "changed.rule-made")
    @PostMapping("/rules")
    @ResponseStatus(HttpStatus.CREATED)
    HeldDecisions.Decided decide(@RequestBody Wanted wanted, @AuthenticationPrincipal HubUser user) {
        return decisions.decide(
                new HeldDecisions.Rule(
                        Input.optional(wanted.facility(), "facility", 160),
                        Input.optional(wanted.district(), "district", 100),
                        checked(wanted.postingPincode(), "postingPincode"),
                        checked(wanted.homePincode(), "homePincode"),
                        Input.text(wanted.siteCode(), "siteCode", 40),
                        Input.text(wanted.comment(), "comment", 300)),
                user.getUsername());
    }

    @Allow(value = Right.DECIDE_HELD, audit = "changed.rule-undone")
    @DeleteMapping("/rules/{id}")
    Map<String, Object> undo(@PathVariable("id") long id, @AuthenticationPrincipal HubUser user) {
        if (!decisions.undo(id, user.getUsername())) {
            throw new Unknown("There is no standing rule " + id + ". See GET /api/v1/rules.");
        }
        return Map.of("ruleId", id, "words", "taken back; whom it placed stays placed");
    }

    private static String checked(String value, String field) {
        String digits = Input.optional(value, field, 6);
        if (digits != null && pincode(digits) == null) {
            throw new BadRequest(field + ": six digits, the first 1 to 9.");
        }
        return digits;
    }

    private static Pincode pincode(String digits) {
        return digits == null ? null : Pincode.of(digits).orElse(null);
    }
}
