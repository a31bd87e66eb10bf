package in.suchi.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * No more than an agreed number in any second (a slow rate: one in any {@code 1/rate} seconds). A turn counts from when its
 * submits really begin. Real time; a restart begins afresh. Safe for many threads, first come first served.
 */
final class Pace {

    private static final double SLOW = 10;
    /** Whoever took a turn and has not begun by then never will. */
    private static final long LONGEST_CLAIM = TimeUnit.SECONDS.toNanos(10);

    /** So many submits at one time. */
    final class Turn {
        private final long takenAt = System.nanoTime();
        private int permits;
        private long begunAt;
        private boolean begun;

        private Turn(int permits) {
            this.permits = permits;
        }

        /** Now so many of them go out; the others are free for whoever comes next. */
        void begins(int really) {
            synchronized (turns) {
                permits = Math.min(permits, really);
                begunAt = System.nanoTime();
                begun = true;
            }
        }

        private long over() {
            return begun ? begunAt + span : takenAt + LONGEST_CLAIM;
        }
    }

    private final long span;
    private final int most;
    private final List<Turn> turns = new ArrayList<>();

    Pace(double perSecond) {
        boolean slow = perSecond < SLOW;
        this.most = slow ? 1 : (int) perSecond;
        this.span = slow ? (long) (TimeUnit.SECONDS.toNanos(1) / perSecond) : TimeUnit.SECONDS.toNanos(1);
    }

    /** Waits until so many may go; more than the rate itself are one turn all the same. */
    synchronized Turn take(int permits) throws InterruptedException {
        while (true) {
            Turn turn = tryTake(Math.min(permits, most));
            if (turn != null) {
                return turn;
            }
            // Sleeping with the lock held keeps the order of arrival.
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private Turn tryTake(int permits) {
        synchronized (turns) {
            long now = System.nanoTime();
            turns.removeIf(turn -> now - turn.over() >= 0);
            int taken = turns.stream().mapToInt(turn -> turn.permits).sum();
            if (taken + permits > most) {
                return null;
            }
            Turn turn = new Turn(permits);
            turns.add(turn);
            return turn;
        }
    }
}
