package in.suchi.notice;

import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What will be late before it is, and what would help.
 *
 * @param perMinute what the gateways whose turn it is take, together; 0 where none may send
 * @param leftToday of the limits a day of all that may send; null: one has no limit
 * @param gateways in use
 * @param stops in force
 * @param days with notices still to go out, earliest first
 */
public record Forecast(
        OffsetDateTime at,
        double perMinute,
        Long leftToday,
        List<String> gateways,
        List<String> stops,
        List<Day> days) {

    /**
     * One session day.
     *
     * @param sendBy the earliest deadline of its notices
     * @param waiting notices not out yet
     * @param stopped of them under a stop, which the figures assume to stay
     * @param overdue of them late already: their send-by is past
     * @param late of them not out by their send-by (they may still go out until two hours before the start)
     * @param never of them never out
     * @param doneAt when the last one is out; null: some never are
     * @param neededPerMinute the rate at which none would be late; null: no rate helps, or none is needed
     * @param startBy the latest start of sending at which none would be late at the agreed rate; null: none is late, or that time
     *     is past
     * @param words all of it in one sentence
     */
    public record Day(
            LocalDate date,
            OffsetDateTime sendBy,
            long waiting,
            long stopped,
            long overdue,
            long late,
            long never,
            OffsetDateTime doneAt,
            Double neededPerMinute,
            OffsetDateTime startBy,
            String words) {}

    public long late() {
        return days.stream().mapToLong(Day::late).sum();
    }

    public long waiting() {
        return days.stream().mapToLong(Day::waiting).sum();
    }

    private static final SendingModel.Outcome NOTHING = new SendingModel.Outcome(0, 0, null, true);
    private static final double MOST_FACTOR = 1_000;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(DomainClock.ZONE);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(DomainClock.ZONE);

    static Forecast of(
            Instant now,
            SendingModel model,
            List<SendingModel.Group> groups,
            List<SendingModel.Capacity> capacity,
            List<String> gateways,
            List<String> stops) {
        Map<LocalDate, List<SendingModel.Group>> byDay = groups.stream()
                .collect(Collectors.groupingBy(SendingModel.Group::day, TreeMap::new, Collectors.toList()));
        Map<LocalDate, SendingModel.Outcome> outcomes = model.run(now, groups, capacity);
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, own) -> days.add(
                new Asked(now, model, groups, capacity, day, own).answer(outcomes.getOrDefault(day, NOTHING))));
        return new Forecast(
                at(now),
                SendingModel.Capacity.perSecond(capacity) * 60,
                leftToday(capacity),
                List.copyOf(gateways),
                List.copyOf(stops),
                days);
    }

    private static Long leftToday(List<SendingModel.Capacity> capacities) {
        long left = 0;
        for (SendingModel.Capacity capacity : capacities) {
            for (SendingModel.Rate rate : capacity.gateways()) {
                if (rate.leftToday() == null) {
                    return null;
                }
                left += rate.leftToday();
            }
        }
        return capacities.isEmpty() ? null : left;
    }

    private record Asked(
            Instant now,
            SendingModel model,
            List<SendingModel.Group> all,
            List<SendingModel.Capacity> capacity,
            LocalDate day,
            List<SendingModel.Group> own) {

        Day answer(SendingModel.Outcome outcome) {
            long waiting = own.stream().mapToLong(SendingModel.Group::notices).sum();
            long stopped = sum(SendingModel.Group::stopped);
            long overdue = sum(group -> !group.stopped() && !group.sendBy().isAfter(now));
            long hopeless = stopped + overdue;
            long late = waiting - Math.round(outcome.inTime());
            Instant sendBy = own.stream()
                    .map(SendingModel.Group::sendBy)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Double needed = late > hopeless ? needed(hopeless) : null;
            Instant start = late > hopeless ? start(hopeless) : null;
            return new Day(
                    day,
                    at(sendBy),
                    waiting,
                    stopped,
                    overdue,
                    late,
                    waiting - Math.round(outcome.out()),
                    at(outcome.doneAt()),
                    needed,
                    at(start),
                    words(waiting, stopped, overdue, late, sendBy, needed, start));
        }

        private long sum(Predicate<SendingModel.Group> which) {
            return own.stream()
                    .filter(which)
                    .mapToLong(SendingModel.Group::notices)
                    .sum();
        }

        private boolean helps(List<SendingModel.Group> groups, List<SendingModel.Capacity> with, long hopeless) {
            long waiting = own.stream().mapToLong(SendingModel.Group::notices).sum();
            return waiting
                            - Math.round(model.run(now, groups, with)
                                    .getOrDefault(day, NOTHING)
                                    .inTime())
                    <= hopeless;
        }

        /** By halving: each step is one run of the model. */
        private Double needed(long hopeless) {
            double low = 1;
            double high = 2;
            while (!helps(all, SendingModel.Capacity.times(capacity, high), hopeless)) {
                low = high;
                high *= 4;
                if (high > MOST_FACTOR) {
                    return null;
                }
            }
            while (high - low > 0.002) {
                double middle = (low + high) / 2;
                if (helps(all, SendingModel.Capacity.times(capacity, middle), hopeless)) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return Math.ceil(SendingModel.Capacity.perSecond(capacity) * high * 600) / 10;
        }

        private Instant start(long hopeless) {
            Instant latest = own.stream()
                    .map(SendingModel.Group::due)
                    .min(Instant::compareTo)
                    .orElseThrow();
            if (!latest.isAfter(now) || !helps(startingAt(now), capacity, hopeless)) {
                return null;
            }
            Instant good = now;
            Instant bad = latest;
            while (Duration.between(good, bad).compareTo(Duration.ofMinutes(1)) > 0) {
                Instant middle = good.plus(Duration.between(good, bad).dividedBy(2));
                if (helps(startingAt(middle), capacity, hopeless)) {
                    good = middle;
                } else {
                    bad = middle;
                }
            }
            return good;
        }

        private List<SendingModel.Group> startingAt(Instant start) {
            return all.stream()
                    .map(group -> group.day().equals(day) ? group.from(start) : group)
                    .toList();
        }

        private String words(
                long waiting, long stopped, long overdue, long late, Instant sendBy, Double needed, Instant start) {
            if (SendingModel.Capacity.perSecond(capacity) <= 0) {
                return "Nothing can be sent now: none of %,d will be out by %s."
                        .formatted(waiting, CLOCK.format(sendBy) + " on " + DATE.format(sendBy));
            }
            String rate = "At %s a minute ".formatted(number(SendingModel.Capacity.perSecond(capacity) * 60));
            String stop = (stopped == 0 ? "" : " (%,d are stopped)".formatted(stopped))
                    + (overdue == 0 ? "" : " (%,d are late already)".formatted(overdue));
            String deadline = CLOCK.format(sendBy) + " on " + DATE.format(sendBy);
            if (late == 0) {
                return rate + "all %,d will be out by %s.".formatted(waiting, deadline);
            }
            StringBuilder words = new StringBuilder(
                    rate + "%,d of %,d will not be out by %s%s".formatted(late, waiting, deadline, stop));
            if (needed != null) {
                words.append("; needed: ").append(number(needed)).append(" a minute");
            }
            if (start != null) {
                words.append(needed == null ? "; " : ", or ")
                        .append("start at ")
                        .append(CLOCK.format(start));
                words.append(" on ").append(DATE.format(start));
            }
            return words.append('.').toString();
        }

        private static String number(double value) {
            return value >= 10 || value == Math.rint(value)
                    ? "%,d".formatted((long) Math.ceil(value))
                    : "%.1f".formatted(value);
        }
    }

    private static OffsetDateTime at(Instant at) {
        return at == null ? null : at.atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
