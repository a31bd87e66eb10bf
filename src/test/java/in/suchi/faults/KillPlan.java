package in.suchi.faults;

import in.suchi.faults.agent.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which steps each kill interrupts. A kill can interrupt several at once, one of each lane; the lane into the ledger comes last, since
 * whoever stands there keeps others out of it.
 */
final class KillPlan {

    static final int HITS_EACH = 3;

    private static final List<Step> SENDING = List.of(
            Step.ANSWER_THEN_COMMIT,
            Step.RECEIPT_STORE_THEN_ANSWER,
            Step.NOTICE_CLAIMED_THEN_SUBMIT,
            Step.CALLSHEET_THEN_COMMIT,
            Step.ANSWER_THEN_RECORD,
            Step.RECEIPT_ANSWER_THEN_MESSAGE,
            Step.RELEASE_NOTICE_THEN_MESSAGE,
            Step.NOTICE_COMMIT_THEN_ACKNOWLEDGE,
            Step.RECEIPT_THEN_COMMIT,
            Step.NOTICE_CLAIM_THEN_COMMIT,
            Step.CALLSHEET_UPLOAD_THEN_RENAME,
            Step.RELEASE_NOTICE_THEN_COMMIT,
            Step.BALANCES_THEN_COMMIT);
    private static final List<Step> PUSHING = List.of(
            Step.UPLOAD_THEN_RENAME,
            Step.RELEASE_PUSH_THEN_MESSAGE,
            Step.RENAME_THEN_RECORD,
            Step.CLAIM_THEN_UPLOAD,
            Step.FILE_THEN_CHECKSUM,
            Step.ACCEPTED_THEN_COMMIT,
            Step.INDEX_THEN_RECORD,
            Step.PLAN_THEN_COMMIT);
    private static final List<Step> LOADING = List.of(
            Step.LOAD_IN_MERGE,
            Step.RELEASE_EXTRACT_THEN_MESSAGE,
            Step.TAKE_FILE_THEN_COMMIT,
            Step.LOAD_COMMIT_THEN_ACKNOWLEDGE,
            Step.FILL_THEN_COMMIT,
            Step.SETTLE_THEN_MOVE,
            Step.REJECTS_UPLOAD_THEN_RENAME,
            Step.FILL_THEN_REVISE,
            Step.LOAD_IN_READING,
            Step.REVISE_THEN_COMMIT,
            Step.REJECTS_RENAME_THEN_NOTE);

    private final Map<Step, Integer> hits = new LinkedHashMap<>();
    private int kills;

    /** The next kill: of each lane the step that was hit least. */
    List<Step> next() {
        kills++;
        List<Step> steps = new ArrayList<>();
        steps.add(least(kills % 2 == 0 ? SENDING : PUSHING));
        steps.add(least(kills % 2 == 0 ? PUSHING : SENDING));
        steps.add(least(LOADING));
        return steps;
    }

    private Step least(List<Step> lane) {
        Step least = lane.get(0);
        for (Step step : lane) {
            if (hits(step) < hits(least)) {
                least = step;
            }
        }
        return least;
    }

    void hit(List<Step> steps) {
        steps.forEach(step -> hits.merge(step, 1, Integer::sum));
    }

    int kills() {
        return kills;
    }

    int hits(Step step) {
        return hits.getOrDefault(step, 0);
    }

    /** Steps not yet hit often enough. */
    List<Step> missing() {
        List<Step> missing = new ArrayList<>();
        for (Step step : Step.values()) {
            if (hits(step) < HITS_EACH) {
                missing.add(step);
            }
        }
        return missing;
    }
}
