package in.suchi.intake;

import in.suchi.site.Basis;
import in.suchi.site.Finding;
import in.suchi.site.PlacementFinder;
import in.suchi.site.PlacementQuestion;
import in.suchi.site.Site;

/**
 * Where a registration leads: to a site, or to being held. What the cleaner doubts comes before what the ladder finds; the dry
 * run and the load judge alike because both ask here.
 *
 * @param site null: held
 * @param basis null: held
 * @param heldReason null: placed
 * @param causeKey what people held for the same cause share; null: placed
 */
record Judgement(Site site, Basis basis, double distanceKm, String heldReason, String causeKey, String explanation) {

    /** Reason of a second person under an id that another person has. */
    static final String ID_CONFLICT = "id-conflict";

    static Judgement of(Registration registration, PlacementFinder finder) {
        if (registration.heldReason() != null) {
            return ownDoubt(
                    registration,
                    registration.heldReason(),
                    "The registration itself is in doubt: " + registration.heldReason() + ".");
        }
        return byLadder(registration, finder);
    }

    /** Ignores the cleaner's doubts: an officer has looked at them. */
    static Judgement byLadder(Registration registration, PlacementFinder finder) {
        Finding finding = finder.find(question(registration));
        if (finding instanceof Finding.Placed placed) {
            return new Judgement(placed.site(), placed.basis(), placed.distanceKm(), null, null, placed.explanation());
        }
        Finding.Held held = (Finding.Held) finding;
        return new Judgement(
                null, null, 0, held.reason(), held.reason() + "|" + held.cause().wire(), held.explanation());
    }

    /** The registration's person is another one than the first known under its id. */
    static Judgement idConflict(String registrationId) {
        return new Judgement(
                null,
                null,
                0,
                ID_CONFLICT,
                ID_CONFLICT + "|" + registrationId,
                "The registry gives this registration id to two different people (name and year of birth both differ).");
    }

    boolean held() {
        return site == null;
    }

    private static Judgement ownDoubt(Registration registration, String reason, String explanation) {
        return new Judgement(null, null, 0, reason, reason + "|" + registration.registrationId(), explanation);
    }

    static PlacementQuestion question(Registration registration) {
        return new PlacementQuestion(
                registration.postingFacility(),
                registration.postingDistrict(),
                registration.postingPincode(),
                registration.postingPincodeProblem(),
                registration.homePincode());
    }
}
