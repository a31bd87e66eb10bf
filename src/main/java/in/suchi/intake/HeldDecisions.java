package in.suchi.intake;

import in.suchi.ledger.CopyRows;
import in.suchi.ledger.Ledger;
import in.suchi.ledger.WriterLock;
import in.suchi.person.Pincode;
import in.suchi.site.CurrentTables;
import in.suchi.site.Finding;
import in.suchi.site.PlacementFinder;
import in.suchi.site.PlacementQuestion;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an officer decides about people who are held: a stored rule for everybody alike, now and in later extracts, or a site for one
 * person. Nobody but the people decided upon is touched.
 */
@Component("heldDecisions")
public class HeldDecisions {

    private static final String STEP = "decide-held";

    /**
     * A rule to store; null means any.
     *
     * @param siteCode where everyone alike goes
     * @param comment why, in the officer's words
     */
    public record Rule(
            String facility,
            String district,
            String postingPincode,
            String homePincode,
            String siteCode,
            String comment) {}

    /**
     * @param ruleId the stored rule
     * @param placed people it released
     */
    public record Decided(long ruleId, int placed) {}

    /** A decision that cannot be carried out; the message says why and what to do. */
    public static final class ImpossibleDecision extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ImpossibleDecision(String message) {
            super(message);
        }
    }

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final Places places;
    private final CurrentTables tables;
    private final Ledger ledger;

    HeldDecisions(
            JdbcClient jdbc,
            DataSource dataSource,
            WriterLock writerLock,
            DomainClock clock,
            Places places,
            CurrentTables tables,
            Ledger ledger) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.writerLock = writerLock;
        this.clock = clock;
        this.places = places;
        this.tables = tables;
        this.ledger = ledger;
    }

    /**
     * Stores the rule and places everybody held whom it (or any other rule or table) now lets place.
     *
     * @throws ImpossibleDecision if the site is unknown or not active, or the rule would fit everybody
     */
    @Transactional
    public Decided decide(Rule rule, String officer) {
        Site site = activeSite(rule.siteCode());
        if (blank(rule.facility()) && blank(rule.postingPincode()) && blank(rule.homePincode())) {
            throw new ImpossibleDecision(
                    "A rule needs a posting facility, a posting pincode or a home pincode; a district alone would"
                            + " move everybody in it.");
        }
        writerLock.take();
        long ruleId = jdbc.sql("""
                        insert into officer_rule (facility, district, posting_pincode, home_pincode, site_code, comment, decided_by, decided_at)
                        values (nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?, ?, ?) returning rule_id""")
                .params(
                        rule.facility(),
                        rule.district(),
                        rule.postingPincode(),
                        rule.homePincode(),
                        site.code(),
                        rule.comment() == null ? "" : rule.comment(),
                        officer,
                        Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        return new Decided(ruleId, placeHeld("Rule " + ruleId + " was made", officer));
    }

    /** Takes the rule back: it applies to nobody further. Whom it placed stays placed; an officer can move them. */
    @Transactional
    public boolean undo(long ruleId, String officer) {
        int undone = jdbc.sql("update officer_rule set undone_at = ? where rule_id = ? and undone_at is null")
                .params(Timestamp.from(clock.instant()), ruleId)
                .update();
        if (undone == 1) {
            note("Rule " + ruleId + " was taken back.", null, officer);
        }
        return undone == 1;
    }

    /** Looks again for a site for everybody held for want of one; called when tables or rules changed. */
    @Transactional
    public int placeHeldAgain(String because, String actor) {
        writerLock.take();
        return placeHeld(because, actor);
    }

    /**
     * Places one held person.
     *
     * @param siteCode the site, or null: where the ladder leads when the officer accepts the registration as it is
     * @throws ImpossibleDecision if the person is not held, or there is no such site, or the ladder leads nowhere
     */
    @Transactional
    public void place(long personId, String siteCode, String comment, String officer) {
        writerLock.take();
        Optional<PlacementQuestion> held = jdbc.sql(QUESTIONS + " where h.person_id = ?")
                .param(personId)
                .query((row, n) -> question(row))
                .optional();
        if (held.isEmpty()) {
            throw new ImpossibleDecision(
                    "Person " + personId + " is not held (any more); look at the person's timeline.");
        }
        String site;
        String basis;
        String explanation;
        if (siteCode != null) {
            site = activeSite(siteCode).code();
            basis = "officer-decision";
            explanation = "An officer decided: " + activeSite(siteCode).label() + ".";
        } else if (places.finder().find(held.get()) instanceof Finding.Placed placed) {
            site = placed.site().code();
            basis = placed.basis().wire();
            explanation = "An officer accepted the registration as it is. " + placed.explanation();
        } else {
            throw new ImpossibleDecision(
                    "The registration of person " + personId + " leads to no site by itself; name a site.");
        }
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("delete from held where person_id = ?").param(personId).update();
        jdbc.sql(
                        "insert into placement (person_id, site_code, basis, distance_km, explanation, placed_at) values (?, ?, ?, null, ?, ?)"
                                + " on conflict (person_id) do update set site_code = excluded.site_code, basis = excluded.basis,"
                                + " explanation = excluded.explanation, placed_at = excluded.placed_at")
                .params(personId, site, basis, explanation, now)
                .update();
        jdbc.sql("insert into waiting (person_id, since) values (?, ?)")
                .params(personId, now)
                .update();
        note(
                "Released from held by decision" + (comment == null || comment.isBlank() ? "." : ": " + comment),
                personId,
                officer);
    }

    private Site activeSite(String code) {
        return tables.now()
                .sites()
                .find(code == null ? "" : code)
                .filter(Site::active)
                .orElseThrow(() -> new ImpossibleDecision(
                        "There is no active site '" + code + "' in config/sites.csv; choose one of the candidates."));
    }

    private static final String QUESTIONS = """
            select p.person_id, p.posting_facility, p.posting_district, p.posting_pincode, p.posting_pincode_problem, p.home_pincode
            from held h join person p using (person_id)""";

    /** Of a row that holds, after the person, facility, district, posting pincode, its problem and home pincode. */
    static PlacementQuestion question(ResultSet row) throws SQLException {
        return new PlacementQuestion(
                row.getString(2),
                row.getString(3),
                pincode(row.getString(4)),
                row.getString(5),
                pincode(row.getString(6)));
    }

    private static Pincode pincode(String digits) {
        return digits == null ? null : Pincode.of(digits).orElse(null);
    }

    private int placeHeld(String because, String actor) {
        PlacementFinder finder = places.finder();
        record Placed(long personId, Finding.Placed finding) {}
        List<Placed> placed = jdbc
                .sql(QUESTIONS + " where h.reason = any(?) order by 1")
                .param(Arrays.stream(in.suchi.site.HeldReason.values())
                        .map(in.suchi.site.HeldReason::wire)
                        .toArray(String[]::new))
                .query((row, n) -> finder.find(question(row)) instanceof Finding.Placed found
                        ? new Placed(row.getLong(1), found)
                        : null)
                .stream()
                .filter(Objects::nonNull)
                .toList();
        if (placed.isEmpty()) {
            return 0;
        }
        jdbc.sql("""
                        create temporary table released (person_id bigint primary key, site_code text, basis text, distance_km real,
                            explanation text) on commit drop""").update();
        try (CopyRows rows = CopyRows.into(DataSourceUtils.getConnection(dataSource), "released")) {
            for (Placed one : placed) {
                rows.value(one.personId())
                        .value(one.finding().site().code())
                        .value(one.finding().basis().wire())
                        .value(Double.toString(one.finding().distanceKm()))
                        .value(one.finding().explanation())
                        .endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("held people were not placed again: " + e.getMessage(), e);
        }
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("delete from held where person_id in (select person_id from released)")
                .update();
        jdbc.sql("""
                        insert into placement (person_id, site_code, basis, distance_km, explanation, placed_at)
                        select person_id, site_code, basis, distance_km, explanation, ? from released
                        on conflict (person_id) do update set site_code = excluded.site_code, basis = excluded.basis,
                            distance_km = excluded.distance_km, explanation = excluded.explanation, placed_at = excluded.placed_at""").param(now).update();
        jdbc.sql("insert into waiting (person_id, since) select person_id, ? from released")
                .param(now)
                .update();
        jdbc.sql(
                        "insert into ledger_entry (at, step, what, person_id, actor) select ?, ?, ?, person_id, ? from released")
                .params(now, STEP, "Released from held: " + because + ".", actor)
                .update();
        jdbc.sql("drop table released").update();
        return placed.size();
    }

    private void note(String what, Long personId, String officer) {
        ledger.note(STEP, what, personId, null, officer);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
