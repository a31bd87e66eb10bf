package in.suchi.notice;

import in.suchi.gateway.GatewayProfiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The lanes of all gateways in use; the first is the one to begin with. */
@Component
class Lanes {

    private final Map<String, Lane> byGateway = new LinkedHashMap<>();

    Lanes(GatewayProfiles profiles, DispatchSettings settings) {
        profiles.active().forEach(profile -> byGateway.put(profile.name(), Lane.of(profile, settings)));
    }

    List<Lane> all() {
        return List.copyOf(byGateway.values());
    }

    /** The lane of a gateway in use. */
    Lane of(String gateway) {
        Lane lane = byGateway.get(gateway);
        if (lane == null) {
            throw new IllegalArgumentException(
                    "gateway " + gateway + " is not in use: see active in config/gateways/" + gateway + ".yaml");
        }
        return lane;
    }
}
