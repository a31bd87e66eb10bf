package in.suchi.faults.agent;

import java.util.Map;

/**
 * The hub with one of its precautions left out: the suite must notice each. A precaution that is a condition in SQL is taken out of
 * the statement's text; the others are woven in by {@link HubAgent}.
 */
public enum BrokenBuild {
    NONE(Map.of()),
    NO_SWEEPER(Map.of(
            "or p.state in ('queued', 'sending') and p.lease_until <= now()", "",
            "where state = 'queued' and lease_until < now()", "where false",
            "where state = 'submitting' and lease_until < now()", "where false",
            "(lease_until is null or lease_until < now())", "lease_until is null")),
    NO_CLAIM(Map.of(
            "where n.state = 'queued' and n.gateway = :gateway", "where n.gateway = :gateway",
            "where p.push_id = ? and p.state = 'queued' and s.session_id", "where p.push_id = ? and s.session_id")),
    MESSAGE_BEFORE_COMMIT(Map.of()),
    REFERENCE_NOT_STORED(Map.of(
            "(select a.reference from attempt a where a.reference = h.reference and a.gateway = :gateway)",
            "null::text"));

    private final Map<String, String> changes;

    BrokenBuild(Map<String, String> changes) {
        this.changes = changes;
    }

    String sql(String statement) {
        String changed = statement;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = changed.replace(change.getKey(), change.getValue());
        }
        return changed;
    }
}
