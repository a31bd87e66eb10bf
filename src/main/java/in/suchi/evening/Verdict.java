package in.suchi.evening;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the sessions can be held as they stand, and why (not). A help for whoever decides; the decision is signed by an officer.
 *
 * @param go no reason is in the way
 * @param reasons those in the way first
 */
public record Verdict(boolean go, List<Reason> reasons) {

    /**
     * @param key word of the message bundle, {@code report.reason-<key>}
     * @param count people, lists or whatever it is about
     * @param inTheWay whether it speaks against holding the sessions
     */
    public record Reason(String key, long count, boolean inTheWay) {}

    /**
     * What holds for the whole hub.
     *
     * @param deadlinePassed whether it is past 18:00 on the day before the sessions
     * @param stopped whether a stop holds back notices here
     * @param brokenBalances how many balances do not hold
     * @param foretoldLate notices of the day that will not be out by their send-by, of the state; 0 for a district
     */
    record Circumstances(boolean deadlinePassed, boolean stopped, long brokenBalances, long foretoldLate) {}

    /**
     * @param mostUntold share of the people who may still be untold when the deadline has passed, 0 to 1
     */
    static Verdict of(Standing standing, Circumstances now, double mostUntold) {
        List<Reason> against = new ArrayList<>();
        List<Reason> notes = new ArrayList<>();
        if (standing.sessions() == 0) {
            notes.add(new Reason("no-sessions", 0, false));
        }
        add(against, "lists-nowhere", standing.listsNowhere());
        add(against, "lists-late", standing.listsLate());
        add(notes, "lists-on-the-way", standing.listsOnTheWay());
        if (now.stopped()) {
            add(against, "sending-stopped", standing.toSend());
        }
        long untold = standing.toSend() + standing.toTelephone();
        boolean many = now.deadlinePassed() && untold > standing.appointed() * mostUntold;
        add(many ? against : notes, "untold", untold);
        add(notes, "uncertain", standing.uncertain());
        add(against, "balances", now.brokenBalances());
        add(notes, "notices-late", standing.lateNotices());
        add(notes, "foretold-late", now.foretoldLate());
        add(notes, "held", standing.held());
        add(notes, "waiting", standing.waiting());
        add(notes, "dead-letters", standing.deadLetters());
        boolean go = against.isEmpty();
        List<Reason> all = new ArrayList<>();
        against.forEach(reason -> all.add(new Reason(reason.key(), reason.count(), true)));
        all.addAll(notes);
        return new Verdict(go, List.copyOf(all));
    }

    private static void add(List<Reason> reasons, String key, long count) {
        if (count > 0) {
            reasons.add(new Reason(key, count, false));
        }
    }
}
