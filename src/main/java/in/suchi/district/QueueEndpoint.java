package in.suchi.district;

import in.suchi.config.InvalidValue;
import in.suchi.list.ListFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A queue on the hub's broker for a district's system that consumes JMS: {@code roster.out.<district>}, and {@code
 * callsheet.out.<district>} for call sheets. Only the latest revision of each session is kept on it.
 *
 * @param bound most messages on a queue; when it is full the district's pushes wait until something was consumed
 * @param keep after this long (real time) a message nobody consumed is gone from the broker
 */
public record QueueEndpoint(String id, Integer bound, Duration keep, Set<Content> gets, Set<String> sites)
        implements Endpoint {

    /** What a broker shows and selects from at once by default; beyond it the count would be wrong. */
    private static final int MOST = 200;

    private static final Duration WEEK = Duration.ofDays(7);

    public QueueEndpoint {
        EndpointValues.id(id);
        bound = bound == null ? Integer.valueOf(MOST) : bound;
        if (bound < 1 || bound > MOST) {
            throw new InvalidValue("bound", bound, "write a number between 1 and " + MOST);
        }
        keep = keep == null ? WEEK : keep;
        if (keep.isNegative() || keep.isZero()) {
            throw new InvalidValue("keep", keep, "write a duration such as 7d");
        }
        gets = EndpointValues.gets(gets);
        sites = EndpointValues.sites(sites);
    }

    @Override
    public Audience audience() {
        return Audience.DISTRICT;
    }

    @Override
    public Set<ListFormat> formats() {
        return Set.of();
    }

    @Override
    public Set<String> templates() {
        return Set.of("offer-list");
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of();
    }

    @Override
    public Map<String, String> files() {
        return Map.of();
    }

    /** The queue of this kind of list; its name is an interface. */
    static String queueOf(String pushKind, String district) {
        return pushKind + ".out." + district;
    }
}
