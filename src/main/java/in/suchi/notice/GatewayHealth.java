package in.suchi.notice;

import in.suchi.ledger.Alarms;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The circuit breaker of each gateway: leaves a failing one alone for a while instead of spending everyone's tries on it. After a number of failures in a row
 * it gets nothing, then a handful, and everything again after the first success. Real time. Kept in memory only: after a restart
 * the gateway is found out anew.
 */
@Component
class GatewayHealth {

    /** How many notices find out whether the gateway is back. */
    static final int PROBES = 5;

    private static final String ALARM = "gateway-failing";

    /**
     * @param failing since the hub started to leave it alone; null: well
     * @param until when it is tried next; null where nothing is held back
     */
    record Condition(int failures, Instant failing, Instant until, Duration rest, String lastError) {
        static final Condition WELL = new Condition(0, null, null, null, null);

        boolean restsAt(Instant now) {
            return until != null && now.isBefore(until);
        }
    }

    private final DispatchSettings settings;
    private final Alarms alarms;
    private final Map<String, Condition> conditions = new ConcurrentHashMap<>();
    /** In a row, by gateway and template. */
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    GatewayHealth(DispatchSettings settings, Alarms alarms) {
        this.settings = settings;
        this.alarms = alarms;
    }

    /** How many of so many notices the gateway may be given now. */
    int allowed(String gateway, int wanted) {
        Condition condition = conditions.getOrDefault(gateway, Condition.WELL);
        if (condition.restsAt(Instant.now())) {
            return 0;
        }
        return condition.failing() == null ? wanted : Math.min(wanted, PROBES);
    }

    boolean rests(String gateway) {
        return conditions.getOrDefault(gateway, Condition.WELL).restsAt(Instant.now());
    }

    Condition of(String gateway) {
        return conditions.getOrDefault(gateway, Condition.WELL);
    }

    /** The gateway answered in its right mind: it took a notice, or refused one for good. */
    void worked(String gateway) {
        Condition before = conditions.put(gateway, Condition.WELL);
        if (before == null || before.failing() != null) {
            alarms.clear(ALARM, gateway);
        }
    }

    /** Failures in a row, of one batch; {@code error} masked. */
    void failed(String gateway, int failures, String error) {
        Condition after = conditions.compute(gateway, (g, before) -> failed(before, failures, error));
        if (after.failing() != null) {
            alarms.raise(
                    ALARM,
                    gateway,
                    "Gateway %s fails (%s). Its notices wait and are tried again by themselves."
                            .formatted(gateway, error));
        }
    }

    /** The gateway took a notice of this template. */
    void taken(String gateway, String template) {
        refusals.remove(gateway + " " + template);
    }

    /** The gateway refused a notice of this template for good; true when it has done so too often with none taken between. */
    boolean refusedTooOften(String gateway, String template) {
        String key = gateway + " " + template;
        if (refusals.merge(key, 1, Integer::sum) < settings.refusalsToStop()) {
            return false;
        }
        refusals.remove(key); // whoever starts it again begins anew
        return true;
    }

    private Condition failed(Condition known, int failures, String error) {
        Condition before = known == null ? Condition.WELL : known;
        Instant now = Instant.now();
        int inARow = before.failures() + failures;
        if (before.failing() == null && inARow < settings.failuresToBackOff()) {
            return new Condition(inARow, null, null, null, error);
        }
        if (before.restsAt(now)) {
            // What was under way when the rest began says nothing new.
            return new Condition(inARow, before.failing(), before.until(), before.rest(), error);
        }
        Duration wait =
                before.rest() == null ? settings.backOff() : before.rest().multipliedBy(2);
        Duration bounded = wait.compareTo(settings.longestBackOff()) > 0 ? settings.longestBackOff() : wait;
        Instant since = before.failing() == null ? now : before.failing();
        return new Condition(inARow, since, now.plus(bounded), bounded, error);
    }

    /** The gateway asked for a pause (429 with Retry-After). */
    void pause(String gateway, Duration wait) {
        Duration bounded = wait.compareTo(settings.longestBackOff()) > 0 ? settings.longestBackOff() : wait;
        Instant until = Instant.now().plus(bounded);
        conditions.compute(gateway, (g, before) -> {
            Condition known = before == null ? Condition.WELL : before;
            return known.until() != null && known.until().isAfter(until)
                    ? known
                    : new Condition(known.failures(), known.failing(), until, known.rest(), known.lastError());
        });
    }
}
