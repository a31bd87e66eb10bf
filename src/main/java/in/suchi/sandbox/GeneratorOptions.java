package in.suchi.sandbox;

import java.util.Set;

/**
 * What kind of extract to generate. Shares are of the people, between 0 and 1.
 *
 * @param districts the districts people are posted in, by English name; empty means all that have a site
 * @param defectShare rows with one of the 48 defects
 * @param duplicateShare people registered a second time under another id
 * @param repeatShare rows that come again later in the same file under the same id
 * @param repeatedHeader whether the header comes again in the middle
 * @param totalsLine whether the file ends with a line of totals
 */
public record GeneratorOptions(
        Set<String> districts,
        double defectShare,
        double duplicateShare,
        double repeatShare,
        boolean repeatedHeader,
        boolean totalsLine) {

    public GeneratorOptions {
        districts = Set.copyOf(districts);
        if (defectShare < 0
                || duplicateShare < 0
                || repeatShare < 0
                || defectShare + duplicateShare + repeatShare > 1) {
            throw new IllegalArgumentException("the shares must not be negative and not exceed 1 in sum");
        }
    }

    /** 3 % with a defect, 0.4 % registered twice, 0.2 % repeated, in all districts. */
    public static GeneratorOptions defaults() {
        return new GeneratorOptions(Set.of(), 0.03, 0.004, 0.002, true, true);
    }

    /** Nothing but good rows. */
    public static GeneratorOptions faultless() {
        return new GeneratorOptions(Set.of(), 0, 0, 0, false, false);
    }

    public GeneratorOptions withDistricts(Set<String> value) {
        return new GeneratorOptions(value, defectShare, duplicateShare, repeatShare, repeatedHeader, totalsLine);
    }

    public GeneratorOptions withDefectShare(double value) {
        return new GeneratorOptions(districts, value, duplicateShare, repeatShare, repeatedHeader, totalsLine);
    }
}
