package in.suchi.faults;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of everything that is left to chance; {@code -Dsuchi.faults.seed} repeats a run's choices, though not the machine's moments. */
final class Seed {

    private static final Logger LOG = LoggerFactory.getLogger(Seed.class);

    private Seed() {}

    static long printed() {
        long seed = Long.getLong("suchi.faults.seed", System.currentTimeMillis() % 1_000_000);
        LOG.warn("fault suite: seed {} (repeat with -Dsuchi.faults.seed={})", seed, seed);
        return seed;
    }
}
