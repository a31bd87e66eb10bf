package in.suchi.gateway;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.Reachability;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The gateways' profiles, and whether the gateways in use can be reached. */
@Component
public class ProfileCheck implements ConfigurationCheck {

    /** The profiles under check; each that cannot be used is noted once, and left out. */
    private static Optional<GatewayProfiles> profiles(CheckRun run) {
        return run.reading(
                GatewayProfiles.class,
                () -> GatewayProfiles.load(run.config("gateways"), run.properties(), run::problem));
    }

    /** The usable profiles that are in use. */
    public static List<GatewayProfile> active(CheckRun run) {
        return profiles(run).map(GatewayProfiles::active).orElse(List.of());
    }

    @Override
    public void check(CheckRun run) {
        int before = run.findings().size();
        List<GatewayProfile> active = active(run);
        if (active.isEmpty() && run.findings().size() == before) {
            run.error(
                    run.config("gateways"),
                    null,
                    "active",
                    "no profile",
                    "no notice can be sent: set active: true in the file of the gateway in use");
        }
        active.forEach(profile -> address(run, profile));
    }

    private static void address(CheckRun run, GatewayProfile profile) {
        Path file = run.config("gateways").resolve(profile.name() + ".yaml");
        String url = Wording.PLACEHOLDER.matcher(profile.submit().url()).replaceAll("x");
        URI uri = URI.create(url);
        if ("http".equals(uri.getScheme()) && !Reachability.isLoopback(uri.getHost())) {
            run.yamlWarning(
                    file,
                    "submit.url",
                    uri.getScheme() + "://" + uri.getHost(),
                    "names and numbers would go over the line in clear text: use https, or a tunnel that ends here");
        }
        if (run.mayAskPeers()) {
            Reachability.ofHttp(uri, run, file, "submit.url");
        }
    }
}
