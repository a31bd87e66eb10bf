package in.suchi.duplicate;

import in.suchi.time.DomainClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The suggested and decided duplicates as an officer sees them: two persons side by side, and why they may be one. */
@Component
public class Suggestions {

    /**
     * Whom an officer may see: a pair is shown when both persons are placed at these sites, or held and posted in these districts.
     *
     * @param sites null: everybody
     * @param districtNames in small letters
     */
    public record Scope(String[] sites, String[] districtNames) {}

    /** @param state appointed, waiting, held, withdrawn or finished */
    public record Side(
            long personId,
            String registrationId,
            String name,
            String nameHi,
            Integer yearOfBirth,
            String mobile,
            String category,
            String postingFacility,
            String postingDistrict,
            String postingPincode,
            String homePincode,
            OffsetDateTime registeredAt,
            String state,
            String sessionId) {}

    /**
     * @param strength likely, possible
     * @param kept of a merged pair: the person who stays
     */
    public record Pair(
            long duplicateId,
            String strength,
            List<String> reasons,
            String state,
            OffsetDateTime suggestedAt,
            String decidedBy,
            OffsetDateTime decidedAt,
            String comment,
            Long kept,
            Side a,
            Side b) {}

    private static final String WITHIN = """
             (:sites::text[] is null or (%1$spl.site_code = any(:sites)
                or %1$spl.site_code is null and lower(%1$sp.posting_district) = any(:names)))""";

    private static final String SIDE = """
            %1$sp.registration_id as %1$s_registration_id, %1$sp.name as %1$s_name, %1$sp.name_hi as %1$s_name_hi,
            %1$sp.year_of_birth as %1$s_year, %1$sp.mobile as %1$s_mobile, %1$sp.category as %1$s_category,
            %1$sp.posting_facility as %1$s_facility, %1$sp.posting_district as %1$s_district, %1$sp.posting_pincode as %1$s_posting,
            %1$sp.home_pincode as %1$s_home, %1$sp.registered_at as %1$s_registered,
            (select session_id from appointment x where x.person_id = %1$sp.person_id) as %1$s_session,
            case when exists (select from appointment x where x.person_id = %1$sp.person_id) then 'appointed'
                 when exists (select from waiting x where x.person_id = %1$sp.person_id) then 'waiting'
                 when exists (select from held x where x.person_id = %1$sp.person_id) then 'held'
                 when exists (select from withdrawn x where x.person_id = %1$sp.person_id) then 'withdrawn' else 'finished' end as %1$s_state""";

    private static final String FROM = """
             from duplicate d
            join person ap on ap.person_id = d.person_a left join placement apl on apl.person_id = d.person_a
            join person bp on bp.person_id = d.person_b left join placement bpl on bpl.person_id = d.person_b
            where (:state::text is null or d.state = :state) and (:id::bigint is null or d.duplicate_id = :id)
              and (d.state <> 'suggested' or not exists (select from withdrawn w where w.person_id in (d.person_a, d.person_b)))
              and""" + WITHIN.formatted("a") + " and" + WITHIN.formatted("b");

    private final JdbcClient jdbc;

    Suggestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Likely ones first, then the oldest. @param state null: any */
    public List<Pair> list(Scope scope, String state, int limit, int offset) {
        return query(scope, state, null, limit, offset);
    }

    /** Empty if there is none, or none within the scope. */
    public java.util.Optional<Pair> find(Scope scope, long duplicateId) {
        return query(scope, null, duplicateId, 1, 0).stream().findFirst();
    }

    public long count(Scope scope, String state) {
        return bind("select count(*)" + FROM, scope, state, null)
                .query(Long.class)
                .single();
    }

    private List<Pair> query(Scope scope, String state, Long id, int limit, int offset) {
        return bind(
                        "select d.*, " + SIDE.formatted("a") + ", " + SIDE.formatted("b") + FROM
                                + " order by d.strength, d.duplicate_id limit :limit offset :offset",
                        scope,
                        state,
                        id)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> pair(row))
                .list();
    }

    private JdbcClient.StatementSpec bind(String sql, Scope scope, String state, Long id) {
        return jdbc.sql(sql)
                .param("sites", scope.sites())
                .param("names", scope.districtNames())
                .param("state", state)
                .param("id", id);
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getLong("duplicate_id"),
                row.getString("strength"),
                List.of((String[]) row.getArray("reasons").getArray()),
                row.getString("state"),
                at(row, "suggested_at"),
                row.getString("decided_by"),
                at(row, "decided_at"),
                row.getString("comment"),
                row.getObject("kept", Long.class),
                side(row, "a", row.getLong("person_a")),
                side(row, "b", row.getLong("person_b")));
    }

    private static Side side(ResultSet row, String which, long person) throws SQLException {
        return new Side(
                person,
                row.getString(which + "_registration_id"),
                row.getString(which + "_name"),
                row.getString(which + "_name_hi"),
                row.getObject(which + "_year", Integer.class),
                row.getString(which + "_mobile"),
                row.getString(which + "_category"),
                row.getString(which + "_facility"),
                row.getString(which + "_district"),
                row.getString(which + "_posting"),
                row.getString(which + "_home"),
                at(row, which + "_registered"),
                row.getString(which + "_state"),
                row.getString(which + "_session"));
    }

    private static OffsetDateTime at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
