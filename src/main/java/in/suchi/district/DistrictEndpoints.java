package in.suchi.district;

import in.suchi.config.StrictYaml;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The endpoints of all districts, as read from {@code suchi.districts.file} at the start. A file that is wrong stops the
 * start and says where and why.
 */
@Component("districtEndpoints")
public class DistrictEndpoints {

    /** An endpoint and the district it belongs to. */
    public record Of(String district, Endpoint endpoint) {}

    private final Path file;
    private final Map<String, List<Endpoint>> byDistrict = new TreeMap<>();
    private final Map<String, Of> byId = new LinkedHashMap<>();

    @Autowired
    DistrictEndpoints(DistrictSettings settings, Environment environment) {
        this(settings.file(), StrictYaml.read(settings.file(), DistrictsFile.class, environment::getProperty));
    }

    DistrictEndpoints(Path file, DistrictsFile content) {
        this.file = file;
        content.districts().forEach((slug, block) -> byDistrict.put(slug, block.endpoints()));
        byDistrict.forEach((slug, endpoints) -> endpoints.forEach(e -> byId.put(e.id(), new Of(slug, e))));
    }

    /** The file the endpoints stand in, to be named in alarms. */
    public Path file() {
        return file;
    }

    /** Slugs of all districts of the file, with or without endpoints. */
    public Collection<String> districts() {
        return byDistrict.keySet();
    }

    public Collection<Of> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Of> find(String endpointId) {
        return Optional.ofNullable(byId.get(endpointId));
    }

    /** @throws IllegalStateException when the file has no such endpoint (any more) */
    Endpoint get(String endpointId) {
        return find(endpointId)
                .map(Of::endpoint)
                .orElseThrow(() -> new IllegalStateException("no endpoint " + endpointId + " in " + file));
    }

    public List<Endpoint> of(String district) {
        return byDistrict.getOrDefault(district, List.of());
    }
}
