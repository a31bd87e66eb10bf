package in.suchi.intake;

import in.suchi.person.Mobile;
import in.suchi.person.Pincode;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What the registry says of one person, cleaned. Texts are never {@code null}: an absent one is empty. At least one of
 * {@code name} and {@code nameHi} has text. Its shape is right; whether a pincode exists or fits the district is for the
 * placement to judge.
 *
 * @param registrationId the registry's id, stripped
 * @param name in Latin letters; empty if the registry gave only a Hindi name
 * @param nameHi in Devanagari; empty if missing or lost beyond repair
 * @param yearOfBirth four digits, or {@code null} if missing or doubtful (then see {@code heldReason})
 * @param mobile where the SMS goes, or {@code null}: on the roster and the call sheet, but no SMS
 * @param alternativeNumber digits of a second mobile, or of the landline given instead of a mobile; may be {@code null}
 * @param noSmsReason {@code null} exactly when there is a mobile; one of {@link NoSms}
 * @param homePincodeProblem {@code null} exactly when there is a home pincode; one of {@link PincodeProblem}
 * @param postingPincodeProblem as for the home pincode; {@link PincodeProblem#AMBIGUOUS} asks for a decision, all others
 *     count as missing
 * @param registeredAt in Asia/Kolkata, or {@code null} if missing or unreadable
 * @param status lower case, empty if the extract has no such column
 * @param withdrawn whether the registry's status takes the person out
 * @param heldReason {@code null}, or why nobody may appoint this person before an officer decided; one of {@link
 *     HeldReason}
 * @param changes every repair, in the order of the columns; empty if the row came as it should
 */
public record Registration(
        String registrationId,
        String name,
        String nameHi,
        String gender,
        Integer yearOfBirth,
        Mobile mobile,
        String alternativeNumber,
        String noSmsReason,
        String category,
        String idType,
        String homeAddress,
        Pincode homePincode,
        String homePincodeProblem,
        String postingFacility,
        String postingDistrict,
        Pincode postingPincode,
        String postingPincodeProblem,
        OffsetDateTime registeredAt,
        String status,
        boolean withdrawn,
        String heldReason,
        List<Change> changes) {

    /** Only what may stand in a log. */
    @Override
    public String toString() {
        return "Registration[" + registrationId + ", mobile=" + mobile + ", held=" + heldReason + ", changes=" + changes
                + "]";
    }
}
