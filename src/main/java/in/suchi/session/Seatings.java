package in.suchi.session;

import in.suchi.ledger.CopyRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everybody's seat as far as it differs from what they have; a few dozen bytes a person, since a state's people may all
 * differ at once.
 */
final class Seatings {

    private long[] people = new long[1024];
    private final List<Seat> seats = new ArrayList<>();
    private final List<String> was = new ArrayList<>();
    private final List<String> what = new ArrayList<>();
    private int made;
    private int moved;
    private int reordered;
    private int unseated;

    /**
     * @param seat null: the person waits
     * @param session what the person has now; null: the person waits now
     */
    void add(long person, Seat seat, String session, int serial, long slotEpochSecond) {
        if (seat == null) {
            if (session != null) {
                keep(person, null, session, "cancelled");
                unseated++;
            }
        } else if (session == null) {
            keep(person, seat, null, "made");
            made++;
        } else if (!seat.sessionId().equals(session) || seat.slotAt().getEpochSecond() != slotEpochSecond) {
            keep(person, seat, session, "moved");
            moved++;
        } else if (seat.serial() != serial) {
            keep(person, seat, session, "reordered");
            reordered++;
        }
    }

    private void keep(long person, Seat seat, String session, String change) {
        if (seats.size() == people.length) {
            people = Arrays.copyOf(people, people.length * 2);
        }
        people[seats.size()] = person;
        seats.add(seat);
        was.add(session);
        what.add(change);
    }

    Filled copyTo(CopyRows copy) throws SQLException {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            copy.value(people[i]).value(what.get(i)).value(seat == null ? was.get(i) : seat.sessionId());
            if (seat == null) {
                copy.value((Object) null).value((Object) null);
            } else {
                copy.value(seat.serial()).value(text(seat.slotAt()));
            }
            copy.value(was.get(i)).endRow();
        }
        return new Filled(made, moved, reordered, unseated);
    }

    private Instant lastAt;
    private String lastText;

    private String text(Instant at) {
        if (at != lastAt) {
            lastAt = at;
            lastText = at.toString();
        }
        return lastText;
    }
}
