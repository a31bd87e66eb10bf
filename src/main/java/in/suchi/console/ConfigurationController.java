package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.HubUser;
import in.suchi.access.Right;
import in.suchi.check.ConfigurationChecks;
import in.suchi.check.Reload;
import in.suchi.check.Reloaded;
import in.suchi.config.Finding;
import in.suchi.intake.ClosedSites;
import in.suchi.session.PlanOutcome;
import in.suchi.site.TableChanges;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The configuration as it lies on disk: what is wrong with it, and reading it anew. */
@RestController
@RequestMapping("/api/v1")
class ConfigurationController {

    record Checked(long errors, long warnings, List<Finding> findings) {}

    record ReloadView(
            boolean applied,
            List<String> words,
            TableChanges tables,
            List<String> wordings,
            long orphans,
            int heldPlaced,
            ClosedSites.Outcome closed,
            PlanOutcome sessions,
            Map<String, Long> owed,
            List<Finding> warnings) {}

    private final Path config;
    private final Environment environment;
    private final ConfigurationChecks checks;
    private final Reload reload;

    ConfigurationController(
            @Value("${suchi.config}") Path config, Environment environment, ConfigurationChecks checks, Reload reload) {
        this.config = config;
        this.environment = environment;
        this.checks = checks;
        this.reload = reload;
    }

    @Allow(Right.SEE_STATE)
    @GetMapping("/check")
    Checked check(@RequestParam(name = "offline", defaultValue = "false") boolean offline) {
        List<Finding> findings = checks.all(config, environment, !offline);
        long errors = findings.stream().filter(Finding::isError).count();
        return new Checked(errors, findings.size() - errors, findings);
    }

    @Allow(value = Right.CHANGE_CONFIGURATION, audit = "changed.configuration-reloaded")
    @PostMapping("/reload")
    ResponseEntity<Object> reload(
            @RequestParam(name = "dry-run", defaultValue = "false") boolean dryRun,
            @AuthenticationPrincipal HubUser user) {
        Reloaded reloaded = reload.run(dryRun, user.getUsername());
        if (!reloaded.refused().isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The files were not taken; what was in force stays in force. "
                            + reloaded.refused().get(0));
            problem.setProperty("remedy", "Correct what is listed under errors, then reload again.");
            problem.setProperty("errors", reloaded.refused());
            problem.setProperty("warnings", reloaded.warnings());
            return ResponseEntity.unprocessableEntity().body(problem);
        }
        return ResponseEntity.ok(new ReloadView(
                reloaded.applied(),
                reloaded.words(),
                reloaded.tables(),
                reloaded.wordings(),
                reloaded.orphans(),
                reloaded.heldPlaced(),
                reloaded.closed(),
                reloaded.sessions(),
                reloaded.owed(),
                reloaded.warnings()));
    }
}
