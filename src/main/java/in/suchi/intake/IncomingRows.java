package in.suchi.intake;

import in.suchi.ledger.CopyRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes judged registrations into the transaction's table {@code incoming}, by COPY. */
final class IncomingRows implements AutoCloseable {

    static final String CREATE = """
            create temporary table incoming (
                line int, person_id bigint, registration_id text, row_digest uuid,
                name text, name_hi text, gender text, year_of_birth smallint, mobile text, alternative_mobile text,
                no_sms_reason text, category text, id_type text, home_address text, home_pincode text,
                posting_facility text, posting_district text, posting_pincode text, posting_pincode_problem text, registered_at timestamptz,
                withdrawn text, changes jsonb,
                site_code text, basis text, distance_km real, held_reason text, cause_key text, explanation text,
                reject_reason text, reject_column text, reject_value text, reject_message text, original jsonb
            ) on commit drop""";

    private final CopyRows copy;
    private final MessageDigest digest = DigestUtils.getMd5Digest(); // tells rows apart, protects nothing

    IncomingRows(Connection connection) throws SQLException {
        copy = CopyRows.into(connection, "incoming");
    }

    void add(long line, long personId, ExtractRow row, Registration registration, Judgement judgement)
            throws SQLException {
        copy.value(line)
                .value(personId)
                .value(registration.registrationId())
                .value(digestOf(row))
                .value(registration.name())
                .value(registration.nameHi())
                .textOrNull(registration.gender())
                .value(registration.yearOfBirth())
                .value(
                        registration.mobile() == null
                                ? null
                                : registration.mobile().number())
                .textOrNull(registration.alternativeNumber())
                .textOrNull(registration.noSmsReason())
                .textOrNull(registration.category())
                .textOrNull(registration.idType())
                .textOrNull(registration.homeAddress())
                .value(
                        registration.homePincode() == null
                                ? null
                                : registration.homePincode().digits())
                .textOrNull(registration.postingFacility())
                .textOrNull(registration.postingDistrict())
                .value(
                        registration.postingPincode() == null
                                ? null
                                : registration.postingPincode().digits())
                .textOrNull(registration.postingPincodeProblem())
                .value(registration.registeredAt())
                .value(registration.withdrawn() ? registration.status() : null)
                .value(json(registration.changes()));
        if (judgement.held()) {
            copy.value((Object) null)
                    .value((Object) null)
                    .value((Object) null)
                    .value(judgement.heldReason())
                    .value(judgement.causeKey());
        } else {
            copy.value(judgement.site().code())
                    .value(judgement.basis().wire())
                    .value(Double.toString(judgement.distanceKm()))
                    .value((Object) null)
                    .value((Object) null);
        }
        copy.value(judgement.explanation());
        nulls(5);
        copy.endRow();
    }

    void reject(CleanedRow.Rejected rejected) throws SQLException {
        copy.value(rejected.line()).value((Object) null).value(rejected.registrationId());
        nulls(25);
        copy.value(rejected.reason())
                .textOrNull(rejected.column())
                .textOrNull(rejected.value())
                .value(rejected.message())
                .value(Json.write(rejected.original()))
                .endRow();
    }

    private void nulls(int columns) {
        for (int i = 0; i < columns; i++) {
            copy.value((Object) null);
        }
    }

    long rows() {
        return copy.rows();
    }

    /** Over the fields as they stand, by column: another order of the columns is the same row, any other byte is not. */
    private UUID digestOf(ExtractRow row) {
        for (ExtractColumn column : ExtractColumn.values()) {
            digest.update(row.get(column).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0x1f);
        }
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new UUID(sum.getLong(), sum.getLong());
    }

    private static String json(List<Change> changes) {
        if (changes.isEmpty()) {
            return null;
        }
        return Json.write(changes);
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
