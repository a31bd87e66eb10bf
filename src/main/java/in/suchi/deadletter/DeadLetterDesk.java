package in.suchi.deadletter;

import in.suchi.ledger.Masking;
import in.suchi.ledger.WriterLock;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where officers look at dead letters and put them right. Each letter is repaired in a transaction of its own, guarded by a
 * conditional UPDATE: pressing twice, or two officers at once, puts the work back once. Each asked for gets its own answer.
 */
@Component("deadLetterDesk")
public class DeadLetterDesk {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);

    /** A dead letter's history: what happened, when, by whom. */
    public record Event(Instant at, String what, String actor, String detail) {}

    /** Number of open dead letters of one queue and reason. */
    public record Group(String queue, String district, String reason, long count, Instant oldest) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Failures failures;
    private final WriterLock writerLock;
    private final List<FieldCorrection> corrections;
    private final TransactionTemplate transaction;

    DeadLetterDesk(
            JdbcClient jdbc,
            DomainClock clock,
            Failures failures,
            WriterLock writerLock,
            List<FieldCorrection> corrections,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.failures = failures;
        this.writerLock = writerLock;
        this.corrections = corrections;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The newest first. */
    public List<DeadLetter> list(DeadLetterFilter filter, int limit, int offset) {
        return jdbc.sql("select " + DeadLetter.COLUMNS + " from dead_letter where " + filter.where()
                        + " order by dead_letter_id desc limit :limit offset :offset")
                .params(filter.values())
                .param("limit", limit)
                .param("offset", offset)
                .query(DeadLetter::of)
                .list();
    }

    public long count(DeadLetterFilter filter) {
        return jdbc.sql("select count(*) from dead_letter where " + filter.where())
                .params(filter.values())
                .query(Long.class)
                .single();
    }

    /** Open dead letters by queue, district and reason, most first. */
    public List<Group> groups(DeadLetterFilter filter) {
        return jdbc.sql(
                        "select queue, district, reason, count(*) as count, min(first_failed_at) as oldest from dead_letter"
                                + " where " + filter.where() + " group by 1, 2, 3 order by 4 desc, 1, 2, 3")
                .params(filter.values())
                .query((row, n) -> new Group(
                        row.getString("queue"),
                        row.getString("district"),
                        row.getString("reason"),
                        row.getLong("count"),
                        row.getTimestamp("oldest").toInstant()))
                .list();
    }

    public Optional<DeadLetter> find(long id) {
        return jdbc.sql("select " + DeadLetter.COLUMNS + " from dead_letter where dead_letter_id = ?")
                .param(id)
                .query(DeadLetter::of)
                .optional();
    }

    public List<Event> history(long id) {
        return jdbc.sql(
                        "select at, what, actor, detail from dead_letter_event where dead_letter_id = ? order by event_id")
                .param(id)
                .query((row, n) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("actor"),
                        row.getString("detail")))
                .list();
    }

    /** Puts exactly these back to where they failed; one answer for each, in the order asked. */
    public List<RepairResult> retry(Collection<Long> ids, Officer officer) {
        List<RepairResult> results = new ArrayList<>();
        for (long id : new LinkedHashSet<>(ids)) {
            results.add(safely(id, () -> retryOne(id, officer)));
        }
        return results;
    }

    /** Puts all open ones that the filter means back; one answer for each. */
    public List<RepairResult> retry(DeadLetterFilter filter, Officer officer) {
        return filter.excludes(officer.district()) ? List.of() : retry(openIds(filter, officer), officer);
    }

    /**
     * Gives these up for good. The work stays as it is in the ledger (a person not reached stays on the call sheet).
     *
     * @param comment why; mandatory
     */
    public List<RepairResult> discard(Collection<Long> ids, Officer officer, String comment) {
        if (comment == null || comment.isBlank()) {
            throw new IllegalArgumentException(
                    "a comment is needed to discard a dead letter: say why it may be given up");
        }
        List<RepairResult> results = new ArrayList<>();
        for (long id : new LinkedHashSet<>(ids)) {
            results.add(safely(id, () -> discardOne(id, officer, Masking.mask(comment))));
        }
        return results;
    }

    /** Gives all open ones that the filter means up for good. */
    public List<RepairResult> discard(DeadLetterFilter filter, Officer officer, String comment) {
        List<Long> ids = filter.excludes(officer.district()) ? List.of() : openIds(filter, officer);
        return discard(ids, officer, comment);
    }

    /** The fields of such work that an officer can correct; empty: there is nothing to correct, only to retry. */
    public List<String> correctable(DeadLetter letter) {
        return corrections.stream()
                .filter(correction -> correction.kind().equals(letter.kind()))
                .map(FieldCorrection::field)
                .toList();
    }

    /**
     * Corrects one field of the work that failed and has it done with the new value; the letter is settled by that. Pressing twice
     * corrects once.
     *
     * @param field one of {@link #correctable}
     */
    public RepairResult correct(long id, String field, String value, Officer officer) {
        return safely(id, () -> correctOne(id, field, value, officer));
    }

    private RepairResult correctOne(long id, String field, String value, Officer officer) {
        writerLock.take(); // before the letter's row, as everywhere
        Optional<Map<String, Object>> moved = move(id, officer, "settled", null);
        if (moved.isEmpty()) {
            return new RepairResult(id, false, whyNot(id, officer));
        }
        String kind = (String) moved.get().get("kind");
        String subject = (String) moved.get().get("subject");
        String why = corrections.stream()
                .filter(correction ->
                        correction.kind().equals(kind) && correction.field().equals(field))
                .findFirst()
                .map(correction -> Optional.ofNullable(correction.correct(subject, value, officer)))
                .orElse(Optional.of("work of the kind " + kind + " has no field " + field + " that can be corrected"))
                .orElse(null);
        if (why == null) {
            note(id, "corrected", officer, field);
            return new RepairResult(id, true, "corrected");
        }
        jdbc.sql("update dead_letter set state = 'open', state_at = ? where dead_letter_id = ?")
                .params(now(), id)
                .update();
        note(id, "not corrected", officer, Masking.mask(why));
        return new RepairResult(id, false, why);
    }

    /**
     * A shadow that an ActiveMQ tool moved from its DLQ back to a work queue: counts as a retry by the holder of the tool. The
     * message itself is spent; the releaser sends a fresh one. Called by the default route configuration in 90.
     */
    public void movedBack(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(ShadowMessage.DEAD_LETTER_ID);
        long id;
        try {
            id = Long.parseLong(String.valueOf(header));
        } catch (NumberFormatException e) {
            LOG.warn("a message with an unreadable deadLetterId arrived at {}; dropped", exchange.getFromRouteId());
            return;
        }
        jdbc.sql("update dead_letter set shadow_sent_at = null where dead_letter_id = ? and state = 'open'")
                .param(id)
                .update();
        RepairResult result = transaction.execute(status -> retryOne(id, Officer.everywhere("broker tool")));
        LOG.info("dead letter {} was moved back by a broker tool: {}", id, result.words());
    }

    private List<Long> openIds(DeadLetterFilter filter, Officer officer) {
        DeadLetterFilter open = new DeadLetterFilter(filter.queue(), filter.district(), filter.reason(), "open")
                .within(officer.district());
        return jdbc.sql("select dead_letter_id from dead_letter where " + open.where() + " order by dead_letter_id")
                .params(open.values())
                .query(Long.class)
                .list();
    }

    private interface Repair {
        RepairResult run();
    }

    /** One letter that cannot be repaired does not keep the others from it; it stays open. */
    private RepairResult safely(long id, Repair repair) {
        try {
            return transaction.execute(status -> repair.run());
        } catch (RuntimeException e) {
            String error = Masking.mask(e.getClass().getSimpleName() + ": " + e.getMessage());
            LOG.warn("dead letter {} could not be repaired: {}", id, error);
            return new RepairResult(id, false, "not now, it stays open; try again later");
        }
    }

    private RepairResult retryOne(long id, Officer officer) {
        Optional<Map<String, Object>> moved = move(id, officer, "retried", null);
        if (moved.isEmpty()) {
            return new RepairResult(id, false, whyNot(id, officer));
        }
        String kind = (String) moved.get().get("kind");
        String subject = (String) moved.get().get("subject");
        FailureHandler handler = failures.handlerOf(kind);
        String why = handler == null
                ? "nothing in this hub can do work of the kind " + kind + "; discard it"
                : handler.putBack(kind, subject);
        if (why == null) {
            note(id, "put back", officer, null);
            return new RepairResult(id, true, "put back");
        }
        // The owner may have settled it in the meantime; otherwise it is as open as before.
        jdbc.sql("update dead_letter set state = 'open', state_at = ? where dead_letter_id = ? and state = 'retried'")
                .params(now(), id)
                .update();
        note(id, "not put back", officer, why);
        return new RepairResult(id, false, why);
    }

    private RepairResult discardOne(long id, Officer officer, String comment) {
        if (move(id, officer, "discarded", comment).isEmpty()) {
            return new RepairResult(id, false, whyNot(id, officer));
        }
        note(id, "discarded", officer, comment);
        return new RepairResult(id, true, "discarded");
    }

    /** The one guard against pressing twice: only an open letter moves, and its row stays locked until the work is back. */
    private Optional<Map<String, Object>> move(long id, Officer officer, String state, String comment) {
        return jdbc
                .sql("""
                        update dead_letter set state = :state, state_at = :now, by_whom = :officer, comment = coalesce(:comment, comment)
                        where dead_letter_id = :id and state = 'open'
                          and (cast(:district as text) is null or district = :district)
                        returning kind, subject""")
                .param("state", state)
                .param("now", now())
                .param("officer", officer.name())
                .param("comment", comment)
                .param("id", id)
                .param("district", officer.district())
                .query()
                .listOfRows()
                .stream()
                .findFirst();
    }

    private String whyNot(long id, Officer officer) {
        DeadLetter letter = find(id).orElse(null);
        if (letter == null || (officer.district() != null && !officer.district().equals(letter.district()))) {
            return "there is no dead letter " + id;
        }
        return switch (letter.state()) {
            case "retried" -> "already put back";
            case "settled" -> "already settled: the work succeeded";
            case "discarded" -> "already discarded";
            default -> "not open";
        };
    }

    private void note(long id, String what, Officer officer, String detail) {
        jdbc.sql("insert into dead_letter_event (dead_letter_id, at, what, actor, detail) values (?, ?, ?, ?, ?)")
                .params(id, now(), what, officer.name(), detail)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
