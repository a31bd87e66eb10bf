package in.suchi.intake;

import in.suchi.ledger.CopyRows;
import in.suchi.ledger.WriterLock;
import in.suchi.session.Appointments;
import in.suchi.site.CurrentTables;
import in.suchi.site.Finding;
import in.suchi.site.PlacementFinder;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds another site for people whose site was closed or taken out of the table: those who wait, and those whose
 * appointment is not fixed. Who was promised a session keeps it until the plan cancels it.
 */
@Component
public class ClosedSites {

    private static final String STEP = "place-anew";

    /**
     * @param placed people who have another site now
     * @param held people for whom there is none
     */
    public record Outcome(int placed, int held) {}

    private record Row(long personId, Finding finding) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final Places places;
    private final CurrentTables tables;
    private final Appointments appointments;

    ClosedSites(
            JdbcClient jdbc,
            DataSource dataSource,
            WriterLock writerLock,
            DomainClock clock,
            Places places,
            CurrentTables tables,
            Appointments appointments) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.writerLock = writerLock;
        this.clock = clock;
        this.places = places;
        this.tables = tables;
        this.appointments = appointments;
    }

    @Transactional
    public Outcome placeAnew(String actor) {
        writerLock.take();
        List<Row> people = people();
        if (people.isEmpty()) {
            return new Outcome(0, 0);
        }
        copy(people);
        Timestamp now = Timestamp.from(clock.instant());
        int placed = jdbc.sql("""
                        update placement p set site_code = m.site_code, basis = m.basis, distance_km = m.distance_km,
                            explanation = m.explanation, placed_at = ?
                        from misplaced m where m.person_id = p.person_id and m.site_code is not null""").param(now).update();
        int held = hold(now, actor);
        jdbc.sql("""
                        insert into ledger_entry (at, step, what, person_id, actor)
                        select ?, ?, 'The site was closed; ' || case when site_code is null then 'no other was found (' || reason || ').'
                                                                     else 'placed anew: ' || site_code || '.' end, person_id, ?
                        from misplaced""").params(now, STEP, actor).update();
        jdbc.sql("drop table misplaced").update();
        return new Outcome(placed, held);
    }

    private List<Row> people() {
        PlacementFinder finder = places.finder();
        return jdbc.sql("""
                        select p.person_id, p.posting_facility, p.posting_district, p.posting_pincode, p.posting_pincode_problem, p.home_pincode
                        from placement pl join person p using (person_id)
                        where pl.site_code <> all(?)
                          and (exists (select from waiting w where w.person_id = p.person_id)
                               or exists (select from appointment a where a.person_id = p.person_id and a.fixed_at is null))
                        order by 1""")
                .param(tables.now().sites().active().stream().map(Site::code).toArray(String[]::new))
                .query((row, n) -> new Row(row.getLong(1), finder.find(HeldDecisions.question(row))))
                .list();
    }

    private void copy(List<Row> people) {
        jdbc.sql("""
                        create temporary table misplaced (person_id bigint primary key, site_code text, basis text, distance_km real,
                            explanation text, reason text, cause_key text) on commit drop""").update();
        try (CopyRows rows = CopyRows.into(DataSourceUtils.getConnection(dataSource), "misplaced")) {
            for (Row row : people) {
                rows.value(row.personId());
                if (row.finding() instanceof Finding.Placed placed) {
                    rows.value(placed.site().code())
                            .value(placed.basis().wire())
                            .value(Double.toString(placed.distanceKm()))
                            .value(placed.explanation())
                            .value((Object) null)
                            .value((Object) null);
                } else if (row.finding() instanceof Finding.Held held) {
                    rows.value((Object) null)
                            .value((Object) null)
                            .value((Object) null)
                            .value(held.explanation())
                            .value(held.reason())
                            .value(held.reason() + "|" + held.cause().wire());
                }
                rows.endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("people of closed sites were not placed anew: " + e.getMessage(), e);
        }
    }

    private int hold(Timestamp now, String actor) {
        List<Long> homeless = new ArrayList<>(jdbc.sql("select person_id from misplaced where site_code is null")
                .query(Long.class)
                .list());
        if (homeless.isEmpty()) {
            return 0;
        }
        appointments.release(homeless, "the site was closed and no other was found", actor);
        jdbc.sql("delete from waiting where person_id in (select person_id from misplaced where site_code is null)")
                .update();
        jdbc.sql("delete from placement where person_id in (select person_id from misplaced where site_code is null)")
                .update();
        return jdbc.sql("""
                        insert into held (person_id, reason, cause_key, explanation, since)
                        select person_id, reason, cause_key, explanation, ? from misplaced where site_code is null""").param(now).update();
    }
}
