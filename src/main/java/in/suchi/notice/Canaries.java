package in.suchi.notice;

import in.suchi.gateway.Canary;
import in.suchi.ledger.Alarms;
import in.suchi.ledger.Ledger;
import in.suchi.time.DomainClock;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first notices of each template on each gateway go out alone; the rest follow when receipts show that they arrive. None in
 * time: the rest stays, with one alarm, until an officer releases it.
 */
@Component("canaries")
public class Canaries {

    private static final String ALARM = "canary-stopped";

    /**
     * The canary of one template on one gateway.
     *
     * @param state {@code probing}, {@code passed} or {@code stopped}
     * @param sent how many went out alone
     * @param beganAt real time from which receipts are waited for; null: not yet
     */
    public record State(String template, String gateway, String state, int sent, Instant beganAt, String decidedBy) {}

    private record Row(State state, Set<Long> probes) {
        boolean is(String name) {
            return state.state().equals(name);
        }
    }

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Alarms alarms;
    private final Ledger ledger;

    Canaries(JdbcClient jdbc, DomainClock clock, Alarms alarms, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.alarms = alarms;
        this.ledger = ledger;
    }

    /**
     * What the canaries of one gateway allow in one run.
     *
     * @param held templates of which only the probes themselves may go
     * @param left templates of which so many more may go as probes
     * @param probes notices that went out alone and may go again
     * @param passed templates that are through
     */
    record Allowance(Set<String> held, Map<String, Integer> left, Set<Long> probes, Set<String> passed) {
        static final Allowance EVERYTHING = new Allowance(Set.of(), Map.of(), Set.of(), Set.of());
    }

    /** Looks at the receipts of the probes, decides what can be decided, and says what may go. */
    Allowance allowance(Lane lane) {
        if (!lane.hasCanary()) {
            return Allowance.EVERYTHING;
        }
        Canary rule = lane.profile().canary();
        Allowance allowance = new Allowance(new HashSet<>(), new HashMap<>(), new HashSet<>(), new HashSet<>());
        for (Row row : rows(lane.gateway())) {
            String template = row.state().template();
            String state = row.is("probing") ? judge(row, rule) : row.state().state();
            allowance.probes().addAll(state.equals("passed") ? Set.of() : row.probes());
            if (state.equals("passed")) {
                allowance.passed().add(template);
            } else if (state.equals("probing") && row.probes().size() < rule.count()) {
                allowance.left().put(template, rule.count() - row.probes().size());
            } else {
                allowance.held().add(template);
            }
        }
        return allowance;
    }

    private String judge(Row row, Canary rule) {
        String template = row.state().template();
        String gateway = row.state().gateway();
        if (row.probes().size() < rule.count()) {
            return "probing";
        }
        long[] found = jdbc.sql("""
                        select count(*) filter (where state = 'delivered') as arrived,
                               count(*) filter (where state in ('submitted', 'delivered', 'undelivered')) as taken
                        from notice where notice_id = any(:probes)""")
                .param("probes", row.probes().toArray(Long[]::new))
                .query((r, n) -> new long[] {r.getLong("arrived"), r.getLong("taken")})
                .single();
        if (found[0] >= rule.needed()) {
            decide(template, gateway, "passed", StopSwitches.HUB);
            return "passed";
        }
        if (row.state().beganAt() == null) {
            if (found[1] > 0) {
                jdbc.sql("update canary set began_at = now() where template = ? and gateway = ?")
                        .params(template, gateway)
                        .update();
            }
            return "probing";
        }
        if (Instant.now().isBefore(row.state().beganAt().plus(rule.within()))) {
            return "probing";
        }
        decide(template, gateway, "stopped", StopSwitches.HUB);
        alarms.raise(
                ALARM,
                template + " " + gateway,
                "Of the first %d notices of template %s on %s only %d are known to have arrived (%d needed). The rest waits:"
                                .formatted(rule.count(), template, gateway, found[0], rule.needed())
                        + " ask the gateway, then release or stop the template.");
        return "stopped";
    }

    /**
     * Begins the canary of a template: these notices go out alone.
     *
     * @param probes in the order in which they are due; at most what is still allowed
     */
    void probe(String template, String gateway, List<Long> probes) {
        jdbc.sql("""
                        insert into canary (template, gateway, state, sent, probes) values (:template, :gateway, 'probing', :sent, :probes)
                        on conflict (template, gateway) do update set probes = canary.probes || excluded.probes,
                            sent = canary.sent + excluded.sent""")
                .param("template", template)
                .param("gateway", gateway)
                .param("sent", probes.size())
                .param("probes", probes.toArray(Long[]::new))
                .update();
    }

    /** Whether at least so many notices in these wordings are still to be sent. */
    boolean outstanding(Set<String> wordings, int count) {
        return jdbc.sql("""
                        select count(*) from (select 1 from notice where state = 'scheduled' and kind || '/' || language = any(:wordings)
                                              limit :count) counted""")
                        .param("wordings", wordings.toArray(String[]::new))
                        .param("count", count)
                        .query(Integer.class)
                        .single()
                >= count;
    }

    /**
     * An officer has seen that the template may go: the rest follows.
     *
     * @return whether there was a canary that had not passed
     */
    @Transactional
    public boolean release(String template, String gateway, String officer) {
        boolean released = decide(template, gateway, "passed", officer);
        if (released) {
            ledger.note(
                    "canary",
                    "the rest of template " + template + " on " + gateway + " was released",
                    null,
                    null,
                    officer);
        }
        return released;
    }

    private boolean decide(String template, String gateway, String state, String byWhom) {
        int decided = jdbc.sql("""
                        update canary set state = ?, decided_at = ?, decided_by = ? where template = ? and gateway = ?
                          and state <> 'passed'""")
                .params(state, Timestamp.from(clock.instant()), byWhom, template, gateway)
                .update();
        if (decided == 1 && state.equals("passed")) {
            alarms.clear(ALARM, template + " " + gateway);
        }
        return decided == 1;
    }

    public List<State> list() {
        return jdbc.sql("select * from canary order by gateway, template").query(Canaries::row).list().stream()
                .map(Row::state)
                .toList();
    }

    private List<Row> rows(String gateway) {
        return jdbc.sql("select * from canary where gateway = ?")
                .param(gateway)
                .query(Canaries::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Timestamp began = row.getTimestamp("began_at");
        Array probes = row.getArray("probes");
        return new Row(
                new State(
                        row.getString("template"),
                        row.getString("gateway"),
                        row.getString("state"),
                        row.getInt("sent"),
                        began == null ? null : began.toInstant(),
                        row.getString("decided_by")),
                new HashSet<>(new ArrayList<>(List.of((Long[]) probes.getArray()))));
    }
}
