package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.access.Unknown;
import in.suchi.evening.EveningReport;
import in.suchi.evening.EveningReports;
import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * The evening report of a district or the state: as JSON, as a page that prints on A4, as plain text, by the request's Accept or
 * by {@code format}; and its sign-off. Counts only, so that everybody may read it; whoever is bound to a district, theirs.
 */
@Controller
@RequestMapping("/api/v1/evening-report")
class EveningReportController {

    /** Dates beyond are typing errors, and some of them more than the database can count. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2199;
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    record SignOff(String decision, String comment) {}

    private final EveningReports reports;
    private final DistrictScope scope;
    private final CurrentTables tables;
    private final HubStatus status;
    private final MessageSource messages;
    private final EveningReportText text;

    EveningReportController(
            EveningReports reports,
            DistrictScope scope,
            CurrentTables tables,
            HubStatus status,
            MessageSource messages) {
        this.reports = reports;
        this.scope = scope;
        this.tables = tables;
        this.status = status;
        this.messages = messages;
        this.text = new EveningReportText(messages);
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE, params = "format!=html")
    @ResponseBody
    EveningReport json(
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "date", required = false) String date,
            @AuthenticationPrincipal HubUser user) {
        return reports.of(district(district, user), date(date));
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping(produces = MediaType.TEXT_HTML_VALUE, params = "format!=text")
    ModelAndView page(
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "date", required = false) String date,
            Locale locale,
            @AuthenticationPrincipal HubUser user) {
        EveningReport report = reports.of(district(district, user), date(date));
        ModelAndView page = new ModelAndView("evening-report");
        page.addObject("r", report);
        page.addObject("where", name(report.district(), locale));
        page.addObject("language", language(locale));
        page.addObject("words", new Words(messages, locale));
        page.addObject("simulated", status.simulated());
        return page;
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE, params = "format!=html")
    ResponseEntity<String> plain(
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "date", required = false) String date,
            Locale locale,
            @AuthenticationPrincipal HubUser user) {
        EveningReport report = reports.of(district(district, user), date(date));
        return ResponseEntity.ok().contentType(TEXT).body(text.of(report, name(report.district(), locale), locale));
    }

    /** The officer's decision, go or no-go; the answer is the report with the new signature first. */
    @Allow(value = Right.SIGN_OFF, audit = "changed.signed-off")
    @PostMapping("/sign-off")
    @ResponseBody
    EveningReport signOff(
            @RequestParam(name = "district", required = false) String district,
            @RequestParam(name = "date", required = false) String date,
            @RequestBody SignOff body,
            @AuthenticationPrincipal HubUser user) {
        String decision = Input.text(body.decision(), "decision", 10);
        if (!decision.equals("go") && !decision.equals("no-go")) {
            throw new BadRequest("decision: go or no-go.");
        }
        String comment = decision.equals("go")
                ? Input.optional(body.comment(), "comment", 300)
                : Input.text(body.comment(), "comment", 300);
        AuditTrail.detail(decision);
        return reports.signOff(
                district(district, user), date(date), decision.equals("go"), comment, user.getUsername());
    }

    private String district(String asked, HubUser user) {
        String district = asked == null || asked.isBlank() ? user.district() : asked;
        if (user.district() != null && !user.district().equals(district)
                || district != null && !scope.exists(district)) {
            throw new Unknown("There is no district '" + asked + "' whose report you may see; leave it out for "
                    + (user.district() == null ? "the state." : "your own."));
        }
        return district;
    }

    private LocalDate date(String date) {
        if (date == null || date.isBlank()) {
            return reports.nextDay();
        }
        try {
            LocalDate day = LocalDate.parse(date.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // refused below, like a day that no calendar of ours has
        }
        throw new BadRequest("date: the day of the sessions, as 2021-01-16.");
    }

    /** Null for the state. */
    private String name(String slug, Locale locale) {
        Optional<District> district = tables.now().districts().bySlug(slug == null ? "" : slug);
        return district.map(d -> language(locale).equals("hi") ? d.nameHi() : d.nameEn())
                .orElse(slug);
    }

    static String language(Locale locale) {
        return "hi".equals(locale.getLanguage()) ? "hi" : "en";
    }
}
