package in.suchi.session;

/**
 * What applying the plan changed.
 *
 * @param added sessions that are new
 * @param changed sessions whose site, time, capacity or categories differ, or that are planned again
 * @param cancelled sessions cancelled by the plan, or no longer in it while people or rosters hang on them
 * @param removed sessions no longer in it that nobody was ever on
 * @param filled what the filling that followed changed
 */
public record PlanOutcome(int added, int changed, int cancelled, int removed, Filled filled) {

    boolean isNothing() {
        return added + changed + cancelled + removed == 0;
    }

    /** The same, followed by this filling. */
    public PlanOutcome with(Filled filling) {
        return new PlanOutcome(added, changed, cancelled, removed, filling);
    }
}
