package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables in config/ as they are shipped. */
class ShippedTablesTest {

    private static final ReferenceTables TABLES = ReferenceTables.load(Path.of("config"));

    @Test
    void allTablesAreThere() {
        assertThat(TABLES.districts().all()).hasSize(38);
        assertThat(TABLES.sites().all()).hasSize(705);
        assertThat(TABLES.sites().active()).hasSize(300);
        assertThat(TABLES.pincodes().size()).isEqualTo(19_245);
    }

    @Test
    void everySiteIsRecognisedByEachOfItsNamesInItsDistrict() {
        FacilityMatcher matcher = new FacilityMatcher(TABLES.sites(), TABLES.districts());
        List<String> mistaken = new ArrayList<>();
        for (Site site : TABLES.sites().all()) {
            for (String name : List.of(
                    site.name(),
                    site.nameHi(),
                    site.shortName(),
                    site.name().toUpperCase(Locale.ROOT),
                    site.nameHi() + " ")) {
                List<Site> found = matcher.byName(name, Set.of(site.districtLgd()));
                if (!found.equals(List.of(site))) {
                    mistaken.add(name + " (" + site.code() + ") -> "
                            + found.stream().map(Site::label).toList());
                }
            }
        }
        assertThat(mistaken).isEmpty();
    }

    @Test
    void everyDistrictIsFoundByEachOfItsNames() {
        for (District district : TABLES.districts().all()) {
            Set<String> names = new HashSet<>(district.aliases());
            names.addAll(
                    List.of(district.nameEn(), district.nameHi(), district.slug(), String.valueOf(district.lgd())));
            names.add(district.nameEn().toUpperCase(Locale.ROOT) + " District");
            for (String name : names) {
                assertThat(TABLES.districts().find(name)).as(name).contains(district);
            }
        }
    }

    @Test
    void everySiteLiesInADistrictOfItsPincode() {
        for (Site site : TABLES.sites().all()) {
            assertThat(TABLES.pincodes().find(site.pincode()).orElseThrow().lgds())
                    .as(site.label())
                    .contains(site.districtLgd());
        }
    }

    @Test
    void eastAndWestChamparanAreNeverTakenForEachOther() {
        assertThat(TABLES.districts().find("Champaran")).isEmpty();
        assertThat(TABLES.districts().find("purbi champaran").map(District::slug))
                .contains("east-champaran");
        assertThat(TABLES.districts().find("पश्चिमी चम्पारण").map(District::slug))
                .contains("west-champaran");
    }

    @Test
    void aFullSessionSpillsToTheNearestOtherActiveSites() {
        Site atri = TABLES.sites().find("BR196-007").orElseThrow();

        List<NearSite> next = TABLES.sites().nextNearest(atri, 40);

        assertThat(next)
                .isNotEmpty()
                .isSortedAccordingTo((one, other) -> Double.compare(one.distanceKm(), other.distanceKm()))
                .allSatisfy(near -> {
                    assertThat(near.site().active()).isTrue();
                    assertThat(near.site().code()).isNotEqualTo("BR196-007");
                    assertThat(near.distanceKm()).isLessThanOrEqualTo(40);
                });
        assertThat(TABLES.sites().nextNearest(atri, 0.1)).isEmpty();
    }
}
