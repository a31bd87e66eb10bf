package in.suchi.gateway;

import java.nio.file.Path;
import java.util.Map;

/** The profiles as shipped, with a login, and some of other forms. */
final class Profiles {
    static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("suchi.gateways.kannel-1.username", "suchi"),
            Map.entry("suchi.gateways.kannel-1.password", "p&w"),
            Map.entry("suchi.gateways.json-1.token", "t0ken"),
            Map.entry("suchi.gateways.jasmin.username", "suchi"),
            Map.entry("suchi.gateways.jasmin.password", "p&w"),
            Map.entry("suchi.gateways.cdac.username", "suchi"),
            Map.entry("suchi.gateways.cdac.password", "p&w"),
            Map.entry("suchi.gateways.cdac.secure-key", "s3cure"),
            Map.entry("suchi.gateways.nic.username", "suchi"),
            Map.entry("suchi.gateways.nic.password", "p&w"),
            Map.entry("suchi.gateways.exotel.account", "health1"),
            Map.entry("suchi.gateways.exotel.username", "suchi"),
            Map.entry("suchi.gateways.exotel.password", "p&w"),
            Map.entry("suchi.gateways.gupshup.username", "suchi"),
            Map.entry("suchi.gateways.gupshup.password", "p&w"),
            Map.entry("suchi.gateways.msg91.password", "a0thkey"),
            Map.entry("suchi.gateways.msg91.template-invite-hi", "flow-hi"),
            Map.entry("suchi.gateways.msg91.template-invite-en", "flow-en"),
            Map.entry("suchi.gateways.voice-1.token", "t0ken"));

    private static final GatewayProfiles SHIPPED = GatewayProfiles.load(Path.of("config/gateways"), VALUES::get);
    private static final GatewayProfiles FOR_TESTS =
            GatewayProfiles.load(Path.of("src/test/resources/gateways"), VALUES::get);

    private Profiles() {}

    static GatewayProfiles shipped() {
        return SHIPPED;
    }

    static GatewayProfile get(String name) {
        return SHIPPED.find(name).or(() -> FOR_TESTS.find(name)).orElseThrow();
    }
}
