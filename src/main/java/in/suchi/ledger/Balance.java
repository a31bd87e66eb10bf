package in.suchi.ledger;

import java.util.List;
import java.util.Map;

/**
 * One equation over the ledger, counted from two independent records.
 *
 * @param name people, extracts, notices, call-sheets or lists
 * @param holds both sides agree, and so does each single person
 * @param expected what there must be, by the first record
 * @param found what there is, by the second
 * @param parts the second side, part by part, in the order of the equation
 * @param offenders ids of persons, extracts or sessions that do not agree, at most {@value #MOST_OFFENDERS}
 */
public record Balance(
        String name, boolean holds, long expected, long found, Map<String, Long> parts, List<String> offenders) {

    static final int MOST_OFFENDERS = 100;

    static Balance of(String name, long expected, long found, Map<String, Long> parts, List<String> offenders) {
        return new Balance(
                name,
                expected == found && offenders.isEmpty(),
                expected,
                found,
                parts,
                List.copyOf(offenders.subList(0, Math.min(offenders.size(), MOST_OFFENDERS))));
    }
}
