package in.suchi.notice;

import java.util.List;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Applies receipts that are stored in the ledger to the notices they are about. */
@Component("receipts")
public class Receipts {

    private static final int PORTION = 1_000;

    private final ParkedReceipts parked;

    Receipts(ParkedReceipts parked) {
        this.parked = parked;
    }

    /**
     * Applies the receipts of one message; each at most once, however often it is called.
     *
     * @param ids of rows in the ledger: {@code 17,18,19}
     */
    public void apply(@Body String ids) {
        parked.apply(NoticeIds.of(ids));
    }

    /** Applies whatever is stored, has an attempt and was not applied: a message that got lost costs some seconds only. */
    public void applyForgotten() {
        List<Long> portion;
        do {
            portion = parked.withAttempt(PORTION);
            if (!portion.isEmpty()) {
                parked.apply(portion.toArray(Long[]::new));
            }
        } while (portion.size() == PORTION);
    }
}
