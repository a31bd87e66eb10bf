package in.suchi.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
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
     * What one gateway takes.
     *
     * @param leftToday of the limit a day; null: no limit
     * @param perDay null: no limit
     */
    record Rate(double perSecond, Long leftToday, Long perDay) {
        private Rate times(double factor) {
            return new Rate(perSecond * factor, leftToday, perDay);
        }
    }

    /**
     * A part of the notices and the gateways it goes to: the first, and when its day is used up the next.
     *
     * @param fraction of all notices, 0 to 1
     */
    record Capacity(double fraction, List<Rate> gateways) {
        /** Everything through one gateway. */
        static List<Capacity> of(double perSecond, Long leftToday, Long perDay) {
            return List.of(new Capacity(1, List.of(new Rate(perSecond, leftToday, perDay))));
        }

        static List<Capacity> times(List<Capacity> capacities, double factor) {
            return capacities.stream()
                    .map(c -> new Capacity(
                            c.fraction(),
                            c.gateways().stream().map(r -> r.times(factor)).toList()))
                    .toList();
        }

        /** While nobody's day is used up. */
        static double perSecond(List<Capacity> capacities) {
            return capacities.stream()
                    .filter(c -> !c.gateways().isEmpty())
                    .mapToDouble(c -> c.gateways().get(0).perSecond())
                    .sum();
        }
    }

    /**
     * What became of the notices of one session day.
     *
     * @param doneAt when the last one was out; null where some never are, or there are none
     * @param unfinished whether some never are
     */
    record Outcome(double inTime, double out, Instant doneAt, boolean unfinished) {
        private Outcome and(Outcome other) {
            boolean some = unfinished || other.unfinished;
            Instant later =
                    doneAt == null || other.doneAt != null && other.doneAt.isAfter(doneAt) ? other.doneAt : doneAt;
            return new Outcome(inTime + other.inTime, out + other.out, some ? null : later, some);
        }
    }

    private static final class Flow {
        private final Group group;
        private final double all;
        private double left;
        private double inTime;
        private Instant doneAt;

        private Flow(Group group, double fraction) {
            this.group = group;
            this.all = group.notices() * fraction;
            this.left = all;
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
    Map<LocalDate, Outcome> run(Instant now, List<Group> groups, List<Capacity> capacities) {
        Map<LocalDate, Outcome> outcomes = new HashMap<>();
        for (Capacity capacity : capacities) {
            run(now, groups, capacity).forEach((day, one) -> outcomes.merge(day, one, Outcome::and));
        }
        return outcomes;
    }

    private Map<LocalDate, Outcome> run(Instant now, List<Group> groups, Capacity capacity) {
        List<Flow> flows = groups.stream()
                .sorted(Comparator.comparing(Group::sendBy).thenComparing(Group::due))
                .map(group -> new Flow(group, capacity.fraction()))
                .toList();
        Instant end = groups.stream()
                .map(Group::expires)
                .max(Comparator.naturalOrder())
                .filter(last -> last.isBefore(now.plus(HORIZON)))
                .orElse(now.plus(HORIZON));
        TreeSet<Instant> marks = marks(now, end, groups);
        double[] today = capacity.gateways().stream()
                .mapToDouble(rate -> rate.leftToday() == null ? Double.MAX_VALUE : Math.max(0, rate.leftToday()))
                .toArray();
        Instant from = now;
        for (Instant to : marks.tailSet(now, false)) {
            ZonedDateTime local = from.atZone(NoticeTimeRules.ZONE);
            if (local.toLocalTime().equals(LocalTime.MIDNIGHT) && from.isAfter(now)) {
                for (int i = 0; i < today.length; i++) {
                    Long perDay = capacity.gateways().get(i).perDay();
                    today[i] = perDay == null ? Double.MAX_VALUE : perDay;
                }
            }
            serve(flows, from, to, quietHours.contains(local.toLocalTime()), capacity.gateways(), today);
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

    private static void serve(
            List<Flow> flows, Instant from, Instant to, boolean quiet, List<Rate> gateways, double[] today) {
        double seconds = Duration.between(from, to).toMillis() / 1000.0;
        double past = 0;
        for (int i = 0; i < today.length && past < seconds; i++) {
            double perSecond = gateways.get(i).perSecond();
            double room = Math.min((seconds - past) * perSecond, today[i]);
            double sent = serve(flows, from, to, quiet, perSecond, room, past);
            today[i] -= sent;
            if (room - sent > 0 || perSecond <= 0) {
                return; // nothing is left to be sent now
            }
            past += sent / perSecond;
        }
    }

    /** @return how many went out */
    private static double serve(
            List<Flow> flows, Instant from, Instant to, boolean quiet, double perSecond, double room, double past) {
        double sent = 0;
        for (Flow flow : flows) {
            if (room - sent <= 0) {
                break;
            }
            if (flow.runsAt(from, quiet)) {
                double now = Math.min(flow.left, room - sent);
                flow.left -= now;
                sent += now;
                if (!to.isAfter(flow.group.sendBy())) {
                    flow.inTime += now;
                }
                if (flow.left <= 0) {
                    flow.doneAt = from.plusMillis((long) ((past + sent / perSecond) * 1000));
                }
            }
        }
        return sent;
    }

    private static Map<LocalDate, Outcome> outcomes(List<Flow> flows) {
        Map<LocalDate, Outcome> outcomes = new HashMap<>();
        for (Flow flow : flows) {
            Outcome one =
                    new Outcome(flow.inTime, flow.all - flow.left, flow.left <= 0 ? flow.doneAt : null, flow.left > 0);
            outcomes.merge(flow.group.day(), one, Outcome::and);
        }
        return outcomes;
    }
}
