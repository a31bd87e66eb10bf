package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.person.Pincode;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every question, however odd. */
class PlacementPropertiesTest {

    private static final ReferenceTables TABLES =
            ReferenceTables.load(Path.of("src/test/resources/cases/placement-tables"));
    private static final PlacementFinder FINDER = PlacementFinder.over(TABLES);

    @Provide
    Arbitrary<PlacementQuestion> questions() {
        List<Site> sites = List.copyOf(TABLES.sites().all());
        Arbitrary<String> facility = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(sites).map(Site::name),
                Arbitraries.of(sites).map(Site::nameHi),
                Arbitraries.of(sites).map(site -> site.name().replace("PHC", "HSC")));
        Arbitrary<String> district = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.of(List.copyOf(TABLES.districts().all())).map(District::nameEn));
        Arbitrary<Pincode> pincode = Arbitraries.oneOf(
                        Arbitraries.integers().between(100_000, 999_999).map(n -> new Pincode(String.valueOf(n))),
                        Arbitraries.of(sites).map(Site::pincode))
                .injectNull(0.3);
        Arbitrary<String> problem = Arbitraries.of("", "missing", "lossy", "ambiguous");
        return Combinators.combine(facility, district, pincode, problem, pincode)
                .as(PlacementQuestion::new);
    }

    @Property(tries = 2000)
    void nobodyIsPlacedAtAnInactiveSiteOrFartherThanTheDistance(@ForAll("questions") PlacementQuestion question) {
        Finding finding = FINDER.find(question);

        assertThat(finding.explanation()).isNotBlank();
        if (finding instanceof Finding.Placed placed) {
            assertThat(placed.site().active()).isTrue();
            assertThat(placed.distanceKm()).isBetween(0.0, PlacementFinder.DEFAULT_MAX_KM);
        }
    }

    @Property(tries = 20)
    void theAnswerIsTheSameWhateverWasAskedBefore(@ForAll("questions") PlacementQuestion question) {
        assertThat(FINDER.find(question)).isEqualTo(PlacementFinder.over(TABLES).find(question));
    }

    @Property(tries = 1000)
    void aPincodeOutsideThePostingDistrictNeverDecides(@ForAll("questions") PlacementQuestion question) {
        boolean disagrees = TABLES.districts().find(question.district()).isPresent()
                && question.postingPincode() != null
                && TABLES.pincodes()
                        .find(question.postingPincode())
                        .filter(place -> !place.lgds()
                                .contains(TABLES.districts()
                                        .find(question.district())
                                        .orElseThrow()
                                        .lgd()))
                        .isPresent();
        if (disagrees && FINDER.find(question) instanceof Finding.Placed placed) {
            assertThat(placed.basis()).isEqualTo(Basis.POSTING_FACILITY);
        }
    }

    @Property(tries = 1000)
    void aSubCentreIsNeverTakenForASite(@ForAll("questions") PlacementQuestion question) {
        if (question.facility().startsWith("HSC") && FINDER.find(question) instanceof Finding.Placed placed) {
            assertThat(placed.basis()).isNotEqualTo(Basis.POSTING_FACILITY);
        }
    }
}
