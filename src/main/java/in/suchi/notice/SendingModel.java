package in.suchi.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the notices that wait will go out, as the dispatcher does it: earliest send-by first, each from its due time to its expiry,
 * not in the quiet hours unless they are lifted, at an agreed rate and with a limit a day. A flow, not single notices: exact to
 * the second or so, and as quick for a state as for a village. Nothing here looks at a clock or draws lots.
 */
final class SendingModel {

    /** So far ahead the model looks; what has not gone out by then does not. */
    private static final Duration HORIZON = Duration.ofDays(120);

    /**
     * Notices that share all their times.
     *
     * @param day of the session
     * @param stopped under a stop: they do not go out
     */
    record Group(
            LocalDate day,
            Instant due,
            Instant sendBy,
            Instant expires,
            boolean lifted,
            boolean stopped,
            long notices) {
        Group from(Instant start) {
            return new Group(day, start.isBefore(due) ? start : due, sendBy, expires, lifted, stopped, notices);
        }
    }

    /**
     * What the gateways take.
     *
     * @param leftToday of the limit a day; null: no limit
     * @param perDay null: no limit
     */
    record Capacity(double perSecond, Long leftToday, Long perDay) {
        Capacity times(double factor) {
            return new Capacity(perSecond * factor, leftToday, perDay);
        }
    }

    /**
     * What became of the notices of one session day.
     *
     * @param doneAt when the last one was out; null: some never are
     */
    record Outcome(double inTime, double out, Instant doneAt) {}

    private static final class Flow {
        private final Group group;
        private double left;
        private double inTime;
        private Instant doneAt;

        private Flow(Group group) {
            this.group = group;
            this.left = group.notices();
        }

        private boolean runsAt(Instant at, boolean quiet) {
            return left > 0
                    && !group.stopped()
                    && !at.isBefore(group.due())
                    && at.isBefore(group.expires())
                    && (!quiet || group.lifted());
        }
    }

    private final QuietHours quietHours;

    SendingModel(QuietHours quietHours) {
        this.quietHours = quietHours;
    }

    /** The outcome of each session day. */
    Map<LocalDate, Outcome> run(Instant now, List<Group> groups, Capacity capacity) {
        List<Flow> flows = new ArrayList<>(groups.stream()
                .sorted(Comparator.comparing(Group::sendBy).thenComparing(Group::due))
                .map(Flow::new)
                .toList());
        Instant end = groups.stream()
                .map(Group::expires)
                .max(Comparator.naturalOrder())
                .filter(last -> last.isBefore(now.plus(HORIZON)))
                .orElse(now.plus(HORIZON));
        TreeSet<Instant> marks = marks(now, end, groups);
        double today = capacity.leftToday() == null ? Double.MAX_VALUE : capacity.leftToday();
        Instant from = now;
        for (Instant to : marks.tailSet(now, false)) {
            ZonedDateTime local = from.atZone(NoticeTimeRules.ZONE);
            if (capacity.perDay() != null && local.toLocalTime().equals(LocalTime.MIDNIGHT) && from.isAfter(now)) {
                today = capacity.perDay();
            }
            today -= serve(flows, from, to, quietHours.contains(local.toLocalTime()), capacity.perSecond(), today);
            from = to;
        }
        return outcomes(flows);
    }

    /** Moments at which something changes; between two of them the same groups run at the same rate. */
    private TreeSet<Instant> marks(Instant now, Instant end, List<Group> groups) {
        TreeSet<Instant> marks = new TreeSet<>();
        for (Group group : groups) {
            marks.add(group.due());
            marks.add(group.sendBy());
            marks.add(group.expires());
        }
        ZonedDateTime day = now.atZone(NoticeTimeRules.ZONE).toLocalDate().atStartOfDay(NoticeTimeRules.ZONE);
        for (; day.toInstant().isBefore(end); day = day.plusDays(1)) {
            marks.add(day.toInstant());
            marks.add(day.with(quietHours.from()).toInstant());
            marks.add(day.with(quietHours.to()).toInstant());
        }
        marks.add(end);
        marks.removeIf(mark -> mark.isBefore(now) || mark.isAfter(end));
        marks.add(now);
        return marks;
    }

    /** @return how many went out */
    private static double serve(
            List<Flow> flows, Instant from, Instant to, boolean quiet, double perSecond, double mostToday) {
        double seconds = Duration.between(from, to).toMillis() / 1000.0;
        double room = Math.min(seconds * perSecond, Math.max(0, mostToday));
        double sent = 0;
        for (Flow flow : flows) {
            if (room - sent <= 0) {
                break;
            }
            if (flow.runsAt(from, quiet)) {
                double now = Math.min(flow.left, room - sent);
                flow.left -= now;
                sent += now;
                if (!from.isAfter(flow.group.sendBy()) && !to.isAfter(flow.group.sendBy())) {
                    flow.inTime += now;
                }
                if (flow.left <= 0) {
                    flow.doneAt = from.plusMillis((long) (sent / perSecond * 1000));
                }
            }
        }
        return sent;
    }

    private static Map<LocalDate, Outcome> outcomes(List<Flow> flows) {
        Map<LocalDate, Outcome> outcomes = new HashMap<>();
        Map<LocalDate, Boolean> unfinished = new HashMap<>();
        for (Flow flow : flows) {
            LocalDate day = flow.group.day();
            if (flow.left > 0) {
                unfinished.put(day, true);
            }
            Outcome one = new Outcome(flow.inTime, flow.group.notices() - flow.left, flow.doneAt);
            outcomes.merge(
                    day,
                    one,
                    (a, b) -> new Outcome(a.inTime() + b.inTime(), a.out() + b.out(), later(a.doneAt(), b.doneAt())));
        }
        unfinished
                .keySet()
                .forEach(day -> outcomes.computeIfPresent(day, (d, o) -> new Outcome(o.inTime(), o.out(), null)));
        return outcomes;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }
}
