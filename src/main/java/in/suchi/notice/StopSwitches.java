package in.suchi.notice;

import in.suchi.ledger.Alarms;
import in.suchi.ledger.Ledger;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stops in force: all, a gateway, a district, a template. Nothing is claimed under a stop, so only what was under way when
 * it was set still goes out. The hub sets them itself where a gateway says that nobody's notice would be taken.
 */
@Component("stopSwitches")
public class StopSwitches {

    public static final String ALL = "all";

    static final String HUB = "hub";

    private static final Pattern SCOPE = Pattern.compile("all|(gateway|district|template):[A-Za-z0-9_-]{1,64}");
    private static final String ALARM = "sending-stopped";

    /**
     * A stop in force.
     *
     * @param scope {@code all}, {@code gateway:kannel-1}, {@code district:patna} or {@code template:<DLT id>}
     * @param byWhom an officer, or {@code hub}
     */
    public record Stop(String scope, String reason, String byWhom, Instant since) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Ledger ledger;
    private final Alarms alarms;

    StopSwitches(JdbcClient jdbc, DomainClock clock, Ledger ledger, Alarms alarms) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ledger = ledger;
        this.alarms = alarms;
    }

    public static String gateway(String name) {
        return "gateway:" + name;
    }

    public static String district(String slug) {
        return "district:" + slug;
    }

    public static String template(String dltId) {
        return "template:" + dltId;
    }

    /**
     * Stops sending there. Stopping what is stopped changes nothing.
     *
     * @param reason for the page and the audit trail
     * @return whether it was running before
     * @throws IllegalArgumentException for a scope that cannot be one
     */
    @Transactional
    public boolean stop(String scope, String officer, String reason) {
        if (scope == null || !SCOPE.matcher(scope).matches()) {
            throw new IllegalArgumentException(
                    "scope is all, gateway:<name>, district:<slug> or template:<DLT id>, not " + scope);
        }
        int stopped = jdbc.sql("""
                        insert into stop_switch (scope, reason, by_whom, since) values (?, ?, ?, ?)
                        on conflict (scope) do nothing""")
                .params(scope, reason, officer, Timestamp.from(clock.instant()))
                .update();
        if (stopped == 1) {
            ledger.note("stop-switch", "sending stopped for " + scope + ": " + reason, null, null, officer);
        }
        return stopped == 1;
    }

    /** As {@link #stop}, by the hub itself, with one alarm. */
    @Transactional
    public void stopByHub(String scope, String reason) {
        stop(scope, HUB, reason);
        alarms.raise(
                ALARM,
                scope,
                "Sending is stopped for %s: %s. Put it right, then start it again.".formatted(scope, reason));
    }

    /**
     * Lets sending go on there.
     *
     * @return whether it was stopped before
     */
    @Transactional
    public boolean start(String scope, String officer) {
        int started =
                jdbc.sql("delete from stop_switch where scope = ?").param(scope).update();
        if (started == 1) {
            ledger.note("stop-switch", "sending started again for " + scope, null, null, officer);
            alarms.clear(ALARM, scope);
        }
        return started == 1;
    }

    public List<Stop> list() {
        return jdbc.sql("select scope, reason, by_whom, since from stop_switch order by scope")
                .query((row, n) -> new Stop(
                        row.getString("scope"),
                        row.getString("reason"),
                        row.getString("by_whom"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    Set<String> scopes() {
        return new TreeSet<>(
                jdbc.sql("select scope from stop_switch").query(String.class).list());
    }
}
