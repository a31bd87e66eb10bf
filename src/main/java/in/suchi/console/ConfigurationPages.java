package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.HubUser;
import in.suchi.access.Right;
import in.suchi.check.ConfigurationChecks;
import in.suchi.check.Reload;
import in.suchi.check.Reloaded;
import in.suchi.config.Finding;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The configuration as it lies on disk, checked, and taken anew. */
@Page
class ConfigurationPages {

    private final Path config;
    private final Environment environment;
    private final ConfigurationChecks checks;
    private final Reload reload;

    ConfigurationPages(
            @Value("${suchi.config}") Path config, Environment environment, ConfigurationChecks checks, Reload reload) {
        this.config = config;
        this.environment = environment;
        this.checks = checks;
        this.reload = reload;
    }

    /**
     * @param peers whether other systems are asked too, which takes longer
     * @param preview whether taking the files anew is tried and undone, to say what it would change
     */
    @Allow(Right.SEE_STATE)
    @GetMapping("/configuration")
    String check(
            @RequestParam(name = "peers", defaultValue = "false") boolean peers,
            @RequestParam(name = "preview", defaultValue = "false") boolean preview,
            @AuthenticationPrincipal HubUser user,
            Model model) {
        List<Finding> findings = checks.all(config, environment, peers);
        model.addAttribute("findings", findings);
        model.addAttribute("errors", findings.stream().filter(Finding::isError).count());
        model.addAttribute("peers", peers);
        if (preview && user.may(Right.CHANGE_CONFIGURATION)) {
            model.addAttribute("preview", reload.run(true, user.getUsername()));
        }
        return "configuration";
    }

    @Allow(value = Right.CHANGE_CONFIGURATION, audit = "changed.configuration-reloaded")
    @PostMapping("/configuration/reload")
    String reload(@AuthenticationPrincipal HubUser user, RedirectAttributes redirect) {
        Reloaded reloaded = reload.run(false, user.getUsername());
        if (!reloaded.refused().isEmpty()) {
            AuditTrail.failed("refused: " + reloaded.refused().size());
            return Told.not("configuration.refused").at("/configuration", redirect);
        }
        return Told.done("configuration.taken").at("/configuration", redirect);
    }
}
