package in.suchi.console;

import in.suchi.access.HubUser;
import in.suchi.access.Right;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is wrong now, in words, the worst first, each with the page where something can be done about it. */
@Component
class Troubles {

    /** Where the cure of an alarm is. */
    private static final Map<String, String> CURES = Map.of(
            "sending-stopped", "/gateways",
            "canary-stopped", "/gateways",
            "gateway-failing", "/gateways",
            "text-not-composed", "/texts",
            "index-not-written", "/sessions?late=true",
            "endpoint-paused", "/sessions?late=true",
            "extract-truncated", "/extracts",
            "mobile-shared", "/extracts");

    /**
     * @param id for the focus of who tabs through the page
     * @param grave red, else amber
     * @param key the sentence among the words of the pages
     * @param count its number; null: none
     * @param detail what is known beyond it, in English as the hub wrote it; may be null
     * @param cure path of the page that helps; null: none
     */
    record Trouble(String id, boolean grave, String key, Long count, String detail, Instant since, String cure) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final HubStatus status;

    Troubles(JdbcClient jdbc, DomainClock clock, HubStatus status) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.status = status;
    }

    List<Trouble> now(HubUser user, String district) {
        List<Trouble> troubles = new ArrayList<>();
        alarms(troubles);
        status.now().stops().stream()
                .filter(stop -> !stop.why().startsWith("canary passed"))
                .forEach(stop -> troubles.add(new Trouble(
                        "stop-" + stop.what(),
                        true,
                        stop.what().startsWith("template ") ? "trouble.canary" : "trouble.stopped",
                        null,
                        stop.what() + ": " + stop.why(),
                        stop.since() == null ? null : stop.since().toInstant(),
                        user.may(Right.SEE_STATE) ? "/gateways" : null)));
        counted(troubles, user, district);
        troubles.sort(Comparator.comparing(Trouble::grave).reversed());
        return troubles;
    }

    private void alarms(List<Trouble> troubles) {
        jdbc.sql(
                        "select * from alarm where cleared_at is null and kind <> 'sending-stopped' order by since desc, alarm_id desc limit 20")
                .query((row, n) -> {
                    String kind = row.getString("kind");
                    String cure = CURES.getOrDefault(
                            kind,
                            kind.contains("late") ? "/sessions?late=true&district=" + row.getString("subject") : null);
                    return new Trouble(
                            "alarm-" + row.getLong("alarm_id"),
                            !kind.equals("mobile-shared"),
                            "alarm." + kind,
                            null,
                            row.getString("message"),
                            row.getTimestamp("since").toInstant(),
                            cure);
                })
                .list()
                .forEach(troubles::add);
    }

    private void counted(List<Trouble> troubles, HubUser user, String district) {
        Timestamp now = Timestamp.from(clock.instant());
        add(
                troubles,
                user.may(Right.SEE_DEAD_LETTERS),
                "dead-letters",
                null, // no page yet: POST /api/v1/dead-letters/retry
                jdbc.sql(
                                "select count(*) from dead_letter where state = 'open' and (:district::text is null or district = :district)")
                        .param("district", district)
                        .query(Long.class)
                        .single());
        if (district == null) {
            add(
                    troubles,
                    user.may(Right.SEE_HELD),
                    "held",
                    null, // no page yet: POST /api/v1/rules
                    jdbc.sql("select count(*) from held").query(Long.class).single());
        }
        add(
                troubles,
                user.may(Right.SEE_LISTS),
                "calls",
                "/sessions?calls=true",
                jdbc.sql("""
                                select count(*) from callsheet_entry e join session s using (session_id)
                                where e.result is null and s.starts_at > :now and s.status = 'planned' and (:district::text is null or s.district = :district)""")
                        .param("now", now)
                        .param("district", district)
                        .query(Long.class)
                        .single());
    }

    private static void add(List<Trouble> troubles, boolean may, String what, String cure, long count) {
        if (count > 0) {
            troubles.add(new Trouble(what, false, "trouble." + what, count, null, null, may ? cure : null));
        }
    }
}
