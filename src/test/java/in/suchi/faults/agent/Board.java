package in.suchi.faults.agent;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What the suite and the agent in the hub's process tell each other: a page of memory that both have mapped, and that outlives a
 * kill. The suite writes what it aims at and by how much domain time is off; the agent writes what was passed and when.
 */
public final class Board {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();
    private static final int AIM = 0;
    private static final int REACHED = 8;
    private static final int LAST_STEP = 16;
    private static final int LAST_AT = 24;
    private static final int DOMAIN_OFFSET = 32;
    private static final int PASSED = 64;
    private static final int SIZE = 4096;

    private final ByteBuffer memory;

    private Board(ByteBuffer memory) {
        this.memory = memory;
    }

    /** Maps the file, made where missing. */
    public static Board open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Board(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
        }
    }

    /** From now on the first thread that comes to this point stays there; so it is with every other point aimed at. */
    public void aim(Step step) {
        or(AIM, bit(step));
    }

    public void aimAtNothing() {
        put(AIM, 0);
        put(REACHED, 0);
    }

    /** Whether a thread stands there. */
    public boolean reached(Step step) {
        return (get(REACHED) & bit(step)) != 0;
    }

    /** The point that was passed last, unless that is longer ago than so many milliseconds. */
    public Optional<Step> last(long withinMillis) {
        long step = get(LAST_STEP);
        return step == 0 || System.currentTimeMillis() - get(LAST_AT) > withinMillis
                ? Optional.empty()
                : Optional.of(Step.values()[(int) step - 1]);
    }

    /** How often the point was passed since the file was made. */
    public long passed(Step step) {
        return get(PASSED + 8 * step.ordinal());
    }

    /** By how much domain time is ahead of real time. */
    public void domainOffset(long millis) {
        put(DOMAIN_OFFSET, millis);
    }

    public long domainOffset() {
        return get(DOMAIN_OFFSET);
    }

    /** Called by the agent. @return whether the thread must stay here */
    boolean pass(Step step) {
        put(LAST_AT, System.currentTimeMillis());
        put(LAST_STEP, step.ordinal() + 1L);
        long unused = (long) LONGS.getAndAdd(memory, PASSED + 8 * step.ordinal(), 1L);
        long before = (long) LONGS.getAndBitwiseAnd(memory, AIM, ~bit(step));
        return (before & bit(step)) != 0;
    }

    void standStill(Step step) {
        or(REACHED, bit(step));
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // nothing but a kill ends this
            }
        }
    }

    private static long bit(Step step) {
        return 1L << step.ordinal();
    }

    private void or(int at, long bits) {
        long unused = (long) LONGS.getAndBitwiseOr(memory, at, bits);
    }

    private long get(int at) {
        return (long) LONGS.getVolatile(memory, at);
    }

    private void put(int at, long value) {
        LONGS.setVolatile(memory, at, value);
    }
}
