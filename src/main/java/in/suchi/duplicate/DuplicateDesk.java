package in.suchi.duplicate;

import in.suchi.ledger.Ledger;
import in.suchi.ledger.WriterLock;
import in.suchi.session.Appointments;
import in.suchi.session.Endings;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an officer decides about two persons who may be one. Merging withdraws one of them, with a link to the other; nothing of
 * either is lost, and each decision can be undone.
 */
@Component
public class DuplicateDesk {

    private static final String STEP = "decide-duplicate";

    /** A decision that cannot be carried out; the message says why and what to do. */
    public static final class ImpossibleDecision extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ImpossibleDecision(String message) {
            super(message);
        }
    }

    private record Pair(long id, long a, long b, String state, Long kept, String mobileBefore, boolean heldBefore) {
        long other(long person) {
            return person == a ? b : a;
        }
    }

    private record Side(String registrationId, String mobile, String state, String sessionId) {}

    private final JdbcClient jdbc;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final Appointments appointments;
    private final Endings endings;
    private final Ledger ledger;

    DuplicateDesk(
            JdbcClient jdbc,
            WriterLock writerLock,
            DomainClock clock,
            Appointments appointments,
            Endings endings,
            Ledger ledger) {
        this.jdbc = jdbc;
        this.writerLock = writerLock;
        this.clock = clock;
        this.appointments = appointments;
        this.endings = endings;
        this.ledger = ledger;
    }

    /**
     * The two are one person: {@code keep} stays, the other one is withdrawn. Whoever was told of another session under the other
     * id is owed its cancellation; of the same session, nothing.
     *
     * @param takeOtherMobile whether the other one's mobile is the right one; null where both have the same
     * @param comment why, in the officer's words
     * @throws ImpossibleDecision if it was decided already, or the one to be withdrawn is finished, or it is not said whose mobile is right
     */
    @Transactional
    public void merge(long duplicateId, long keep, Boolean takeOtherMobile, String comment, String officer) {
        writerLock.take();
        Pair pair = open(duplicateId);
        if (keep != pair.a() && keep != pair.b()) {
            throw new ImpossibleDecision("Keep one of the two persons: " + pair.a() + " or " + pair.b() + ".");
        }
        long gone = pair.other(keep);
        Side kept = side(keep);
        Side other = side(gone);
        if (kept.state().equals("withdrawn")) {
            throw new ImpossibleDecision("Person " + keep + " is withdrawn: keep the other one.");
        }
        if (other.state().equals("finished") || other.state().equals("withdrawn")) {
            throw new ImpossibleDecision(
                    "Person " + gone + " is " + other.state() + " already: keep that one, or leave both as they are.");
        }
        boolean differ = !Objects.equals(kept.mobile(), other.mobile());
        if (differ && takeOtherMobile == null) {
            throw new ImpossibleDecision("The two have different mobiles: ask the person, and say whose is right.");
        }
        String held = jdbc.sql("select to_jsonb(h)::text from held h where person_id = ?")
                .param(gone)
                .query(String.class)
                .optional()
                .orElse(null);
        String reason = "the same person as registration " + kept.registrationId() + " (duplicate " + duplicateId + ")";
        if (other.sessionId() != null && other.sessionId().equals(kept.sessionId())) {
            endings.withdrawSilently(gone, officer, reason);
        } else {
            appointments.withdraw(gone, officer, reason);
        }
        boolean changes = differ && takeOtherMobile;
        decide(
                duplicateId,
                "merged",
                officer,
                comment,
                keep,
                changes ? Objects.requireNonNullElse(kept.mobile(), "") : null,
                held);
        if (changes) {
            appointments.mobileCorrected(keep, other.mobile(), officer);
        }
        ledger.note(
                STEP,
                "The same person as registration " + other.registrationId() + ", which was withdrawn: " + comment + ".",
                keep,
                null,
                officer);
        ledger.note(STEP, "Withdrawn as " + reason + ": " + comment + ".", gone, null, officer);
    }

    /** The two are different people; they are not suggested again. */
    @Transactional
    public void notSame(long duplicateId, String comment, String officer) {
        writerLock.take();
        Pair pair = open(duplicateId);
        decide(duplicateId, "not-same", officer, comment, null, null, null);
        for (long person : new long[] {pair.a(), pair.b()}) {
            ledger.note(
                    STEP,
                    "Another person than registration "
                            + side(pair.other(person)).registrationId() + ": " + comment + ".",
                    person,
                    null,
                    officer);
        }
    }

    /**
     * Takes a decision back: the pair is a suggestion again. Who was withdrawn by it waits (or is held) as before and is invited
     * anew; a mobile taken over goes back.
     *
     * @throws ImpossibleDecision if nothing was decided, or somebody withdrew that person for another reason since
     */
    @Transactional
    public void undo(long duplicateId, String comment, String officer) {
        writerLock.take();
        Pair pair = find(duplicateId);
        if (pair.state().equals("suggested")) {
            throw new ImpossibleDecision("Nothing was decided about duplicate " + duplicateId + " (any more).");
        }
        if (pair.state().equals("merged")) {
            reinstate(pair, pair.other(pair.kept()));
            if (pair.mobileBefore() != null) {
                appointments.mobileCorrected(
                        pair.kept(), pair.mobileBefore().isEmpty() ? null : pair.mobileBefore(), officer);
            }
        }
        decide(duplicateId, "suggested", null, null, null, null, null);
        for (long person : new long[] {pair.a(), pair.b()}) {
            ledger.note(
                    STEP,
                    "The decision (" + pair.state() + ") about registration "
                            + side(pair.other(person)).registrationId() + " was taken back: " + comment + ".",
                    person,
                    null,
                    officer);
        }
    }

    private void reinstate(Pair pair, long gone) {
        int back = jdbc.sql("delete from withdrawn where person_id = ? and reason like ?")
                .params(gone, "%(duplicate " + pair.id() + ")")
                .update();
        if (back == 0) {
            throw new ImpossibleDecision(
                    "Person " + gone + " is no longer withdrawn by this decision: see the timeline.");
        }
        jdbc.sql("""
                        insert into held select h.* from duplicate d, jsonb_populate_record(null::held, d.held_before) h
                        where d.duplicate_id = ? and d.held_before is not null""").param(pair.id()).update();
        if (!pair.heldBefore()) {
            jdbc.sql("insert into waiting (person_id, since) values (?, ?)")
                    .params(gone, Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private Pair open(long duplicateId) {
        Pair pair = find(duplicateId);
        if (!pair.state().equals("suggested")) {
            throw new ImpossibleDecision(
                    "Duplicate " + duplicateId + " was decided already (" + pair.state() + "): undo that first.");
        }
        return pair;
    }

    private Pair find(long duplicateId) {
        return jdbc.sql("select *, held_before is not null as held from duplicate where duplicate_id = ? for update")
                .param(duplicateId)
                .query((row, n) -> new Pair(
                        row.getLong("duplicate_id"),
                        row.getLong("person_a"),
                        row.getLong("person_b"),
                        row.getString("state"),
                        row.getObject("kept", Long.class),
                        row.getString("mobile_before"),
                        row.getBoolean("held")))
                .optional()
                .orElseThrow(() -> new ImpossibleDecision("There is no duplicate " + duplicateId + " (any more)."));
    }

    private Side side(long person) {
        Optional<Side> side = jdbc.sql("""
                        select p.registration_id, p.mobile, a.session_id,
                               case when a.person_id is not null then 'appointed' when f.person_id is not null then 'finished'
                                    when w.person_id is not null then 'withdrawn' else 'open' end as state
                        from person p left join appointment a using (person_id) left join finished f using (person_id)
                        left join withdrawn w using (person_id) where p.person_id = ?""")
                .param(person)
                .query((row, n) -> new Side(
                        row.getString("registration_id"),
                        row.getString("mobile"),
                        row.getString("state"),
                        row.getString("session_id")))
                .optional();
        return side.orElseThrow();
    }

    private void decide(
            long id, String state, String officer, String comment, Long kept, String mobileBefore, String heldBefore) {
        jdbc.sql("""
                        update duplicate set state = ?, decided_by = ?, decided_at = ?, comment = ?, kept = ?, mobile_before = ?,
                               held_before = cast(? as jsonb) where duplicate_id = ?""")
                .params(Arrays.asList(
                        state,
                        officer,
                        officer == null ? null : Timestamp.from(clock.instant()),
                        comment,
                        kept,
                        mobileBefore,
                        heldBefore,
                        id))
                .update();
    }
}
