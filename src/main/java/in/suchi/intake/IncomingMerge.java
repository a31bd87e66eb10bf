package in.suchi.intake;

import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Merges the transaction's table {@code incoming} into the ledger, set by set. The caller holds the writer lock. Afterwards
 * everybody in it is in exactly one of appointment, waiting, held, withdrawn, finished.
 */
@Component
class IncomingMerge {

    /** @param absent persons a full extract does not name, null for an incremental one */
    record Counts(Map<String, Integer> byClass, Integer absent) {
        int of(String rowClass) {
            return byClass.getOrDefault(rowClass, 0);
        }

        @Override
        public String toString() {
            return byClass + (absent == null ? "" : ", absent " + absent);
        }
    }

    private static final int WORTH_ANALYZING = 20_000;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final AlteredPeople altered;

    IncomingMerge(JdbcClient jdbc, DomainClock clock, AlteredPeople altered) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.altered = altered;
    }

    Counts merge(long extractId) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("analyze incoming").update();
        sortTwins();
        judge(extractId);
        createPersons(extractId, now);
        altered.apply(extractId, now);
        keepRejects(extractId);
        Map<String, Integer> byClass = new LinkedHashMap<>();
        jdbc.sql("""
                        select class, count(*) from judged group by class
                        union all select 'rejected', count(*) from incoming where reject_reason is not null having count(*) > 0
                        order by 1""")
                .query((row, n) -> byClass.put(row.getString(1), row.getInt(2)))
                .list();
        if (byClass.getOrDefault("new", 0) > WORTH_ANALYZING) {
            jdbc.sql("analyze person, registration, placement, held").update();
        }
        return new Counts(byClass, absent(extractId));
    }

    /** Only ids that occur twice, or whose known person looks different, need a closer look than SQL can take. */
    private void sortTwins() {
        jdbc.sql("create temporary table sorted (line int primary key, twin smallint, repeated boolean) on commit drop")
                .update();
        jdbc.sql("""
                        create temporary table doubtful on commit drop as
                        select registration_id from incoming where reject_reason is null group by 1 having count(*) > 1
                        union
                        select i.registration_id from incoming i join person p using (registration_id)
                        where i.reject_reason is null and (p.twin > 0
                           or ((p.year_of_birth is null or p.year_of_birth is distinct from i.year_of_birth)
                               and (lower(p.name) <> lower(i.name) or p.name_hi <> i.name_hi)))""").update();
        List<Twins.Person> known = jdbc.sql(
                        "select registration_id, 0, twin, name, name_hi, year_of_birth from person join doubtful using (registration_id) order by 1, 3")
                .query((row, n) -> twin(row))
                .list();
        List<Twins.Person> rows = jdbc.sql(
                        "select registration_id, line, -1, name, name_hi, year_of_birth from incoming join doubtful using (registration_id)"
                                + " where reject_reason is null order by line")
                .query((row, n) -> twin(row))
                .list();
        if (rows.isEmpty()) {
            return;
        }
        List<Twins.Sorted> sorted = Twins.sort(known, rows);
        jdbc.sql("insert into sorted select * from unnest(?::int[], ?::smallint[], ?::boolean[])")
                .params(
                        sorted.stream().map(Twins.Sorted::line).toArray(Integer[]::new),
                        sorted.stream().map(Twins.Sorted::twin).toArray(Integer[]::new),
                        sorted.stream().map(Twins.Sorted::repeated).toArray(Boolean[]::new))
                .update();
    }

    private static Twins.Person twin(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Twins.Person(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, Integer.class));
    }

    private void judge(long extractId) {
        jdbc.sql("""
                        create temporary table judged on commit drop as
                        select i.line, coalesce(p.person_id, i.person_id) as person_id, coalesce(s.twin, 0::smallint) as twin,
                               case when coalesce(s.repeated, false) then 'repeated'
                                    when p.person_id is null then case when coalesce(s.twin, 0) = 0 then 'new' else 'id-conflict' end
                                    when p.exported_at > e.exported_at then 'stale'
                                    when p.row_digest = i.row_digest then 'unchanged'
                                    else 'changed' end as class
                        from incoming i
                        join extract e on e.extract_id = ?
                        left join sorted s using (line)
                        left join person p on p.registration_id = i.registration_id and p.twin = coalesce(s.twin, 0)
                        where i.reject_reason is null""").param(extractId).update();
        // so that a third extract, older than this one, is told to be stale
        jdbc.sql("""
                        update person p set exported_at = e.exported_at from judged j, extract e
                        where j.class = 'unchanged' and p.person_id = j.person_id and e.extract_id = ? and p.exported_at < e.exported_at""").param(extractId).update();
    }

    private void createPersons(long extractId, Timestamp now) {
        jdbc.sql("""
                        insert into person (person_id, registration_id, twin, name, name_hi, gender, year_of_birth, mobile, alternative_mobile,
                            no_sms_reason, category, id_type, home_address, home_pincode, posting_facility, posting_district, posting_pincode,
                            posting_pincode_problem, registered_at, row_digest, exported_at, extract_id)
                        select j.person_id, registration_id, j.twin, name, name_hi, gender, year_of_birth, mobile, alternative_mobile,
                            no_sms_reason, category, id_type, home_address, home_pincode, posting_facility, posting_district, posting_pincode,
                            posting_pincode_problem, registered_at, row_digest, e.exported_at, e.extract_id
                        from judged j join incoming i using (line) join extract e on e.extract_id = ?
                        where j.class in ('new', 'id-conflict')""").param(extractId).update();
        jdbc.sql("""
                        insert into registration (person_id, version, extract_id, line, changes, recorded_at)
                        select j.person_id, 1, ?, line, changes, ? from judged j join incoming i using (line)
                        where j.class in ('new', 'id-conflict')""").params(extractId, now).update();
        jdbc.sql("""
                        insert into withdrawn (person_id, by_whom, reason, at)
                        select j.person_id, 'registry', 'status ' || i.withdrawn, ? from judged j join incoming i using (line)
                        where j.class in ('new', 'id-conflict') and i.withdrawn is not null""").param(now).update();
        jdbc.sql("""
                        insert into held (person_id, reason, cause_key, explanation, since)
                        select j.person_id,
                               case when j.class = 'new' then i.held_reason else :conflict end,
                               case when j.class = 'new' then i.cause_key else :conflict || '|' || i.registration_id end,
                               case when j.class = 'new' then i.explanation else :conflictWords end, :now
                        from judged j join incoming i using (line)
                        where i.withdrawn is null and (j.class = 'id-conflict' or (j.class = 'new' and i.site_code is null))""")
                .param("conflict", Judgement.ID_CONFLICT)
                .param("conflictWords", Judgement.idConflict("").explanation())
                .param("now", now)
                .update();
        jdbc.sql("""
                        insert into placement (person_id, site_code, basis, distance_km, explanation, placed_at)
                        select j.person_id, i.site_code, i.basis, i.distance_km, i.explanation, ?
                        from judged j join incoming i using (line)
                        where j.class = 'new' and i.site_code is not null and i.withdrawn is null""").param(now).update();
        jdbc.sql("""
                        insert into waiting (person_id, since)
                        select j.person_id, ? from judged j join incoming i using (line)
                        where j.class = 'new' and i.site_code is not null and i.withdrawn is null""").param(now).update();
    }

    private void keepRejects(long extractId) {
        jdbc.sql("""
                        insert into reject (extract_id, line, registration_id, column_name, value, reason, message, original)
                        select ?, line, registration_id, reject_column, reject_value, reject_reason, reject_message, original
                        from incoming where reject_reason is not null""").param(extractId).update();
    }

    private Integer absent(long extractId) {
        boolean full = jdbc.sql("select is_full from extract where extract_id = ?")
                .param(extractId)
                .query(Boolean.class)
                .single();
        if (!full) {
            return null;
        }
        return jdbc.sql("""
                        select count(*) from person p
                        where not exists (select 1 from incoming i where i.registration_id = p.registration_id)
                          and not exists (select 1 from withdrawn w where w.person_id = p.person_id)
                          and not exists (select 1 from finished f where f.person_id = p.person_id)""").query(Integer.class).single();
    }
}
