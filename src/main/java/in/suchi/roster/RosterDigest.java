package in.suchi.roster;

/**
 * The content digest of a roster, computed by the database for any number of sessions at once: SHA-256 over the session,
 * its members in order, and every column of the roster but the revision.
 */
final class RosterDigest {

    /** Of session {@code s}; the fields are separated by control characters that no cleaned value holds. */
    private static final String SESSION = """
            concat_ws(e'\\x1f', s.session_id, s.site_code, s.district, s.session_date::text, extract(epoch from s.starts_at)::bigint::text,
                      extract(epoch from s.ends_at)::bigint::text, s.status)""";

    /** Of one person: member {@code m} (serial, slot_at), person {@code p}, placement {@code pl}. */
    private static final String MEMBER = """
            m.serial::text || e'\\x1f' || extract(epoch from m.slot_at)::bigint::text || e'\\x1f' || p.registration_id || e'\\x1f'
            || p.name || e'\\x1f' || p.name_hi || e'\\x1f' || coalesce(p.gender, '') || e'\\x1f' || coalesce(p.year_of_birth::text, '')
            || e'\\x1f' || coalesce(p.mobile, '') || e'\\x1f' || coalesce(p.category, '') || e'\\x1f' || coalesce(p.id_type, '')
            || e'\\x1f' || coalesce(p.posting_facility, '') || e'\\x1f' || coalesce(pl.basis, '')""";

    private RosterDigest() {}

    /**
     * {@code session_id, people, digest} of sessions.
     *
     * @param sessions relation with a column session_id
     * @param members relation with session_id, person_id, serial, slot_at
     */
    static String query(String sessions, String members) {
        return "select s.session_id, count(m.person_id)::integer as people, encode(sha256(convert_to(" + SESSION
                + " || e'\\x1e' || coalesce(string_agg(" + MEMBER
                + ", e'\\x1e' order by m.serial, p.registration_id collate \"C\", p.twin), ''), 'UTF8')), 'hex') as digest"
                + " from " + sessions + " r join session s using (session_id)"
                + " left join (" + members
                + " m join person p using (person_id) left join placement pl using (person_id))"
                + " on m.session_id = s.session_id group by s.session_id";
    }
}
