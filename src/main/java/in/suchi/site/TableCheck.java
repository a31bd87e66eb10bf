package in.suchi.site;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The tables of places: each row by itself, and what they say of each other. */
@Component
public class TableCheck implements ConfigurationCheck {

    /** A site farther from its pincode's place than this is probably written down wrongly. */
    private static final double FAR_KM = 60;

    @Override
    public boolean reloadable() {
        return true;
    }

    /** The tables of the folder under check; rows that are wrong are noted once, and left out. */
    public static Optional<ReferenceTables> tables(CheckRun run) {
        return run.reading(ReferenceTables.class, () -> ReferenceTables.load(run.config(), run::problem));
    }

    @Override
    public void check(CheckRun run) {
        tables(run).ifPresent(tables -> {
            Path file = run.config(ReferenceTables.SITES);
            Map<String, Site> names = new HashMap<>();
            Map<String, Site> shortNames = new HashMap<>();
            for (Site site : tables.sites().all()) {
                place(run, tables, file, site);
                serves(run, tables, file, site);
                if (site.active()) {
                    twice(run, tables, file, names, site, "name", site.name());
                    twice(run, tables, file, shortNames, site, "short_name_hi", site.shortNameHi());
                }
            }
            withoutSite(run, tables);
        });
    }

    private static void place(CheckRun run, ReferenceTables tables, Path file, Site site) {
        int line = tables.sites().line(site);
        PincodePlace place = tables.pincodes().find(site.pincode()).orElseThrow();
        if (!place.lgds().contains(site.districtLgd())) {
            run.warning(
                    file,
                    line,
                    "pincode",
                    site.pincode().digits(),
                    "pincodes.csv has it in %s, and the site is in %s: correct one of them, or name the district in its other_districts"
                            .formatted(place.district(), site.district()));
        }
        place.point().ifPresent(point -> {
            double km = point.distanceKm(site.point());
            if (km > FAR_KM) {
                run.warning(
                        file,
                        line,
                        "latitude",
                        site.point().latitude() + ", " + site.point().longitude(),
                        "%.0f km from the place of its pincode %s: correct the one that is wrong"
                                .formatted(km, site.pincode()));
            }
        });
    }

    private static void serves(CheckRun run, ReferenceTables tables, Path file, Site site) {
        site.serves().stream()
                .filter(pincode -> tables.pincodes().find(pincode).isEmpty())
                .forEach(pincode -> run.error(
                        file,
                        tables.sites().line(site),
                        "serves",
                        pincode.digits(),
                        "not in pincodes.csv; correct it or add its row there"));
    }

    private static void twice(
            CheckRun run,
            ReferenceTables tables,
            Path file,
            Map<String, Site> seen,
            Site site,
            String key,
            String name) {
        Site other = seen.putIfAbsent(site.districtLgd() + " " + Spelling.plain(name), site);
        if (other != null) {
            run.warning(
                    file,
                    tables.sites().line(site),
                    key,
                    name,
                    "%s in line %d of the same district has it too: nobody can tell them apart; make them differ"
                            .formatted(other.code(), tables.sites().line(other)));
        }
    }

    private static void withoutSite(CheckRun run, ReferenceTables tables) {
        Set<Integer> served = new HashSet<>();
        tables.sites().active().forEach(site -> served.add(site.districtLgd()));
        tables.districts().all().stream()
                .filter(district -> !served.contains(district.lgd()))
                .forEach(district -> run.warning(
                        run.config(ReferenceTables.DISTRICTS),
                        tables.districts().line(district),
                        "name_en",
                        district.nameEn(),
                        "no active site of sites.csv is in it: its people go to neighbours, or are held"));
    }
}
