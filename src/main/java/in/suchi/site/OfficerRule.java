package in.suchi.site;

import java.util.Objects;

/**
 * An officer's stored decision: whoever fits goes to the site. Null means any; texts are compared with spelling evened
 * out.
 *
 * @param id the rule's key, named in explanations
 */
public record OfficerRule(
        long id, String facility, String district, String postingPincode, String homePincode, String siteCode) {

    public OfficerRule {
        Objects.requireNonNull(siteCode, "siteCode");
        if (facility == null && district == null && postingPincode == null && homePincode == null) {
            throw new IllegalArgumentException("rule " + id
                    + " would move everybody: give at least one of facility, district, posting pincode, home pincode");
        }
    }

    int narrowness() {
        return (facility == null ? 0 : 1)
                + (district == null ? 0 : 1)
                + (postingPincode == null ? 0 : 1)
                + (homePincode == null ? 0 : 1);
    }
}
