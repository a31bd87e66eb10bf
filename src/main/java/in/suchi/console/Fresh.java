package in.suchi.console;

import java.time.Duration;
import java.util.function.Supplier;

/** What many look at and is dear to count: counted at most once a second, and less often where counting takes long. */
final class Fresh<T> {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int COUNTING_SHARE = 10;

    private final Supplier<T> count;
    private T latest;
    private long freshUntil;

    Fresh(Supplier<T> count) {
        this.count = count;
    }

    synchronized T get() {
        long began = System.nanoTime();
        if (latest == null || began > freshUntil) {
            latest = count.get();
            long took = System.nanoTime() - began;
            freshUntil = System.nanoTime() + Math.max(FRESH.toNanos(), took * COUNTING_SHARE);
        }
        return latest;
    }
}
