package in.suchi.site;

import java.util.List;

/**
 * Finds the site of a person: the place of posting first, distance last, and nobody by a pincode that their posting
 * district contradicts. Immutable and safe for many threads; two finders over the same tables and rules give the same
 * answers. It never fails on what a registration says: what cannot be decided is held with a reason.
 */
public final class PlacementFinder {

    /** Kilometres within which a site still counts as near. */
    public static final double DEFAULT_MAX_KM = 40;

    private final ReferenceTables tables;
    private final PlaceLookup lookup;
    private final RuleBook rules;

    private PlacementFinder(ReferenceTables tables, PlaceLookup lookup, RuleBook rules) {
        this.tables = tables;
        this.lookup = lookup;
        this.rules = rules;
    }

    /** A finder over the tables with the usual distance and no officer's rule. */
    public static PlacementFinder over(ReferenceTables tables) {
        return over(tables, DEFAULT_MAX_KM);
    }

    /**
     * A finder over the tables.
     *
     * @param maxKm kilometres within which a site still counts as near; positive
     */
    public static PlacementFinder over(ReferenceTables tables, double maxKm) {
        if (!(maxKm > 0)) {
            throw new IllegalArgumentException("the distance must be above 0 km, not " + maxKm);
        }
        PlaceLookup lookup = new PlaceLookup(tables, maxKm);
        return new PlacementFinder(tables, lookup, RuleBook.of(List.of(), lookup));
    }

    /** The same finder with these officers' rules (instead of any earlier ones); the narrowest fitting rule decides. */
    public PlacementFinder withRules(List<OfficerRule> officerRules) {
        return new PlacementFinder(tables, lookup, RuleBook.of(officerRules, lookup));
    }

    /** The tables answers are found with. */
    public ReferenceTables tables() {
        return tables;
    }

    /** What people held like this one have in common. */
    public CauseKey causeKey(PlacementQuestion question) {
        return lookup.causeKey(question);
    }

    /** The site, or why none. */
    public Finding find(PlacementQuestion question) {
        return new Ladder(question, lookup, rules).climb();
    }

    /** Up to five sites an officer may choose from for somebody held, the likeliest first. */
    public List<SiteCandidate> candidates(PlacementQuestion question) {
        return new SiteCandidates(tables, lookup).forQuestion(question);
    }
}
