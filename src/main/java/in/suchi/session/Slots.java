package in.suchi.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots of a session: its capacity divided over its hours, the earlier slots getting what does not divide. The
 * start of a person's slot is the time they are told.
 *
 * @param starts the start of each slot, ascending; never empty
 * @param capacities how many people each slot takes, in the same order
 */
record Slots(List<Instant> starts, List<Integer> capacities) {

    Slots {
        starts = List.copyOf(starts);
        capacities = List.copyOf(capacities);
    }

    /**
     * @param minutes length of a slot; 0: everyone comes at the start
     */
    static Slots of(Instant startsAt, Instant endsAt, int capacity, int minutes) {
        if (minutes == 0) {
            return new Slots(List.of(startsAt), List.of(capacity));
        }
        Duration length = Duration.ofMinutes(minutes);
        List<Instant> starts = new ArrayList<>();
        for (Instant at = startsAt; starts.isEmpty() || at.isBefore(endsAt); at = at.plus(length)) {
            starts.add(at);
        }
        int each = capacity / starts.size();
        int first = capacity % starts.size();
        List<Integer> capacities = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            capacities.add(each + (i < first ? 1 : 0));
        }
        return new Slots(starts, capacities);
    }

    Instant last() {
        return starts.get(starts.size() - 1);
    }
}
