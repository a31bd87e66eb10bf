package in.suchi.console;

import in.suchi.access.HubUser;
import in.suchi.access.Unknown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the pages on sessions show: each within the district or site of the officer who looks. */
@Component
class SessionBook {

    /**
     * @param district slug; null: all the officer may see
     * @param date null: all
     * @param text part of a session id or site code; null: all
     * @param everyone also sessions without people
     * @param only these sessions; null: all
     * @param calls only those with people still to be telephoned
     */
    record Filter(String district, LocalDate date, String text, boolean everyone, String[] only, boolean calls) {}

    /**
     * @param revision of the roster; null: none yet
     * @param asked endpoints that are to have the current revision, and of them ...
     * @param there have it, {@code acknowledged} have said so, {@code dead} failed for good
     * @param told delivered, or reached by telephone
     * @param sheet people on the call sheet, {@code toCall} of them without a result
     */
    record Row(
            String sessionId,
            String siteCode,
            String district,
            Instant startsAt,
            Instant endsAt,
            int capacity,
            String status,
            Integer revision,
            Instant madeAt,
            long appointed,
            long asked,
            long there,
            long acknowledged,
            long dead,
            Instant lastAccepted,
            long told,
            long sheet,
            long toCall) {

        public boolean cancelled() {
            return status.equals("cancelled");
        }
    }

    /** A push as the session's page shows it. */
    record PushRow(
            long pushId,
            String kind,
            String endpoint,
            int revision,
            String state,
            Instant acceptedAt,
            Instant acknowledgedAt,
            int tries,
            String lastError,
            boolean newest) {}

    /** @param mobile as it is in the ledger; pages mask it unless it was asked for */
    record Member(
            long personId,
            int serial,
            Instant slotAt,
            String registrationId,
            String name,
            String nameHi,
            String mobile,
            String alternative,
            String notice,
            String reason,
            String result,
            String remark,
            String resultBy,
            Instant resultAt) {}

    private static final String ROWS = """
            select s.*, r.revision, r.made_at, seats.appointed, seats.told, p.asked, p.there, p.acknowledged, p.dead, p.last_accepted,
                   c.sheet, c.to_call
            from session s left join roster r using (session_id)
            left join lateral (
                select count(*) as asked, count(*) filter (where state = 'accepted') as there, count(acknowledged_at) as acknowledged,
                       count(*) filter (where state = 'dead') as dead, max(accepted_at) as last_accepted
                from push where kind = 'roster' and session_id = s.session_id and revision = r.revision) p on true
            left join lateral (
                select count(*) as appointed, count(*) filter (where exists (
                           select from notice n where n.person_id = a.person_id and n.version = a.version
                             and n.kind <> 'cancellation' and n.state = 'delivered')
                         or exists (select from callsheet_entry e where e.session_id = a.session_id and e.person_id = a.person_id
                                      and e.result in ('reached', 'will-come', 'cannot'))) as told
                from appointment a where a.session_id = s.session_id) seats on true
            left join lateral (
                select count(*) as sheet, count(*) filter (where result is null) as to_call
                from callsheet_entry where session_id = s.session_id) c on true
            where""";

    private static final String CHOSEN = Within.SESSION + """
            and (:date::date is null or s.session_date = :date)
            and (:text::text is null or position(lower(:text::text) in lower(s.session_id || ' ' || s.site_code)) > 0)
            and (:everyone or exists (select from roster r where r.session_id = s.session_id and r.people > 0))
            and (:only::text[] is null or s.session_id = any(:only))
            and (not :calls or exists (select from callsheet_entry e where e.session_id = s.session_id and e.result is null))""";

    private static final String MEMBERS = """
            from appointment a join person p using (person_id)
            left join lateral (
                select n.state from notice n where n.person_id = a.person_id and n.version = a.version and n.kind <> 'cancellation'
                order by n.notice_id desc limit 1) n on true
            left join callsheet_entry e on e.session_id = a.session_id and e.person_id = a.person_id
            where a.session_id = :session
              and (:who = 'all' or :who = 'sheet' and e.person_id is not null
                   or (:who = 'told') = (n.state = 'delivered' or coalesce(e.result in ('reached', 'will-come', 'cannot'), false))
                      and :who in ('told', 'not'))""";

    private final JdbcClient jdbc;

    SessionBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Listing<Row> list(Filter filter, HubUser user, int offset) {
        Map<String, Object> values = Within.of(user, filter.district());
        values.put("date", filter.date());
        values.put("text", filter.text());
        values.put("everyone", filter.everyone());
        values.put("only", filter.only());
        values.put("calls", filter.calls());
        long total = jdbc.sql("select count(*) from session s where" + CHOSEN)
                .params(values)
                .query(Long.class)
                .single();
        List<Row> rows = jdbc.sql(
                        ROWS + CHOSEN + " order by s.starts_at, s.district, s.session_id limit :limit offset :offset")
                .params(values)
                .param("limit", Listing.LEAF)
                .param("offset", offset)
                .query((row, n) -> row(row))
                .list();
        return new Listing<>(rows, total, offset);
    }

    /** @throws Unknown if there is none, or none that this officer may see */
    Row find(String sessionId, HubUser user) {
        return jdbc.sql(ROWS + " s.session_id = :id and" + Within.SESSION)
                .params(Within.of(user))
                .param("id", sessionId)
                .query((row, n) -> row(row))
                .optional()
                .orElseThrow(() -> new Unknown("There is no such session, or not for you."));
    }

    List<PushRow> pushes(String sessionId) {
        return jdbc.sql("""
                        select p.*, p.revision = max(revision) over (partition by kind, endpoint) as newest from push p
                        where session_id = ? order by kind desc, endpoint, revision desc""")
                .param(sessionId)
                .query((row, n) -> new PushRow(
                        row.getLong("push_id"),
                        row.getString("kind"),
                        row.getString("endpoint"),
                        row.getInt("revision"),
                        row.getString("state"),
                        at(row, "accepted_at"),
                        at(row, "acknowledged_at"),
                        row.getInt("tries"),
                        row.getString("last_error"),
                        row.getBoolean("newest")))
                .list();
    }

    /** @param who all, told, not (told), sheet (on the call sheet) */
    Listing<Member> members(String sessionId, String who, int offset) {
        long total = jdbc.sql("select count(*) " + MEMBERS)
                .param("session", sessionId)
                .param("who", who)
                .query(Long.class)
                .single();
        List<Member> members = jdbc.sql("""
            select a.person_id, a.serial, a.slot_at, p.registration_id, p.name, p.name_hi, p.mobile, p.alternative_mobile,
                   n.state as notice, e.reason, e.result, e.remark, e.result_by, e.result_at
            """ + MEMBERS + " order by a.serial limit :limit offset :offset")
                .param("session", sessionId)
                .param("who", who)
                .param("limit", Listing.LEAF)
                .param("offset", offset)
                .query((row, n) -> new Member(
                        row.getLong("person_id"),
                        row.getInt("serial"),
                        at(row, "slot_at"),
                        row.getString("registration_id"),
                        row.getString("name"),
                        row.getString("name_hi"),
                        row.getString("mobile"),
                        row.getString("alternative_mobile"),
                        row.getString("notice"),
                        row.getString("reason"),
                        row.getString("result"),
                        row.getString("remark"),
                        row.getString("result_by"),
                        at(row, "result_at")))
                .list();
        return new Listing<>(members, total, offset);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("session_id"),
                row.getString("site_code"),
                row.getString("district"),
                at(row, "starts_at"),
                at(row, "ends_at"),
                row.getInt("capacity"),
                row.getString("status"),
                row.getObject("revision", Integer.class),
                at(row, "made_at"),
                row.getLong("appointed"),
                row.getLong("asked"),
                row.getLong("there"),
                row.getLong("acknowledged"),
                row.getLong("dead"),
                at(row, "last_accepted"),
                row.getLong("told"),
                row.getLong("sheet"),
                row.getLong("to_call"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
