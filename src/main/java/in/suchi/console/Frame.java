package in.suchi.console;

import in.suchi.access.HubUser;
import in.suchi.access.Right;
import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: where one can go, in which language, whose login, and the mark of a simulated hub. */
@ControllerAdvice(annotations = Page.class, assignableTypes = ErrorController.class)
class Frame {

    /** A page in the navigation; {@code first}: always in sight, the others under "more". */
    record Place(String key, String path, Right right, boolean first) {}

    static final List<Place> PLACES = List.of(
            new Place("tonight", "/", Right.SEE_COUNTS, true),
            new Place("sessions", "/sessions", Right.SEE_LISTS, true),
            new Place("plan", "/plan", Right.SEE_STATE, false),
            new Place("gateways", "/gateways", Right.SEE_STATE, false),
            new Place("texts", "/texts", Right.SEE_STATE, false),
            new Place("extracts", "/extracts", Right.SEE_STATE, false),
            new Place("configuration", "/configuration", Right.SEE_STATE, false),
            new Place("audit", "/audit", Right.SEE_AUDIT, false),
            new Place("officers", "/officers", Right.MANAGE_OFFICERS, false));

    /** A district as a choice. */
    record Choice(String slug, String name) {}

    private final HubStatus status;
    private final CurrentTables tables;
    private final MessageSource messages;

    Frame(HubStatus status, CurrentTables tables, MessageSource messages) {
        this.status = status;
        this.tables = tables;
        this.messages = messages;
    }

    @ModelAttribute
    void everywhere(
            Model model,
            Locale locale,
            @AuthenticationPrincipal HubUser user,
            HttpServletRequest request,
            HttpServletResponse response) {
        Words words = new Words(messages, locale);
        model.addAttribute("profile", status.profile());
        model.addAttribute("simulated", status.simulated());
        model.addAttribute("language", words.hindi() ? "hi" : "en");
        model.addAttribute("words", words);
        model.addAttribute("here", new Here(request));
        model.addAttribute("user", user == null ? null : user.getUsername());
        model.addAttribute("role", user == null ? null : user.role().wire());
        model.addAttribute("can", rights(user));
        model.addAttribute("places", places(user));
        model.addAttribute("choices", choices(user, words.hindi()));
        model.addAttribute("bound", user == null ? null : districtName(user.district(), words.hindi()));
        if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null) {
            // An error while a part of a page was asked for replaces the page, or nobody would see it.
            response.setHeader("HX-Retarget", "body");
            response.setHeader("HX-Reswap", "innerHTML");
        }
    }

    private static Set<String> rights(HubUser user) {
        return Arrays.stream(Right.values())
                .filter(right -> user != null && user.may(right))
                .map(Right::name)
                .collect(Collectors.toSet());
    }

    private static List<Place> places(HubUser user) {
        return PLACES.stream()
                .filter(place -> user != null && user.may(place.right()))
                .toList();
    }

    /** The districts an officer may choose among; none for those who are bound to one. */
    private List<Choice> choices(HubUser user, boolean hindi) {
        return user == null || user.district() != null
                ? List.of()
                : tables.now().districts().all().stream()
                        .map(district -> new Choice(district.slug(), name(district, hindi)))
                        .sorted(java.util.Comparator.comparing(Choice::name))
                        .toList();
    }

    private String districtName(String slug, boolean hindi) {
        return slug == null
                ? null
                : tables.now()
                        .districts()
                        .bySlug(slug)
                        .map(district -> name(district, hindi))
                        .orElse(slug);
    }

    /** The names of the districts by slug. */
    static Map<String, String> names(ReferenceTables tables, boolean hindi) {
        return tables.districts().all().stream()
                .collect(Collectors.toMap(District::slug, district -> name(district, hindi)));
    }

    static String name(District district, boolean hindi) {
        return hindi && !district.nameHi().isBlank() ? district.nameHi() : district.nameEn();
    }
}
