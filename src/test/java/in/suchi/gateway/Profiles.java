package in.suchi.gateway;

import java.nio.file.Path;
import java.util.Map;

/** The profiles as shipped, with a login, and some of other forms. */
final class Profiles {
    static final Map<String, String> VALUES = Map.of(
            "suchi.gateways.kannel-1.username",
            "suchi",
            "suchi.gateways.kannel-1.password",
            "p&w",
            "suchi.gateways.json-1.token",
            "t0ken");

    private static final GatewayProfiles SHIPPED = GatewayProfiles.load(Path.of("config/gateways"), VALUES::get);
    private static final GatewayProfiles FOR_TESTS =
            GatewayProfiles.load(Path.of("src/test/resources/gateways"), VALUES::get);

    private Profiles() {}

    static GatewayProfile get(String name) {
        return SHIPPED.find(name).or(() -> FOR_TESTS.find(name)).orElseThrow();
    }
}
