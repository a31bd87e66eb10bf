package in.suchi.site;

import in.suchi.config.Current;

/** The reference tables in force; everybody who looks up a place does it here, so that a reload reaches all at once. */
public final class CurrentTables extends Current<ReferenceTables> {

    private volatile PlacementFinder finder;

    public CurrentTables(ReferenceTables tables) {
        super(tables);
    }

    /** The finder over the tables of {@link #now()}, without officers' rules; what it has looked up once it remembers. */
    public PlacementFinder finder() {
        ReferenceTables tables = now();
        PlacementFinder known = finder;
        if (known == null || known.tables() != tables) {
            known = PlacementFinder.over(tables);
            finder = known;
        }
        return known;
    }
}
