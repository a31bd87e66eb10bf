package in.suchi.site;

/**
 * A site and how far it is from the place asked for.
 *
 * @param distanceKm great-circle distance in kilometres
 */
public record NearSite(Site site, double distanceKm) {}
