package in.suchi.console;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices still to be sent, against the latest time at which they must be: a picture of two falling lines. Where the first runs
 * above the second, somebody is told too late.
 */
@Component
class BurnDown {

    static final int WIDTH = 360;
    static final int HEIGHT = 170;
    private static final int LEFT = 44;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final Duration BACK = Duration.ofHours(24);
    private static final Duration AHEAD = Duration.ofHours(48);
    private static final int QUARTER = 15;

    /** A mark below the picture. */
    record Tick(int x, Instant at, boolean midnight) {}

    /**
     * A picture, ready to be drawn in a view box of {@link #WIDTH} by {@link #HEIGHT}.
     *
     * @param total notices whose send-by lies in the picture
     * @param open those not sent yet
     * @param overdue those not sent though their send-by is over
     * @param nextSendBy the next latest time of anything open; null: nothing is open
     * @param sent points of the line of what is still to be sent, up to now
     * @param limit points of the line of what may still be unsent
     */
    record Picture(
            long total,
            long open,
            long overdue,
            Instant nextSendBy,
            String sent,
            String limit,
            int now,
            int base,
            List<Tick> ticks) {

        public boolean isEmpty() {
            return total == 0;
        }
    }

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Map<String, Fresh<Picture>> pictures = new ConcurrentHashMap<>();

    BurnDown(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param district slug; null: all */
    Picture of(String district) {
        return pictures.computeIfAbsent(district == null ? "" : district, d -> new Fresh<>(() -> draw(district)))
                .get();
    }

    private Picture draw(String district) {
        Instant now = clock.instant();
        Instant from = now.minus(BACK);
        Instant to = now.plus(AHEAD);
        TreeMap<Instant, Long> due = new TreeMap<>();
        TreeMap<Instant, Long> sent = new TreeMap<>();
        long[] totals = new long[3];
        Instant[] next = new Instant[1];
        jdbc.sql("""
                        select date_bin(:step * interval '1 minute', n.send_by, 'epoch') as due,
                               date_bin(:step * interval '1 minute', a.began_at, 'epoch') as sent, min(n.send_by) as first_due, count(*) as notices
                        from notice n left join attempt a on a.notice_id = n.notice_id and a.number = 1
                        where n.send_by >= :from and n.send_by < :to and n.state not in ('cancelled', 'no-number')
                          and (:district::text is null or n.district = :district)
                        group by 1, 2""")
                .param("step", QUARTER)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("district", district)
                .query(row -> {
                    long notices = row.getLong("notices");
                    totals[0] += notices;
                    due.merge(row.getTimestamp("due").toInstant(), notices, Long::sum);
                    if (row.getTimestamp("sent") != null) {
                        sent.merge(row.getTimestamp("sent").toInstant(), notices, Long::sum);
                        return;
                    }
                    Instant first = row.getTimestamp("first_due").toInstant();
                    totals[1] += notices;
                    totals[2] += first.isBefore(now) ? notices : 0;
                    if (next[0] == null || first.isBefore(next[0])) {
                        next[0] = first;
                    }
                });
        Scale scale = new Scale(from, to, totals[0]);
        return new Picture(
                totals[0],
                totals[1],
                totals[2],
                next[0],
                scale.line(sent, now),
                scale.line(due, to),
                scale.x(now),
                HEIGHT - BOTTOM,
                scale.ticks());
    }

    private record Scale(Instant from, Instant to, long most) {

        int x(Instant at) {
            double share = (double) Duration.between(from, at).toSeconds()
                    / Duration.between(from, to).toSeconds();
            return (int) Math.round(LEFT + Math.max(0, Math.min(1, share)) * (WIDTH - LEFT - 6));
        }

        int y(long left) {
            return (int) Math.round(TOP + (1 - (most == 0 ? 0 : (double) left / most)) * (HEIGHT - TOP - BOTTOM));
        }

        /** Steps down from all by what is gone at each time, up to this end. */
        String line(TreeMap<Instant, Long> gone, Instant end) {
            StringBuilder points = new StringBuilder();
            long left = most;
            points.append(LEFT).append(',').append(y(left));
            for (Map.Entry<Instant, Long> step : gone.entrySet()) {
                int x = x(step.getKey());
                points.append(' ').append(x).append(',').append(y(left));
                left -= step.getValue();
                points.append(' ').append(x).append(',').append(y(left));
            }
            return points.append(' ').append(x(end)).append(',').append(y(left)).toString();
        }

        List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            ZonedDateTime at = from.atZone(DomainClock.ZONE).truncatedTo(ChronoUnit.DAYS);
            for (; at.toInstant().isBefore(to); at = at.plusHours(12)) {
                if (!at.toInstant().isBefore(from)) {
                    ticks.add(new Tick(x(at.toInstant()), at.toInstant(), at.getHour() == 0));
                }
            }
            return ticks;
        }
    }
}
