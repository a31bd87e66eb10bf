package in.suchi.runtime;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the hub did not start, and what to do, instead of a stack trace. */
class StartupFailures extends AbstractFailureAnalyzer<ProfileGuard.NoProfileException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ProfileGuard.NoProfileException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start it with, for example, java -jar target/suchi.jar --spring.profiles.active=pilot"
                        + " (or see the simulated one with mvn spring-boot:run). Commands such as drill and try need no profile.",
                cause);
    }
}
