package in.suchi.district;

import in.suchi.district.Endpoint.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Who gets what, as columns for a statement: one row an endpoint, content and, where it is for single sites, site. */
@Component
class PushTargets {

    private record Target(String district, String endpoint, String kind, String siteCode) {}

    private final List<Target> targets = new ArrayList<>();

    PushTargets(DistrictEndpoints endpoints) {
        for (DistrictEndpoints.Of of : endpoints.all()) {
            Endpoint endpoint = of.endpoint();
            for (Content content : endpoint.gets()) {
                if (endpoint.sites().isEmpty()) {
                    targets.add(new Target(of.district(), endpoint.id(), content.pushKind(), null));
                }
                for (String site : endpoint.sites()) {
                    targets.add(new Target(of.district(), endpoint.id(), content.pushKind(), site));
                }
            }
        }
    }

    String[] districts() {
        return column(Target::district);
    }

    String[] endpoints() {
        return column(Target::endpoint);
    }

    String[] kinds() {
        return column(Target::kind);
    }

    /** Null: every site of the district. */
    String[] sites() {
        return column(Target::siteCode);
    }

    private String[] column(Function<Target, String> value) {
        return targets.stream().map(value).toArray(String[]::new);
    }
}
