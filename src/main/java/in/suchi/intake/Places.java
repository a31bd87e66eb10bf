package in.suchi.intake;

import in.suchi.site.CurrentTables;
import in.suchi.site.OfficerRule;
import in.suchi.site.PlacementFinder;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The finder as of now: the reference tables and the officers' standing rules. */
@Component
class Places {

    private final JdbcClient jdbc;
    private final CurrentTables tables;

    Places(JdbcClient jdbc, CurrentTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    PlacementFinder finder() {
        PlacementFinder overTables = tables.finder();
        List<OfficerRule> rules = jdbc.sql("""
                        select rule_id, facility, district, posting_pincode, home_pincode, site_code
                        from officer_rule where undone_at is null order by rule_id""")
                .query((row, n) -> new OfficerRule(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
        return rules.isEmpty() ? overTables : overTables.withRules(rules);
    }
}
