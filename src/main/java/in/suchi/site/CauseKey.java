package in.suchi.site;

/**
 * What people held alike have in common, spelling evened out: an officer's rule over the same three places them all.
 *
 * @param facility folded name of the posting facility; empty where none is given
 * @param district slug of the posting district, or its folded text where it is unknown; empty where none is given
 * @param postingPincode digits of the posting pincode; empty where it is missing
 */
public record CauseKey(String facility, String district, String postingPincode) {

    /** One text, to store and to compare. */
    public String wire() {
        return facility + "|" + district + "|" + postingPincode;
    }
}
