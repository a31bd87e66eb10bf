package in.suchi.notice;

import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each gateway does: what it was given and what came of it, whether it is left alone, and why it refused. */
@Component
public class GatewayStandings {

    private static final Duration LATELY = Duration.ofHours(1);
    private static final int MOST_CLASSES = 10;

    /**
     * @param perSecond the agreed rate
     * @param perDay submits a calendar day; null: no limit
     * @param today submits of this calendar day of India (real time)
     * @param underWay submits whose answer is outstanding, of at most {@code mostUnderWay}
     * @param lately attempts begun within the last hour of the hub's clock
     * @param restsUntil real time until which it is left alone after failures; null: it is not
     * @param lastError of the failures in a row; null: it does well. Masked
     */
    public record Standing(
            String name,
            String title,
            double perSecond,
            Long perDay,
            long today,
            long underWay,
            int mostUnderWay,
            long lately,
            long submitted,
            long delivered,
            long undelivered,
            long refused,
            long inDoubt,
            boolean failing,
            Instant restsUntil,
            String lastError,
            List<ErrorClass> errors) {}

    /** What refused or temporary answers say, and how often. */
    public record ErrorClass(String state, String words, long count, Instant last) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final GatewayProfiles profiles;
    private final GatewayHealth health;

    GatewayStandings(JdbcClient jdbc, DomainClock clock, GatewayProfiles profiles, GatewayHealth health) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.profiles = profiles;
        this.health = health;
    }

    /** Of the gateways in use, in the order of their files. */
    public List<Standing> all() {
        Map<String, long[]> counts = counts();
        return profiles.active().stream()
                .map(profile -> standing(profile, counts.getOrDefault(profile.name(), new long[7])))
                .toList();
    }

    private Standing standing(GatewayProfile profile, long[] counts) {
        GatewayHealth.Condition condition = health.of(profile.name());
        return new Standing(
                profile.name(),
                profile.title(),
                profile.limits().perSecond(),
                profile.limits().perDay(),
                today(profile.name()),
                counts[0],
                profile.limits().underWay(),
                counts[1],
                counts[2],
                counts[3],
                counts[4],
                counts[5],
                counts[6],
                condition.failing() != null,
                condition.restsAt(Instant.now()) ? condition.until() : null,
                condition.failures() == 0 ? null : condition.lastError(),
                errors(profile.name()));
    }

    private Map<String, long[]> counts() {
        Map<String, long[]> counts = new HashMap<>();
        jdbc.sql("""
                        select a.gateway, count(*) filter (where a.state = 'submitting') as under_way,
                               count(*) filter (where a.began_at > :lately) as lately,
                               count(*) filter (where n.state = 'submitted') as submitted,
                               count(*) filter (where n.state = 'delivered') as delivered,
                               count(*) filter (where n.state = 'undelivered') as undelivered,
                               count(*) filter (where n.state = 'refused') as refused,
                               count(*) filter (where n.state = 'in-doubt') as in_doubt
                        from attempt a left join notice n on n.reference = a.reference group by 1""")
                .param("lately", Timestamp.from(clock.instant().minus(LATELY)))
                .query(row -> {
                    counts.put(row.getString(1), new long[] {
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)
                    });
                });
        return counts;
    }

    private long today(String gateway) {
        LocalDate today = Instant.now().atZone(DomainClock.ZONE).toLocalDate();
        return jdbc.sql("select coalesce(sum(submits), 0) from gateway_day where gateway = ? and day = ?")
                .params(gateway, today)
                .query(Long.class)
                .single();
    }

    private List<ErrorClass> errors(String gateway) {
        return jdbc.sql("""
                        select state, coalesce(answer, '') as words, count(*) as attempts, max(answered_at) as last from attempt
                        where gateway = :gateway and state in ('refused', 'temporary', 'in-doubt') group by 1, 2 order by 3 desc limit :most""")
                .param("gateway", gateway)
                .param("most", MOST_CLASSES)
                .query((row, n) -> new ErrorClass(
                        row.getString("state"),
                        row.getString("words"),
                        row.getLong("attempts"),
                        row.getTimestamp("last") == null
                                ? null
                                : row.getTimestamp("last").toInstant()))
                .list();
    }
}
