package in.suchi.district;

import in.suchi.district.Endpoint.Content;
import in.suchi.site.CurrentTables;
import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Who gets what, as columns for a statement: one row an endpoint, content and, where it is for single sites, site. Sites that an
 * endpoint cannot reach (no e-mail in sites.csv) are not among them.
 */
@Component
class PushTargets {

    private record Target(String district, String endpoint, String kind, String siteCode) {}

    /** Equally long; a null among the sites: every site of the district. */
    record Columns(String[] districts, String[] endpoints, String[] kinds, String[] sites) {}

    private final DistrictEndpoints endpoints;
    private final CurrentTables tables;

    PushTargets(DistrictEndpoints endpoints, CurrentTables tables) {
        this.endpoints = endpoints;
        this.tables = tables;
    }

    /** As the tables say at this moment. */
    Columns now() {
        ReferenceTables now = tables.now();
        List<Target> targets = new ArrayList<>();
        for (DistrictEndpoints.Of of : endpoints.all()) {
            List<String> sites = sites(of, now);
            for (Content content : of.endpoint().gets()) {
                if (sites == null) {
                    targets.add(new Target(of.district(), of.endpoint().id(), content.pushKind(), null));
                } else {
                    for (String site : sites) {
                        targets.add(new Target(of.district(), of.endpoint().id(), content.pushKind(), site));
                    }
                }
            }
        }
        return new Columns(
                column(targets, Target::district),
                column(targets, Target::endpoint),
                column(targets, Target::kind),
                column(targets, Target::siteCode));
    }

    /** Sites of its district that an endpoint should reach and cannot, by endpoint; endpoints that reach all are not named. */
    Map<String, List<String>> unreached() {
        ReferenceTables now = tables.now();
        Map<String, List<String>> unreached = new TreeMap<>();
        for (DistrictEndpoints.Of of : endpoints.all()) {
            Function<String, String> emailOf =
                    code -> now.sites().find(code).map(Site::email).orElse("");
            if (!of.endpoint().reaches("", emailOf)) {
                unreached.put(
                        of.endpoint().id(),
                        sitesOf(of.district(), now)
                                .filter(code -> of.endpoint().isFor(code)
                                        && !of.endpoint().reaches(code, emailOf))
                                .toList());
            }
        }
        return unreached;
    }

    /** Null: every site of the district, also one that is in no table. */
    private static List<String> sites(DistrictEndpoints.Of of, ReferenceTables tables) {
        Endpoint endpoint = of.endpoint();
        Function<String, String> emailOf =
                code -> tables.sites().find(code).map(Site::email).orElse("");
        // one that reaches a site nobody knows reaches every site
        boolean reachesAll = endpoint.reaches("", emailOf);
        if (endpoint.sites().isEmpty() && reachesAll) {
            return null;
        }
        return (endpoint.sites().isEmpty() ? sitesOf(of.district(), tables) : endpoint.sites().stream())
                .filter(code -> endpoint.reaches(code, emailOf))
                .toList();
    }

    private static Stream<String> sitesOf(String district, ReferenceTables tables) {
        return tables.districts().bySlug(district).stream().flatMap(known -> tables.sites().all().stream()
                .filter(site -> site.districtLgd() == known.lgd())
                .map(Site::code));
    }

    private static String[] column(List<Target> targets, Function<Target, String> value) {
        return targets.stream().map(value).toArray(String[]::new);
    }
}
