package in.suchi.site;

import java.util.Comparator;
import java.util.List;

/** The officers' rules, ready to compare: the narrowest first, among equals the newest. */
final class RuleBook {

    private record Rule(OfficerRule rule, String facility, String district) {}

    private final List<Rule> rules;
    private final PlaceLookup lookup;

    private RuleBook(List<Rule> rules, PlaceLookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    static RuleBook of(List<OfficerRule> rules, PlaceLookup lookup) {
        return new RuleBook(
                rules.stream()
                        .sorted(Comparator.comparingInt(OfficerRule::narrowness)
                                .thenComparingLong(OfficerRule::id)
                                .reversed())
                        .map(rule -> new Rule(
                                rule,
                                rule.facility() == null ? null : lookup.fold(rule.facility()),
                                rule.district() == null ? null : lookup.districtKey(rule.district())))
                        .toList(),
                lookup);
    }

    List<OfficerRule> fitting(PlacementQuestion question) {
        if (rules.isEmpty()) {
            return List.of();
        }
        CauseKey cause = lookup.causeKey(question);
        String home =
                question.homePincode() == null ? "" : question.homePincode().digits();
        return rules.stream()
                .filter(entry -> fits(entry.facility(), cause.facility())
                        && fits(entry.district(), cause.district())
                        && fits(entry.rule().postingPincode(), cause.postingPincode())
                        && fits(entry.rule().homePincode(), home))
                .map(Rule::rule)
                .toList();
    }

    private static boolean fits(String wanted, String given) {
        return wanted == null || wanted.strip().equals(given);
    }
}
