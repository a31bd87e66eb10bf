package in.suchi.notice;

import in.suchi.deadletter.DeadLetters;
import in.suchi.gateway.GatewayAnswer;
import in.suchi.ledger.Masking;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the outcomes of submits: one statement a batch. A final state that a receipt brought earlier is never overwritten, and
 * only success may be recorded by whoever lost the lease meanwhile.
 */
@Component
class OutcomeBook {

    private static final String QUEUE = "sms.submit";

    private static final String RECORD = """
            with told as (
                select * from unnest(:ids, :references, :turns, :states, :errors, :waits, :deads, :counts, :attempts, :answers, :gatewayIds)
                    as t(notice_id, reference, turn, state, error, wait, dead, counts, attempt, answer, gateway_id)
            ), locked as (
                select n.notice_id from notice n where n.notice_id = any(:ids) order by n.notice_id for update
            ), answered as (
                update attempt a set answered_at = :now, answer = t.answer, gateway_id = coalesce(t.gateway_id, a.gateway_id),
                    state = case when a.state = 'submitted' then a.state else t.attempt end,
                    doubt_since = case when t.attempt = 'in-doubt' then coalesce(a.doubt_since, now()) else a.doubt_since end
                from told t join locked using (notice_id)
                where a.reference = t.reference and (a.tries = t.turn or t.attempt = 'submitted')
                returning a.reference
            ), moved as (
                update notice n set state = case t.state when 'scheduled' then coalesce(n.back_to, 'scheduled') else t.state end,
                    state_at = :now, lease_until = null, last_error = t.error, dead = t.dead,
                    tries = case when t.counts then n.tries else n.tries - 1 end,
                    next_try_at = now() + t.wait * interval '1 millisecond'
                from told t join answered using (reference)
                where n.notice_id = t.notice_id and n.reference = t.reference
                  and (n.state in ('submitting', 'in-doubt') or (t.state = 'submitted' and n.state in ('queued', 'scheduled')))
                returning n.notice_id
            )
            select notice_id from moved""";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final DeadLetters deadLetters;
    private final StopSwitches stops;
    private final GatewayHealth health;
    private final ParkedReceipts parked;
    private final ReceiptReports reports;
    private final TransactionTemplate transaction;

    OutcomeBook(
            JdbcClient jdbc,
            DomainClock clock,
            DeadLetters deadLetters,
            StopSwitches stops,
            GatewayHealth health,
            ParkedReceipts parked,
            ReceiptReports reports,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.deadLetters = deadLetters;
        this.stops = stops;
        this.health = health;
        this.parked = parked;
        this.reports = reports;
        this.transaction = new TransactionTemplate(transactions);
    }

    void record(Lane lane, List<SubmitOutcome> outcomes) {
        List<OutcomeRow> rows =
                outcomes.stream().map(outcome -> OutcomeRow.of(lane, outcome)).toList();
        transaction.executeWithoutResult(status -> write(lane, outcomes, rows));
        tellHealth(lane, outcomes);
    }

    private void write(Lane lane, List<SubmitOutcome> outcomes, List<OutcomeRow> rows) {
        List<Long> moved = jdbc.sql(RECORD)
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", rows.stream().map(r -> r.notice().id()).toArray(Long[]::new))
                .param(
                        "references",
                        rows.stream().map(r -> r.notice().reference()).toArray(String[]::new))
                .param("turns", rows.stream().map(r -> r.notice().turn()).toArray(Integer[]::new))
                .param("states", rows.stream().map(OutcomeRow::state).toArray(String[]::new))
                .param("errors", rows.stream().map(OutcomeRow::error).toArray(String[]::new))
                .param("waits", rows.stream().map(OutcomeRow::waitMillis).toArray(Long[]::new))
                .param("deads", rows.stream().map(r -> r.deadReason() != null).toArray(Boolean[]::new))
                .param("counts", rows.stream().map(OutcomeRow::counts).toArray(Boolean[]::new))
                .param("attempts", rows.stream().map(OutcomeRow::attempt).toArray(String[]::new))
                .param("answers", rows.stream().map(OutcomeRow::answer).toArray(String[]::new))
                .param("gatewayIds", rows.stream().map(OutcomeRow::gatewayId).toArray(String[]::new))
                .query(Long.class)
                .list();
        reports.expect(
                lane.profile(),
                rows.stream()
                        .map(OutcomeRow::gatewayId)
                        .filter(Objects::nonNull)
                        .toList());
        parked.match(rows.stream().map(r -> r.notice().reference()).toList());
        for (OutcomeRow row : rows) {
            ClaimedNotice notice = row.notice();
            if (row.deadReason() != null && moved.contains(notice.id())) {
                deadLetters.open(
                        QUEUE,
                        "notice",
                        Long.toString(notice.id()),
                        notice.district(),
                        row.deadReason(),
                        row.error(),
                        notice.tries());
            } else if (notice.letter() && row.state().equals("submitted")) {
                deadLetters.settle("notice", Long.toString(notice.id()));
            }
        }
        for (SubmitOutcome outcome : outcomes) {
            if (outcome.answer() instanceof GatewayAnswer.PauseGateway pause) {
                stops.stopByHub(StopSwitches.gateway(lane.gateway()), words(pause));
            } else if (outcome.answer() instanceof GatewayAnswer.PauseBatch pause) {
                stops.stopByHub(scope(lane, outcome.notice()), words(pause));
            }
        }
        refusedInARow(lane, outcomes);
    }

    /** What one calling gateway says of a template is no reason to stop the SMS of that template. */
    private static String scope(Lane lane, ClaimedNotice notice) {
        return lane.calls() ? StopSwitches.gateway(lane.gateway()) : StopSwitches.template(notice.template());
    }

    /** Refusals of one template and none taken between them are no fault of so many people: it is stopped, with one alarm. */
    private void refusedInARow(Lane lane, List<SubmitOutcome> outcomes) {
        for (SubmitOutcome outcome : outcomes) {
            ClaimedNotice notice = outcome.notice();
            if (outcome.answer() instanceof GatewayAnswer.Accepted) {
                health.taken(lane.gateway(), notice.template());
            } else if (outcome.answer() instanceof GatewayAnswer.Permanent refusal
                    && health.refusedTooOften(lane.gateway(), notice.template())) {
                stops.stopByHub(scope(lane, notice), "refused many times in a row: " + words(refusal));
            }
        }
    }

    private static String words(GatewayAnswer answer) {
        return Masking.mask(answer.reason() + " (" + answer.detail() + ")");
    }

    private void tellHealth(Lane lane, List<SubmitOutcome> outcomes) {
        List<GatewayAnswer> failures = new ArrayList<>();
        boolean worked = false;
        Duration pause = null;
        for (SubmitOutcome outcome : outcomes) {
            GatewayAnswer answer = outcome.answer();
            if (answer instanceof GatewayAnswer.Accepted || answer instanceof GatewayAnswer.Permanent) {
                worked = true;
            } else if (!(answer instanceof GatewayAnswer.PauseGateway)
                    && !(answer instanceof GatewayAnswer.PauseBatch)) {
                failures.add(answer);
            }
            if (answer instanceof GatewayAnswer.Throttled throttled
                    && throttled.retryAfter().isPresent()) {
                pause = throttled.retryAfter().get();
            }
        }
        if (worked) {
            health.worked(lane.gateway());
        } else if (!failures.isEmpty()) {
            health.failed(lane.gateway(), failures.size(), words(failures.get(0)));
        }
        if (pause != null) {
            health.pause(lane.gateway(), pause);
        }
    }
}
