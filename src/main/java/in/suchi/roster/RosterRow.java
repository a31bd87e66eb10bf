package in.suchi.roster;

import in.suchi.list.ListContent;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** One person of a roster, with the columns of the file. */
public record RosterRow(
        String sessionId,
        int revision,
        int serial,
        String registrationId,
        String name,
        String nameHi,
        String gender,
        Integer yearOfBirth,
        String mobile,
        String category,
        String idType,
        String postingFacility,
        OffsetDateTime slot,
        String basis) {

    /** The columns of the file, in its order. */
    public static final List<String> COLUMNS = List.of(
            "session_id",
            "revision",
            "serial",
            "registration_id",
            "name",
            "name_hi",
            "gender",
            "year_of_birth",
            "mobile",
            "category",
            "id_type",
            "posting_facility",
            "slot",
            "basis");

    /** The values in the order of {@link #COLUMNS}; null where unknown. */
    public List<Object> cells() {
        return Arrays.asList(
                sessionId,
                revision,
                serial,
                registrationId,
                name,
                nameHi,
                gender,
                yearOfBirth,
                mobile,
                category,
                idType,
                postingFacility,
                ListContent.TIME.format(slot),
                basis);
    }
}
