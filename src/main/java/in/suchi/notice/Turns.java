package in.suchi.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which gateways get the notices that are bound to none. Those of the lowest order that can send divide them: in proportion to
 * their shares where they have any, else the first by name gets all. The others are for fail-over.
 *
 * <p>A notice's own number decides which of them it goes to, so that another try of it goes to the same gateway, under the same
 * reference, for as long as that can send.
 */
record Turns(Map<String, Slice> slices) {

    static final int WHOLE = 100;

    /** Notices whose number modulo a hundred is in {@code from} (included) to {@code to} (not included). */
    record Slice(int from, int to) {
        static final Slice ALL = new Slice(0, WHOLE);
    }

    /**
     * @param usable gateways that write and can send now, in their order
     * @param failing whether one is only being tried whether it is back: then the next gets notices as well
     */
    static Turns among(List<Lane> usable, Predicate<Lane> failing) {
        Map<String, Slice> slices = new LinkedHashMap<>();
        List<Lane> sharing = usable.stream()
                .filter(lane ->
                        lane.profile().order().equals(usable.get(0).profile().order())
                                && lane.profile().share() != null)
                .toList();
        if (sharing.isEmpty()) {
            for (Lane lane : usable) {
                slices.put(lane.gateway(), Slice.ALL);
                if (!failing.test(lane)) {
                    break;
                }
            }
            return new Turns(slices);
        }
        List<Integer> ends = ends(sharing);
        for (int i = 0; i < sharing.size(); i++) {
            slices.put(sharing.get(i).gateway(), new Slice(i == 0 ? 0 : ends.get(i - 1), ends.get(i)));
        }
        return new Turns(slices);
    }

    private static List<Integer> ends(List<Lane> sharing) {
        int all = sharing.stream().mapToInt(lane -> lane.profile().share()).sum();
        int upTo = 0;
        List<Integer> ends = new ArrayList<>();
        for (Lane lane : sharing) {
            upTo += lane.profile().share();
            ends.add(Math.round((float) WHOLE * upTo / all));
        }
        return ends;
    }

    /** What this gateway gets; null: nothing but what is bound to it. */
    Slice of(Lane lane) {
        return slices.get(lane.gateway());
    }
}
