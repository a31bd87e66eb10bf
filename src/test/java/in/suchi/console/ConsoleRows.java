package in.suchi.console;

import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two people of Patna and one of Gaya, one of them held, one told, one dead letter each district. */
final class ConsoleRows {

    private ConsoleRows() {}

    /** Any site of the district. */
    static String site(ReferenceTables tables, String slug) {
        int lgd = tables.districts().bySlug(slug).orElseThrow().lgd();
        return tables.sites().active().stream()
                .filter(site -> site.districtLgd() == lgd)
                .map(Site::code)
                .findFirst()
                .orElseThrow();
    }

    static void write(JdbcClient jdbc, String patnaSite, String gayaSite) {
        for (String sql : List.of(
                "insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at, rows_read, rows_new) values ('registrations-20210110T080000.csv', 1, '2021-01-10', '2021-01-10', true, 'loaded', '2021-01-10', 3, 3)",
                "insert into person (person_id, registration_id, name, mobile, posting_facility, posting_district, posting_pincode, home_pincode, row_digest, exported_at, extract_id)"
                        + " select n, 'REG-' || n, 'Asha ' || n, case when n < 3 then '612345678' || n end, 'Sadar Haspatal', case when n = 2 then 'Gaya' else 'Patna' end, '800001', '800001', md5(n::text)::uuid, '2021-01-10', 1 from generate_series(1, 3) n",
                "insert into registration (person_id, version, extract_id, line, changes, recorded_at) select person_id, 1, 1, person_id + 1, case when person_id = 1 then '[{\"column\":\"mobile\",\"code\":\"mob_spaces\",\"original\":\"61234 56781\"}]'::jsonb end, '2021-01-10T08:05+05:30' from person",
                "insert into placement (person_id, site_code, basis, distance_km, explanation, placed_at) select n, case n when 1 then '"
                        + patnaSite + "' else '" + gayaSite
                        + "' end, 'posting-facility', 0, 'The posting facility names the site.', '2021-01-10T08:05+05:30' from generate_series(1, 2) n",
                "insert into held (person_id, reason, cause_key, explanation, since) values (3, 'posting-ambiguous', 'facility:sadar', 'Several sites could be meant.', '2021-01-10T08:05+05:30')",
                "insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, status, origin) values ('S-PATNA', '"
                        + patnaSite
                        + "', 'patna', '2021-01-16', '2021-01-16T09:00+05:30', '2021-01-16T17:00+05:30', 100, 'planned', 'list')",
                "insert into session (session_id, site_code, district, session_date, starts_at, ends_at, capacity, status, origin) values ('S-GAYA', '"
                        + gayaSite
                        + "', 'gaya', '2021-01-16', '2021-01-16T09:00+05:30', '2021-01-16T17:00+05:30', 100, 'planned', 'list')",
                "insert into appointment (person_id, session_id, serial, slot_at, version, made_at, fixed_at) values (1, 'S-PATNA', 1, '2021-01-16T09:00+05:30', 1, '2021-01-11T09:00+05:30', '2021-01-11T09:00+05:30'), (2, 'S-GAYA', 1, '2021-01-16T09:00+05:30', 1, '2021-01-11T09:00+05:30', '2021-01-11T09:00+05:30')",
                "insert into appointment_event (person_id, version, what, session_id, owes, mobile, at, cause, actor) values (1, 1, 'made', 'S-PATNA', 'invite', '6123456781', '2021-01-11T09:00+05:30', 'the site has room', 'fill-sessions'), (2, 1, 'made', 'S-GAYA', 'invite', '6123456782', '2021-01-11T09:00+05:30', 'the site has room', 'fill-sessions')",
                "insert into notice (person_id, version, kind, mobile, session_id, district, language, state, state_at, made_at, due_at, send_by, expires_at, gateway, dead, last_error)"
                        + " values (1, 1, 'invite', '6123456781', 'S-PATNA', 'patna', 'hi', 'delivered', '2021-01-13T09:02+05:30', '2021-01-11T09:00+05:30', '2021-01-15T09:00+05:30', '2021-01-15T18:00+05:30', '2021-01-16T07:00+05:30', 'kannel-1', false, null),"
                        + " (2, 1, 'invite', '6123456782', 'S-GAYA', 'gaya', 'hi', 'refused', '2021-01-13T09:02+05:30', '2021-01-11T09:00+05:30', '2021-01-15T09:00+05:30', '2021-01-15T18:00+05:30', '2021-01-16T07:00+05:30', 'kannel-1', true, 'number-denied')",
                "insert into attempt (reference, notice_id, gateway, number, state, began_at, answer) select 'ref' || notice_id, notice_id, 'kannel-1', 1, case person_id when 1 then 'submitted' else 'refused' end, '2021-01-13T09:01+05:30', '0: Accepted for delivery' from notice",
                "insert into receipt (gateway, reference, status, received_at, outcome) select 'kannel-1', reference, 'DELIVRD', '2021-01-13T09:02+05:30', 'applied' from attempt where state = 'submitted'",
                "insert into dead_letter (queue, kind, subject, district, reason, last_error, attempts, first_failed_at, last_failed_at, state, state_at)"
                        + " select 'sms.submit', 'notice', notice_id::text, district, 'number-refused', 'number-denied', 1, '2021-01-13T09:01+05:30', '2021-01-13T09:01+05:30', 'open', '2021-01-13T09:01+05:30' from notice where dead",
                "insert into dead_letter (queue, kind, subject, district, reason, last_error, attempts, first_failed_at, last_failed_at, state, state_at) values ('roster.push.patna', 'other', '999', 'patna', 'unknown-work', 'e', 1, '2021-01-13T09:01+05:30', '2021-01-13T09:01+05:30', 'open', '2021-01-13T09:01+05:30')",
                "insert into attendance_report (source, sent_by, district, file_name, size_bytes, modified_at, header, state, taken_at) values ('api', 'it-gaya', 'gaya', 'attendance-api.csv', 1, '2021-01-16', '[\"session_id\", \"registration_id\"]', 'loaded', '2021-01-16')",
                "insert into reject (extract_id, line, registration_id, reason, message, original) values (1, 9, null, 'registration-id-missing', 'There is no registration id.', '[]')")) {
            jdbc.sql(sql).update();
        }
    }
}
