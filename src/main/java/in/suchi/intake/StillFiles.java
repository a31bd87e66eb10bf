package in.suchi.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which files of the outbox stand still: at two looks, so far apart or farther, they had the same size and time. Nobody waits for a
 * file that still grows; the next look comes anyway, and the files beside it go their way. An empty file is most likely one that is
 * about to be written, so it has to stand still for longer. Remembered in memory only: after a restart a file has to stand still
 * once more.
 */
final class StillFiles {

    /** For so long an empty file must stay empty before it counts as an extract (that cannot be read). */
    static final Duration EMPTY = Duration.ofMinutes(1);

    private static final int REMEMBERED = 10_000;

    private record Sighting(long size, long modified, long since) {}

    private final Duration still;
    private final LongSupplier nanos;
    private final Map<String, Sighting> sightings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sighting> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param nanos real time, of which only differences count */
    StillFiles(Duration still, LongSupplier nanos) {
        this.still = still;
        this.nanos = nanos;
    }

    /** Takes note of what is seen of a file now. @return whether it has stood still for long enough */
    synchronized boolean contains(String name, long size, long modified) {
        long now = nanos.getAsLong();
        Sighting before = sightings.get(name);
        if (before == null || before.size() != size || before.modified() != modified) {
            sightings.put(name, new Sighting(size, modified, now));
            return false;
        }
        Duration needed = size == 0 && EMPTY.compareTo(still) > 0 ? EMPTY : still;
        return now - before.since() >= needed.toNanos();
    }
}
