package in.suchi.console;

import in.suchi.access.HubUser;
import in.suchi.access.Unknown;
import in.suchi.csv.CsvWriter;
import in.suchi.intake.Remarks;
import in.suchi.person.Pincode;
import in.suchi.site.CurrentTables;
import in.suchi.site.PincodeTable;
import in.suchi.time.DomainClock;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds people for officers, within the district an officer is bound to. */
@Component
class People {

    private static final int FETCH = 2_000;

    /** The columns of the dry run, and three more. */
    static final List<String> COLUMNS = List.of(
            "line",
            "registration_id",
            "outcome",
            "reason",
            "name",
            "name_hi",
            "year_of_birth",
            "mobile",
            "home_pincode",
            "posting_pincode",
            "basis",
            "site_code",
            "explanation",
            "session_id",
            "serial",
            "notice_state");

    private static final int HOME_PINCODE = COLUMNS.indexOf("home_pincode");
    private static final int POSTING_PINCODE = COLUMNS.indexOf("posting_pincode");
    private static final int EXPLANATION = COLUMNS.indexOf("explanation");

    record NoticeView(
            String kind,
            int version,
            String state,
            OffsetDateTime dueAt,
            OffsetDateTime sendBy,
            OffsetDateTime stateAt,
            String gateway,
            String text) {}

    record PersonView(
            long personId,
            String registrationId,
            int twin,
            List<Long> twins,
            String name,
            String nameHi,
            Integer yearOfBirth,
            String mobile,
            String state,
            String reason,
            String basis,
            String siteCode,
            String explanation,
            String sessionId,
            Integer serial,
            OffsetDateTime slotAt,
            List<NoticeView> notices) {}

    private static final String WITHIN = """
             (:sites::text[] is null or pl.site_code = any(:sites)
              or pl.site_code is null and lower(p.posting_district) = any(:names))""";

    private static final String PERSON = """
            select p.*, pl.basis, pl.site_code, coalesce(h.explanation, pl.explanation) as explanation,
                   coalesce(h.reason, wd.reason, f.outcome, p.no_sms_reason) as why, a.session_id, a.serial, a.slot_at,
                   case when a.person_id is not null then 'appointed' when w.person_id is not null then 'waiting'
                        when h.person_id is not null then 'held' when wd.person_id is not null then 'withdrawn'
                        when f.person_id is not null then 'finished' end as state
            from person p
            left join placement pl using (person_id) left join held h using (person_id) left join appointment a using (person_id)
            left join waiting w using (person_id) left join withdrawn wd using (person_id) left join finished f using (person_id)
            """;

    private static final String EXPORT = """
            select r.line, p.registration_id, case when h.person_id is null then 'accepted' else 'held' end as outcome,
                   case when h.person_id is not null then h.reason when wd.person_id is not null then 'withdrawn' end as reason,
                   p.name, p.name_hi, p.year_of_birth, p.mobile, p.no_sms_reason, p.home_pincode, p.posting_pincode,
                   (select string_agg((c ->> 'column') || ':' || (c ->> 'code'), ', ' order by n)
                    from jsonb_array_elements(r.changes) with ordinality as noted (c, n)) as noted,
                   case when h.person_id is null then pl.basis end as basis,
                   case when h.person_id is null then pl.site_code end as site_code,
                   coalesce(h.explanation, pl.explanation) as explanation, a.session_id, a.serial,
                   (select n.state from notice n where n.person_id = p.person_id order by n.notice_id desc limit 1) as notice_state
            from person p
            join registration r on r.person_id = p.person_id and r.version = p.version
            left join placement pl on pl.person_id = p.person_id
            left join held h on h.person_id = p.person_id
            left join appointment a on a.person_id = p.person_id
            left join withdrawn wd on wd.person_id = p.person_id
            where """ + WITHIN + " order by p.person_id";

    private static final String REJECTED = """
            select line, registration_id, 'rejected' as outcome, reason, null as name, null as name_hi, null as year_of_birth,
                   null as mobile, null as home_pincode, null as posting_pincode, null as basis, null as site_code,
                   message as explanation, null as session_id, null as serial, null as notice_state
            from reject order by extract_id, line""";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate streaming;
    private final TransactionTemplate snapshot;
    private final DistrictScope scope;
    private final CurrentTables tables;

    /** @param jdbc also makes the database ready before this bean */
    People(
            JdbcClient jdbc,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            DistrictScope scope,
            CurrentTables tables) {
        this.jdbc = jdbc;
        this.streaming = new NamedParameterJdbcTemplate(dataSource);
        this.streaming.getJdbcTemplate().setFetchSize(FETCH);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.scope = scope;
        this.tables = tables;
    }

    /** Streams everybody the officer may see, then (for the whole state) the rows that were rejected. Memory stays constant. */
    void export(OutputStream out, HubUser user) {
        snapshot.executeWithoutResult(status -> {
            try (CsvWriter csv = CsvWriter.to(out, COLUMNS)) {
                PincodeTable pincodes = tables.now().pincodes();
                streaming.query(EXPORT, parameters(user), row -> {
                    csv.write(asTheDryRun(cells(row), row, pincodes));
                });
                if (user.district() == null) {
                    streaming.query(REJECTED, row -> {
                        csv.write(cells(row));
                    });
                }
            }
        });
    }

    /** A pincode that is in no table counts as missing; the explanation says that, and what the cleaner noted. */
    private static List<String> asTheDryRun(List<String> cells, ResultSet row, PincodeTable pincodes)
            throws SQLException {
        String home = row.getString("home_pincode");
        boolean homeUnknown = home != null && !isKnown(home, pincodes);
        if (homeUnknown) {
            cells.set(HOME_PINCODE, null);
        }
        String posting = row.getString("posting_pincode");
        if (posting != null && !isKnown(posting, pincodes)) {
            cells.set(POSTING_PINCODE, null);
        }
        String explanation = cells.get(EXPLANATION) == null ? "" : cells.get(EXPLANATION);
        String remarks = Remarks.of(
                row.getString("mobile") == null ? row.getString("no_sms_reason") : null,
                homeUnknown ? home : null,
                row.getString("noted"));
        cells.set(EXPLANATION, (explanation + remarks).strip());
        return cells;
    }

    private static boolean isKnown(String pincode, PincodeTable pincodes) {
        return Pincode.of(pincode).flatMap(pincodes::find).isPresent();
    }

    private static List<String> cells(ResultSet row) throws SQLException {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        for (String column : COLUMNS) {
            cells.add(row.getString(column));
        }
        return cells;
    }

    /**
     * @param id a registration id or the hub's own person id
     * @throws Unknown if there is none, or none that this officer may see
     */
    PersonView find(String id, HubUser user) {
        List<PersonView> found = query("p.registration_id = :id", id, user);
        if (found.isEmpty() && id.matches("\\d{1,18}")) {
            found = query("p.person_id = :id::bigint", id, user);
        }
        if (found.isEmpty()) {
            throw new Unknown("There is no person under this id in the hub"
                    + (user.district() == null ? "." : " in your district.")
                    + " Rows the registry's file had but the hub rejected are in its rejects report.");
        }
        return found.get(0);
    }

    private List<PersonView> query(String condition, String id, HubUser user) {
        return jdbc.sql(PERSON + "where " + condition + " and " + WITHIN + " order by p.twin limit 1")
                .params(parameters(user).getValues())
                .param("id", id)
                .query((row, n) -> person(row))
                .list();
    }

    private MapSqlParameterSource parameters(HubUser user) {
        return new MapSqlParameterSource()
                .addValue("sites", scope.sites(user.district()))
                .addValue("names", scope.names(user.district()));
    }

    private PersonView person(ResultSet row) throws SQLException {
        long id = row.getLong("person_id");
        String registration = row.getString("registration_id");
        return new PersonView(
                id,
                registration,
                row.getInt("twin"),
                jdbc.sql("select person_id from person where registration_id = ? and person_id <> ? order by twin")
                        .params(registration, id)
                        .query(Long.class)
                        .list(),
                row.getString("name"),
                row.getString("name_hi"),
                row.getObject("year_of_birth", Integer.class),
                row.getString("mobile"),
                row.getString("state"),
                row.getString("why"),
                row.getString("basis"),
                row.getString("site_code"),
                row.getString("explanation"),
                row.getString("session_id"),
                row.getObject("serial", Integer.class),
                at(row.getTimestamp("slot_at")),
                jdbc.sql("select * from notice where person_id = ? order by notice_id")
                        .param(id)
                        .query((n, i) -> new NoticeView(
                                n.getString("kind"),
                                n.getInt("version"),
                                n.getString("state"),
                                at(n.getTimestamp("due_at")),
                                at(n.getTimestamp("send_by")),
                                at(n.getTimestamp("state_at")),
                                n.getString("gateway"),
                                n.getString("text")))
                        .list());
    }

    private static OffsetDateTime at(Timestamp at) {
        return at == null ? null : at.toInstant().atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
