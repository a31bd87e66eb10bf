package in.suchi.console;

import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What belongs to a district: its sites, and the ways registrations spell it. */
@Component
class DistrictScope {

    private final CurrentTables tables;

    DistrictScope(CurrentTables tables) {
        this.tables = tables;
    }

    /** Null where the officer is not bound to a district. */
    String[] sites(String slug) {
        if (slug == null) {
            return null;
        }
        ReferenceTables now = tables.now();
        Optional<District> district = now.districts().bySlug(slug);
        return now.sites().all().stream()
                .filter(site -> district.isPresent()
                        && site.districtLgd() == district.get().lgd())
                .map(Site::code)
                .toArray(String[]::new);
    }

    /** In small letters; people held for want of a site belong to the district they name. */
    String[] names(String slug) {
        List<String> names = new ArrayList<>();
        tables.now().districts().bySlug(slug == null ? "" : slug).ifPresent(district -> {
            names.add(district.nameEn().toLowerCase(Locale.ROOT));
            names.add(district.nameHi());
            district.aliases().forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
        });
        return names.toArray(String[]::new);
    }

    boolean exists(String slug) {
        return tables.now().districts().bySlug(slug).isPresent();
    }
}
