package in.suchi.check;

import in.suchi.config.Finding;
import in.suchi.intake.ClosedSites;
import in.suchi.session.Filled;
import in.suchi.session.PlanOutcome;
import in.suchi.site.TableChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a reload changed, or would change.
 *
 * @param applied false: it was only tried, or refused; everything is as it was
 * @param refused the errors for which it was refused; empty otherwise
 * @param warnings what {@code check} remarks about the files without refusing them
 * @param wordings which texts differ, as {@code invite/hi}
 * @param orphans notices already composed under a template id that is no longer there: sending of that id stops, with an
 *     alarm, when their turn comes
 * @param heldPlaced people who were held and have a site now
 * @param closed what became of people whose site was closed
 * @param sessions what the plan changed; {@code filled} in it is the filling of all
 * @param owed how many notices of each kind are owed by it
 */
public record Reloaded(
        boolean applied,
        List<Finding> refused,
        List<Finding> warnings,
        TableChanges tables,
        List<String> wordings,
        long orphans,
        int heldPlaced,
        ClosedSites.Outcome closed,
        PlanOutcome sessions,
        Map<String, Long> owed) {

    static Reloaded refused(List<Finding> errors, List<Finding> warnings) {
        return new Reloaded(false, errors, warnings, null, List.of(), 0, 0, null, null, Map.of());
    }

    Reloaded onlyTried() {
        return new Reloaded(false, refused, warnings, tables, wordings, orphans, heldPlaced, closed, sessions, owed);
    }

    /** The numbers in words, the larger matters first; one entry "nothing" where nothing changes. */
    public List<String> words() {
        if (!refused.isEmpty()) {
            return List.of("refused: " + refused.size() + " errors; what was in force stays in force");
        }
        List<String> words = new ArrayList<>();
        add(words, tables.sitesAdded(), "sites added");
        add(words, tables.sitesClosed(), "sites closed");
        add(words, tables.sitesOpened(), "sites opened again");
        add(words, tables.sitesChanged(), "sites changed");
        add(words, tables.pincodesAdded(), "pincodes added");
        add(words, tables.pincodesRemoved(), "pincodes removed");
        add(words, tables.pincodesChanged(), "pincodes changed");
        add(words, tables.districtsAdded(), "districts added");
        add(words, tables.districtsRemoved(), "districts removed");
        add(words, tables.districtsChanged(), "districts changed");
        add(words, wordings, "wordings changed (nobody is told again)");
        add(
                words,
                orphans,
                "notices wait that were composed under a template id that is gone; keep it until they are sent");
        add(words, sessions.added(), "sessions added");
        add(words, sessions.changed(), "sessions changed");
        add(words, sessions.cancelled(), "sessions cancelled");
        add(words, sessions.removed(), "sessions removed that nobody was on");
        add(words, heldPlaced, "people held get a site");
        add(words, closed.placed(), "people of closed sites get another site");
        add(words, closed.held(), "people of closed sites are held");
        Filled filled = sessions.filled();
        add(words, filled.made(), "people who wait get an appointment");
        add(words, filled.moved(), "appointments moved");
        add(words, filled.unseated(), "people wait again");
        owed.forEach((kind, count) -> add(words, count, "notices owed: " + kind));
        return words.isEmpty() ? List.of("nothing") : words;
    }

    private static void add(List<String> words, List<String> which, String what) {
        add(words, which.size(), what);
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
