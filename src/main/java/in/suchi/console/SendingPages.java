package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.Right;
import in.suchi.notice.Canaries;
import in.suchi.notice.GatewayStandings;
import in.suchi.notice.StopSwitches;
import in.suchi.notice.WordingPreviews;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Gateways and wordings: how sending goes, what stands in its way, and what people will read. */
@Page
class SendingPages {

    private final Fresh<List<GatewayStandings.Standing>> standings;
    private final StopSwitches switches;
    private final Canaries canaries;
    private final WordingPreviews previews;

    SendingPages(GatewayStandings standings, StopSwitches switches, Canaries canaries, WordingPreviews previews) {
        this.standings = new Fresh<>(standings::all);
        this.switches = switches;
        this.canaries = canaries;
        this.previews = previews;
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/gateways")
    String gateways(Model model) {
        model.addAttribute("stops", switches.list());
        model.addAttribute(
                "canaries",
                canaries.list().stream()
                        .filter(canary -> !canary.state().equals("passed"))
                        .toList());
        standings(model);
        return "gateways";
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/gateways/live")
    String live(Model model) {
        standings(model);
        return "gateways :: live";
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/texts")
    String texts(Model model) {
        model.addAttribute("previews", previews.all());
        return "texts";
    }

    private void standings(Model model) {
        List<GatewayStandings.Standing> gateways = standings.get();
        model.addAttribute("gateways", gateways);
        model.addAttribute(
                "gatewayNames",
                gateways.stream().map(GatewayStandings.Standing::name).toList());
        model.addAttribute(
                "stopped",
                switches.list().stream().map(StopSwitches.Stop::scope).collect(java.util.stream.Collectors.toSet()));
    }
}
