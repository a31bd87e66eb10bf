package in.suchi.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was repaired or left out while a pincode directory was read: counts by kind, and each case with its line. */
final class DirectoryReport {

    static final List<String> COLUMNS = List.of("line", "pincode", "office", "what", "value", "instead");

    /** @param instead what was taken in its place; empty: nothing */
    record Case(long line, String pincode, String office, String what, String value, String instead) {
        List<String> cells() {
            return List.of(line == 0 ? "" : Long.toString(line), pincode, office, what, value, instead);
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void note(long line, String pincode, String office, String what, String value, String instead) {
        cases.add(new Case(line, pincode, office, what, value, instead));
        counts.merge(what, 1, Integer::sum);
    }

    void note(DirectoryOffice office, String what, String value, String instead) {
        note(office.line(), office.pincode().digits(), office.name(), what, value, instead);
    }

    List<Case> cases() {
        return cases;
    }

    /** By kind, in the order in which the kinds first occurred. */
    Map<String, Integer> counts() {
        return counts;
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }
}
