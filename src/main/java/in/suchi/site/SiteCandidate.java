package in.suchi.site;

import java.util.OptionalDouble;

/**
 * A site an officer may choose for somebody held.
 *
 * @param distanceKm kilometres from the pincode it was found by; empty where none is known
 * @param why in a few plain words
 */
public record SiteCandidate(Site site, OptionalDouble distanceKm, String why) {}
