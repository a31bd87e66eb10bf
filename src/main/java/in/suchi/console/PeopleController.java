package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.intake.HeldDecisions;
import in.suchi.ledger.Timeline;
import in.suchi.person.Mobile;
import in.suchi.session.Appointments;
import in.suchi.session.MoveOutcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People by API: all as CSV, one with notices and timeline, and what an officer may do about one. */
@RestController
@RequestMapping("/api/v1")
class PeopleController {

    record Reason(String reason) {}

    record Move(String sessionId) {}

    record NewMobile(String mobile) {}

    record Place(String siteCode, String comment) {}

    private final People people;
    private final Timeline timeline;
    private final Appointments appointments;
    private final HeldDecisions decisions;
    private final SessionBook sessions;

    PeopleController(
            People people,
            Timeline timeline,
            Appointments appointments,
            HeldDecisions decisions,
            SessionBook sessions) {
        this.people = people;
        this.timeline = timeline;
        this.sessions = sessions;
        this.appointments = appointments;
        this.decisions = decisions;
    }

    @Allow(value = Right.SEE_PEOPLE, audit = "exported.people")
    @GetMapping("/people.csv")
    void all(@AuthenticationPrincipal HubUser user, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"people.csv\"");
        people.export(response.getOutputStream(), user);
    }

    @Allow(value = Right.SEE_PEOPLE, audit = "looked.person")
    @GetMapping("/people/{id}")
    People.PersonView one(@PathVariable("id") String id, @AuthenticationPrincipal HubUser user) {
        return people.find(id, user);
    }

    @Allow(value = Right.SEE_PEOPLE, audit = "looked.timeline")
    @GetMapping("/people/{id}/timeline")
    Timeline.Story timeline(@PathVariable("id") String id, @AuthenticationPrincipal HubUser user) {
        return timeline.of(people.find(id, user).personId()).orElseThrow();
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.withdrawn")
    @PostMapping("/people/{id}/withdraw")
    Map<String, Object> withdraw(
            @PathVariable("id") String id, @RequestBody Reason body, @AuthenticationPrincipal HubUser user) {
        String reason = Input.text(body.reason(), "reason", 300);
        long person = people.find(id, user).personId();
        boolean done = appointments.withdraw(person, user.getUsername(), reason);
        return Map.of("personId", person, "done", done, "words", done ? "withdrawn" : "withdrawn or finished already");
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.moved")
    @PostMapping("/people/{id}/move")
    Map<String, Object> move(
            @PathVariable("id") String id, @RequestBody Move body, @AuthenticationPrincipal HubUser user) {
        String session = Input.text(body.sessionId(), "sessionId", 100);
        long person = people.find(id, user).personId();
        if (user.district() != null) {
            sessions.find(session, user); // another district's places are not theirs to give
        }
        MoveOutcome outcome = appointments.move(person, session, user.getUsername());
        if (outcome instanceof MoveOutcome.NotMoved not) {
            throw new BadRequest(not.reason());
        }
        MoveOutcome.Moved moved = (MoveOutcome.Moved) outcome;
        return Map.of(
                "personId",
                person,
                "sessionId",
                moved.sessionId(),
                "serial",
                moved.serial(),
                "version",
                moved.version());
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.mobile")
    @PostMapping("/people/{id}/mobile")
    Map<String, Object> mobile(
            @PathVariable("id") String id, @RequestBody NewMobile body, @AuthenticationPrincipal HubUser user) {
        if (body.mobile() == null) {
            throw new BadRequest("mobile: must be there; an empty one takes the number out.");
        }
        String mobile = body.mobile().isBlank()
                ? null
                : Mobile.of(body.mobile().strip())
                        .map(Mobile::number)
                        .orElseThrow(() -> new BadRequest("mobile: ten digits, the first 6 to 9, or empty for none."));
        long person = people.find(id, user).personId();
        appointments.mobileCorrected(person, mobile, user.getUsername());
        return Map.of(
                "personId", person, "words", mobile == null ? "the number was taken out" : "the number was corrected");
    }

    @Allow(value = Right.CHANGE_PEOPLE, audit = "changed.placed")
    @PostMapping("/people/{id}/place")
    Map<String, Object> place(
            @PathVariable("id") String id, @RequestBody Place body, @AuthenticationPrincipal HubUser user) {
        long person = people.find(id, user).personId();
        decisions.place(
                person,
                Input.optional(body.siteCode(), "siteCode", 40),
                Input.optional(body.comment(), "comment", 300),
                user.getUsername());
        return Map.of("personId", person, "words", "released from held");
    }
}
