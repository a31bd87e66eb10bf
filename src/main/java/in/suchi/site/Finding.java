package in.suchi.site;

import java.util.List;
import java.util.stream.Collectors;

/** What came of looking for a person's site: placed, or held with a reason. */
public sealed interface Finding {

    /** The rungs of the ladder that were tried, in order. */
    List<Step> steps();

    /** The steps as plain English sentences. */
    default String explanation() {
        return steps().stream().map(Step::outcome).collect(Collectors.joining(" "));
    }

    /**
     * A site was found.
     *
     * @param distanceKm kilometres from the pincode's place where distance decided, else 0
     */
    record Placed(Site site, Basis basis, double distanceKm, List<Step> steps) implements Finding {
        public Placed {
            steps = List.copyOf(steps);
        }
    }

    /**
     * No site could be decided upon; somebody or a changed table has to.
     *
     * @param reason a wire name of {@link HeldReason}
     * @param cause what all people held alike have in common
     */
    record Held(String reason, CauseKey cause, List<Step> steps) implements Finding {
        public Held {
            steps = List.copyOf(steps);
        }
    }
}
