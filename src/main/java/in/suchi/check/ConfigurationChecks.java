package in.suchi.check;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.Finding;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** All checks of the configuration, for the command {@code check}, the API and a reload. */
@Component
public class ConfigurationChecks {

    private final List<ConfigurationCheck> checks;
    private final DomainClock clock;

    ConfigurationChecks(List<ConfigurationCheck> checks, DomainClock clock) {
        this.clock = clock;
        this.checks = List.copyOf(checks);
    }

    /**
     * Looks at everything.
     *
     * @param peers whether other systems are asked too; takes as long as the slowest answers
     */
    public List<Finding> all(Path config, Environment environment, boolean peers) {
        return run(checks, new CheckRun(config, environment::getProperty, peers, clock));
    }

    /** Looks at what a reload reads; asks nobody. */
    List<Finding> ofReloadable(Path config, Environment environment) {
        return run(
                checks.stream().filter(ConfigurationCheck::reloadable).toList(),
                new CheckRun(config, environment::getProperty, false, clock));
    }

    static List<Finding> run(Collection<ConfigurationCheck> checks, CheckRun run) {
        checks.forEach(check -> check.check(run));
        return run.findings();
    }
}
