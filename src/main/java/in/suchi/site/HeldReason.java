package in.suchi.site;

/** Why no site could be decided upon. Reasons that lie in the person's own data belong to the intake. */
public enum HeldReason {
    /** Neither the posting pincode nor the home pincode is a pincode we know. */
    PINCODE_UNKNOWN("pincode-unknown"),
    /** The posting pincode is not usable and the home pincode lies outside the posting district. */
    HOME_OUTSIDE_POSTING_DISTRICT("home-outside-posting-district"),
    /** The facility's name fits several sites and no pincode decides between them, or two posting pincodes are given. */
    POSTING_AMBIGUOUS("posting-ambiguous"),
    /** The posting pincode lies outside the named posting district. */
    POSTING_AND_DISTRICT_DISAGREE("posting-and-district-disagree"),
    /** The named posting district is in no table. */
    POSTING_DISTRICT_UNKNOWN("posting-district-unknown"),
    /** The pincode is known, but no point of it, so nothing can be called near. */
    PINCODE_WITHOUT_PLACE("pincode-without-place"),
    /** No active site within the distance. */
    NO_SITE_NEAR("no-site-near");

    private final String wire;

    HeldReason(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
