package in.suchi.site;

/**
 * One rung of the ladder and what came of it.
 *
 * @param rung the rung's word, one of the wire names of {@link Basis}
 * @param outcome a plain sentence; holds pincodes, facility and district names, nothing else of the person
 */
public record Step(String rung, String outcome) {}
