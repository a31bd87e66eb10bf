package in.suchi.runtime;

import in.suchi.config.ConfigurationProblem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A configuration that cannot be used stops the start with its own words: file, key, value, remedy. */
class ConfigurationFailures extends AbstractFailureAnalyzer<ConfigurationProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable root, ConfigurationProblem cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Put it right and start the hub again; nothing was changed.", cause);
    }
}
