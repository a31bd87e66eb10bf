package in.suchi.intake;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.HostKeys;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** How extracts are fetched and read. */
@Component
class RegistryCheck implements ConfigurationCheck {

    private static final String KEY = "suchi.registry";

    private final RegistrySettings settings;

    RegistryCheck(RegistrySettings settings) {
        this.settings = settings;
    }

    @Override
    public void check(CheckRun run) {
        run.attempt(() -> ExtractColumns.load(run.config("extract-columns.yaml")));
        Path file = run.settingsFile(KEY + ".host");
        if (!settings.enabled()) {
            run.yamlWarning(
                    file,
                    KEY + ".enabled",
                    "false",
                    "no extract is fetched: set it to true with the registry's address");
            return;
        }
        if (settings.password().isEmpty() && settings.privateKey().isEmpty()) {
            run.yamlError(
                    file,
                    KEY + ".private-key",
                    null,
                    "there is no login: set SUCHI_REGISTRY_PASSWORD, or name the file with the private key");
        }
        HostKeys.privateKey(settings.privateKey(), run, file, KEY + ".private-key");
        HostKeys.check(settings.host(), settings.port(), Path.of(settings.knownHosts()), run, file, KEY);
    }
}
