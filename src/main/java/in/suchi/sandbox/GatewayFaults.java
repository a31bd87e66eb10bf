package in.suchi.sandbox;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is wrong with a simulated gateway at the moment. Every switch may be turned while requests are under way.
 * Shares lie between 0 (never) and 1 (always). Being down, hanging and a lost operator link are switched on the
 * gateway itself.
 */
public final class GatewayFaults {
    private final Random random;
    private final AtomicInteger refuseNext = new AtomicInteger();
    private volatile double refuseShare;
    private volatile double cutShare;
    private volatile double failShare;
    private volatile double garbageShare;
    private volatile double loseReceipts;
    private volatile boolean receiptsTwice;
    private volatile boolean receiptsReversed;
    private volatile boolean receiptsBeforeAnswer;
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    GatewayFaults(long seed) {
        this.random = new Random(seed);
    }

    /** The next n messages are not taken: 503 (Kannel) or 429 (JSON). */
    public GatewayFaults refuseNext(int n) {
        refuseNext.set(n);
        return this;
    }

    /** This share of messages is not taken: 503 (Kannel) or 429 (JSON). */
    public GatewayFaults refuseShare(double share) {
        refuseShare = share;
        return this;
    }

    /** The message is taken, but the connection is cut before the answer. */
    public GatewayFaults cutAfterAccept(double share) {
        cutShare = share;
        return this;
    }

    /** The message is taken, but the answer is an error 500. */
    public GatewayFaults failAfterAccept(double share) {
        failShare = share;
        return this;
    }

    /** The message is taken, but the answer is a page of something else with status 200. */
    public GatewayFaults garbageAnswer(double share) {
        garbageShare = share;
        return this;
    }

    /** This share of messages has no receipt at all. */
    public GatewayFaults loseReceipts(double share) {
        loseReceipts = share;
        return this;
    }

    /** Each receipt is sent twice. */
    public GatewayFaults receiptsTwice(boolean on) {
        receiptsTwice = on;
        return this;
    }

    /** The final receipt is sent before the operator's acknowledgement. */
    public GatewayFaults receiptsReversed(boolean on) {
        receiptsReversed = on;
        return this;
    }

    /** The receipts are sent before the submit itself is answered. */
    public GatewayFaults receiptsBeforeAnswer(boolean on) {
        receiptsBeforeAnswer = on;
        return this;
    }

    /** Everything works again. */
    public void clear() {
        refuseNext(0).refuseShare(0).cutAfterAccept(0).failAfterAccept(0).garbageAnswer(0);
        loseReceipts(0).receiptsTwice(false).receiptsReversed(false).receiptsBeforeAnswer(false);
    }

    /** How often a message was taken under a reference and its sender was not told so: it may come again. */
    Map<String, Integer> unanswered() {
        return new TreeMap<>(unanswered);
    }

    void leftUnanswered(String reference) {
        unanswered.merge(reference, 1, Integer::sum);
    }

    boolean refuses() {
        if (refuseNext.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
            return true;
        }
        return happens(refuseShare);
    }

    boolean cuts() {
        return happens(cutShare);
    }

    boolean fails() {
        return happens(failShare);
    }

    boolean answersGarbage() {
        return happens(garbageShare);
    }

    boolean losesReceipts() {
        return happens(loseReceipts);
    }

    boolean sendsReceiptsTwice() {
        return receiptsTwice;
    }

    boolean sendsReceiptsReversed() {
        return receiptsReversed;
    }

    boolean sendsReceiptsBeforeAnswer() {
        return receiptsBeforeAnswer;
    }

    private boolean happens(double share) {
        return share > 0 && random.nextDouble() < share;
    }
}
