package in.suchi.intake;

import in.suchi.session.Appointments;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a newer extract says differently of persons the ledger knows: their data change always, their state only as far as nothing
 * promised is broken (an appointment that is fixed is kept; an officer's withdrawal stands; finished is finished).
 */
@Component
class AlteredPeople {

    private static final String STEP = "load-extract";

    private final JdbcClient jdbc;
    private final Appointments appointments;

    AlteredPeople(JdbcClient jdbc, Appointments appointments) {
        this.jdbc = jdbc;
        this.appointments = appointments;
    }

    void apply(long extractId, Timestamp now) {
        int altered = jdbc.sql("""
                        create temporary table altered on commit drop as
                        select j.person_id, j.line, p.mobile as old_mobile, h.reason as was_held, w.by_whom as was_withdrawn,
                               a.fixed_at, a.person_id is not null as appointed, f.person_id is not null as finished
                        from judged j join person p using (person_id)
                        left join held h using (person_id) left join withdrawn w using (person_id)
                        left join appointment a using (person_id) left join finished f using (person_id)
                        where j.class = 'changed'""").update();
        if (altered == 0) {
            return;
        }
        keepCorrectedMobiles();
        writeData(extractId, now);
        withdraw(now);
        reinstate();
        hold(now);
        place(now);
        correctMobiles();
    }

    /** Where the registry repeats the number that an officer corrected, the correction stands; another number ends it. */
    private void keepCorrectedMobiles() {
        jdbc.sql("""
                        update incoming i set mobile = p.mobile, no_sms_reason = p.no_sms_reason
                        from altered a join mobile_correction c using (person_id) join person p using (person_id)
                        where i.line = a.line and i.mobile is not distinct from c.registry_mobile""").update();
        jdbc.sql("""
                        delete from mobile_correction c using altered a, incoming i, person p
                        where c.person_id = a.person_id and p.person_id = a.person_id and i.line = a.line
                          and i.mobile is distinct from p.mobile""").update();
    }

    private void writeData(long extractId, Timestamp now) {
        jdbc.sql("""
                        update person p set name = i.name, name_hi = i.name_hi, gender = i.gender, year_of_birth = i.year_of_birth,
                            mobile = i.mobile, alternative_mobile = i.alternative_mobile, no_sms_reason = i.no_sms_reason,
                            category = i.category, id_type = i.id_type, home_address = i.home_address, home_pincode = i.home_pincode,
                            posting_facility = i.posting_facility, posting_district = i.posting_district,
                            posting_pincode = i.posting_pincode, posting_pincode_problem = i.posting_pincode_problem,
                            registered_at = i.registered_at, row_digest = i.row_digest,
                            exported_at = e.exported_at, extract_id = e.extract_id, version = p.version + 1
                        from altered a join incoming i using (line), extract e
                        where p.person_id = a.person_id and e.extract_id = ?""").param(extractId).update();
        jdbc.sql("""
                        insert into registration (person_id, version, extract_id, line, changes, recorded_at)
                        select a.person_id, p.version, ?, a.line, i.changes, ?
                        from altered a join incoming i using (line) join person p on p.person_id = a.person_id""").params(extractId, now).update();
        // who is finished, or withdrawn by an officer, or a second person under an id: only the data change
        jdbc.sql("""
                        delete from altered where finished or (was_withdrawn is not null and was_withdrawn <> 'registry')
                            or was_held = ?""").param(Judgement.ID_CONFLICT).update();
    }

    private void withdraw(Timestamp now) {
        List<Long> withdrawn = ids(
                "select a.person_id from altered a join incoming i using (line) where i.withdrawn is not null and was_withdrawn is null",
                "person_id");
        if (!withdrawn.isEmpty()) {
            appointments.withdraw(withdrawn, "registry", "withdrawn by the registry's status column");
        }
        jdbc.sql("delete from altered a using incoming i where i.line = a.line and i.withdrawn is not null")
                .update();
    }

    private void reinstate() {
        jdbc.sql("delete from withdrawn w using altered a where a.person_id = w.person_id")
                .update();
    }

    private void hold(Timestamp now) {
        List<Long> lost = ids("""
                select a.person_id from altered a join incoming i using (line)
                where i.site_code is null and appointed and fixed_at is null""", "person_id");
        if (!lost.isEmpty()) {
            appointments.release(lost, "the registry's newer data lead to no site", STEP);
        }
        jdbc.sql("""
                        insert into ledger_entry (at, step, what, person_id, actor)
                        select ?, ?, 'A newer extract leads to no site (' || i.held_reason || '); the appointment is kept because the list or the SMS has gone out.',
                               a.person_id, ?
                        from altered a join incoming i using (line) where i.site_code is null and fixed_at is not null""").params(now, STEP, STEP).update();
        String held = " from altered a join incoming i using (line) where i.site_code is null and fixed_at is null";
        jdbc.sql("delete from waiting where person_id in (select a.person_id" + held + ")")
                .update();
        jdbc.sql("delete from placement where person_id in (select a.person_id" + held + ")")
                .update();
        jdbc.sql("insert into held (person_id, reason, cause_key, explanation, since)"
                        + " select a.person_id, i.held_reason, i.cause_key, i.explanation, ?" + held
                        + " on conflict (person_id) do update set reason = excluded.reason, cause_key = excluded.cause_key,"
                        + " explanation = excluded.explanation")
                .param(now)
                .update();
    }

    private void place(Timestamp now) {
        jdbc.sql("""
                        insert into placement (person_id, site_code, basis, distance_km, explanation, placed_at)
                        select a.person_id, i.site_code, i.basis, i.distance_km, i.explanation, ?
                        from altered a join incoming i using (line) where i.site_code is not null
                        on conflict (person_id) do update set site_code = excluded.site_code, basis = excluded.basis,
                            distance_km = excluded.distance_km, explanation = excluded.explanation, placed_at = excluded.placed_at
                        where (placement.site_code, placement.basis, placement.explanation)
                            is distinct from (excluded.site_code, excluded.basis, excluded.explanation)""").param(now).update();
        jdbc.sql("""
                        insert into waiting (person_id, since)
                        select a.person_id, ? from altered a join incoming i using (line)
                        where i.site_code is not null and not appointed on conflict do nothing""").param(now).update();
        jdbc.sql("""
                        delete from held where person_id in (
                            select a.person_id from altered a join incoming i using (line) where i.site_code is not null)""").update();
    }

    private void correctMobiles() {
        List<Long> corrected = ids("""
                select a.person_id from altered a join incoming i using (line)
                join appointment p on p.person_id = a.person_id
                where a.old_mobile is distinct from i.mobile""", "person_id");
        if (!corrected.isEmpty()) {
            appointments.mobilesCorrected(corrected, STEP);
        }
    }

    private List<Long> ids(String sql, String column) {
        return jdbc.sql(sql).query((row, n) -> row.getLong(column)).list();
    }
}
