package in.suchi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.person.Pincode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficerRulesTest {

    private static final PlacementFinder FINDER =
            PlacementFinder.over(ReferenceTables.load(Path.of("src/test/resources/cases/placement-tables")));
    private static final PlacementQuestion HELD = question("HSC Nowhere", "West Champaran", "845401", "845438");

    @Test
    void aRuleOverTheCausePlacesAllHeldAlikeHoweverTheySpellIt() {
        CauseKey cause = FINDER.causeKey(HELD);
        assertThat(((Finding.Held) FINDER.find(HELD)).cause()).isEqualTo(cause);
        PlacementFinder ruled = FINDER.withRules(List.of(
                new OfficerRule(7, cause.facility(), cause.district(), cause.postingPincode(), null, "BR211-003")));

        for (PlacementQuestion alike : List.of(
                HELD,
                question("H.S.C.  NOWHERE", "Pashchim Champaran", "845401", null),
                question("hsc nowhere", "पश्चिमी चंपारण", "845401", "800001"))) {
            Finding.Placed placed = (Finding.Placed) ruled.find(alike);
            assertThat(placed.basis()).isEqualTo(Basis.OFFICER_DECISION);
            assertThat(placed.site().code()).isEqualTo("BR211-003");
            assertThat(placed.explanation())
                    .isEqualTo("Rule 7 of an officer says Sub-Divisional Hospital Bagaha (BR211-003).");
        }
        assertThat(ruled.find(question("HSC Elsewhere", "West Champaran", "845401", null)))
                .isInstanceOf(Finding.Held.class);
    }

    @Test
    void theNarrowestRuleDecidesAndAmongEqualsTheNewest() {
        PlacementFinder ruled = FINDER.withRules(List.of(
                new OfficerRule(1, null, null, "845401", null, "BR211-001"),
                new OfficerRule(2, "HSC Nowhere", null, "845401", null, "BR211-002"),
                new OfficerRule(3, null, "West Champaran", "845401", null, "BR211-003")));

        assertThat(siteOf(ruled.find(HELD))).isEqualTo("BR211-003");
        assertThat(siteOf(ruled.find(question("", "", "845401", null)))).isEqualTo("BR211-001");
    }

    @Test
    void aRuleToASiteThatIsNotActiveIsToldAndPassedOver() {
        String inactive = FINDER.tables().sites().all().stream()
                .filter(site -> !site.active())
                .findFirst()
                .orElseThrow()
                .code();
        PlacementFinder ruled =
                FINDER.withRules(List.of(new OfficerRule(9, null, "West Champaran", null, null, inactive)));

        Finding finding = ruled.find(HELD);

        assertThat(finding).isInstanceOf(Finding.Held.class);
        assertThat(finding.explanation())
                .startsWith("Rule 9 of an officer says " + inactive + ", which is no active site.");
    }

    @Test
    void anEmptyTextInARuleMeansMissing() {
        PlacementFinder ruled =
                FINDER.withRules(List.of(new OfficerRule(4, "", "West Champaran", "", null, "BR211-003")));

        assertThat(siteOf(ruled.find(question("", "West Champaran", null, null))))
                .isEqualTo("BR211-003");
        assertThat(ruled.find(HELD)).isInstanceOf(Finding.Held.class);
    }

    @Test
    void aRuleThatWouldMoveEverybodyIsRefused() {
        assertThatThrownBy(() -> new OfficerRule(5, null, null, null, null, "BR211-003"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rule 5 would move everybody");
    }

    @Test
    void anOfficerIsOfferedLikelySitesForSomebodyHeld() {
        List<SiteCandidate> offered = FINDER.candidates(HELD);

        assertThat(offered).hasSize(5).allSatisfy(candidate -> {
            assertThat(candidate.site().active()).isTrue();
            assertThat(candidate.why()).isNotBlank();
        });
        assertThat(offered.get(0).why()).isEqualTo("near the posting pincode 845401");
        assertThat(FINDER.candidates(question("Jagdishpur", "Bhojpur", null, null)))
                .extracting(candidate -> candidate.site().code())
                .startsWith("BR193-002", "BR193-003");
    }

    private static String siteOf(Finding finding) {
        return ((Finding.Placed) finding).site().code();
    }

    private static PlacementQuestion question(String facility, String district, String posting, String home) {
        return new PlacementQuestion(
                facility,
                district,
                Pincode.of(posting).orElse(null),
                posting == null ? "missing" : null,
                Pincode.of(home).orElse(null));
    }
}
