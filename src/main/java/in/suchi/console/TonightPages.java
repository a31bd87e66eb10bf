package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.BadRequest;
import in.suchi.access.HubUser;
import in.suchi.access.Input;
import in.suchi.access.Right;
import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.notice.Canaries;
import in.suchi.notice.Forecast;
import in.suchi.notice.Forecasts;
import in.suchi.notice.StopSwitches;
import in.suchi.site.CurrentTables;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the night: is everything received, placed, pushed, told; what is wrong; what to do now. */
@Page
class TonightPages {

    private static final int DAYS = 6;

    private final HubStatus status;
    private final Funnel funnel;
    private final BurnDown burnDown;
    private final Troubles troubles;
    private final StopSwitches switches;
    private final Canaries canaries;
    private final DomainClock clock;
    private final GatewayProfiles gateways;
    private final CurrentTables tables;
    private final Fresh<Forecast> forecast;

    TonightPages(
            HubStatus status,
            Funnel funnel,
            BurnDown burnDown,
            Troubles troubles,
            StopSwitches switches,
            Canaries canaries,
            DomainClock clock,
            GatewayProfiles gateways,
            CurrentTables tables,
            Forecasts forecasts) {
        this.status = status;
        this.funnel = funnel;
        this.burnDown = burnDown;
        this.troubles = troubles;
        this.switches = switches;
        this.canaries = canaries;
        this.clock = clock;
        this.gateways = gateways;
        this.tables = tables;
        this.forecast = new Fresh<>(forecasts::now);
    }

    /**
     * A session day.
     *
     * @param until how long it is until its first session starts; negative: it has begun
     * @param forecast of its notices; null: none is to be sent, or one district alone is looked at
     */
    record Coming(Funnel.Day day, Duration until, Forecast.Day forecast) {

        public boolean begun() {
            return until.isNegative();
        }
    }

    /** A site in charge has no counts of the state: they begin with their sessions. */
    @Allow(Right.OWN_LOGIN)
    @GetMapping("/")
    String tonight(
            @RequestParam(name = "district", required = false) String district,
            @AuthenticationPrincipal HubUser user,
            Locale locale,
            Model model) {
        if (!user.may(Right.SEE_COUNTS)) {
            return "redirect:/sessions";
        }
        fill(model, user, district, locale);
        return "tonight";
    }

    @Allow(Right.SEE_COUNTS)
    @GetMapping("/live")
    String live(
            @RequestParam(name = "district", required = false) String district,
            @AuthenticationPrincipal HubUser user,
            Locale locale,
            Model model) {
        fill(model, user, district, locale);
        return "tonight :: live";
    }

    private Forecast.Day of(LocalDate date) {
        return forecast.get().days().stream()
                .filter(day -> day.date().equals(date) && day.waiting() > 0)
                .findFirst()
                .orElse(null);
    }

    /** What is counted is remembered by district, so there must be no more of them than there are. */
    private String known(String district) {
        if (district != null && tables.now().districts().bySlug(district).isEmpty()) {
            throw new BadRequest("district: a slug of config/districts.csv, e.g. patna.");
        }
        return district;
    }

    private void fill(Model model, HubUser user, String asked, Locale locale) {
        String district = user.district() == null ? known(Input.optional(asked, "district", 60)) : user.district();
        Instant now = clock.instant();
        List<Funnel.Row> rows = funnel.rows(district);
        model.addAttribute("s", status.now());
        model.addAttribute("district", district);
        model.addAttribute("troubles", troubles.now(user, district));
        model.addAttribute("rows", rows);
        model.addAttribute("sum", Funnel.sum(rows));
        model.addAttribute(
                "days",
                funnel.days(district, Funnel.today(clock), DAYS).stream()
                        .map(day -> new Coming(
                                day, Duration.between(now, day.firstStart()), district == null ? of(day.date()) : null))
                        .toList());
        model.addAttribute("names", Frame.names(tables.now(), Words.isHindi(locale)));
        model.addAttribute(
                "gatewayNames",
                gateways.active().stream().map(GatewayProfile::name).toList());
        model.addAttribute("burn", burnDown.of(district));
        model.addAttribute("stops", switches.list());
        model.addAttribute(
                "canaries",
                canaries.list().stream()
                        .filter(canary -> !canary.state().equals("passed"))
                        .toList());
    }
}
