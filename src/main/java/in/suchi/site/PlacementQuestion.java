package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where is this person's site? What a registration says about it, cleaned.
 *
 * @param facility posting facility as given, on one line of at most 160 characters; empty where none is
 * @param district posting district as given; empty where none is
 * @param postingPincode null where missing or malformed
 * @param postingPincodeProblem why there is no posting pincode: {@code missing}, {@code placeholder}, {@code ambiguous}
 *     (two in one field) or another plain word; empty or null where there is one
 * @param homePincode null where missing or malformed
 */
public record PlacementQuestion(
        String facility, String district, Pincode postingPincode, String postingPincodeProblem, Pincode homePincode) {

    private static final Set<String> SAYS_NOTHING = Set.of("", "missing", "placeholder");
    private static final int LONGEST_NAME = 160;
    private static final Pattern ANY_GAP = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
    /** What makes a tidy name untidy; most have none of it. */
    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\p{Z}&&[^ ]]| {2,}");

    private static final String AMBIGUOUS = "ambiguous";

    public PlacementQuestion {
        facility = tidy(facility);
        district = tidy(district);
        postingPincodeProblem = postingPincodeProblem == null ? "" : postingPincodeProblem.strip();
    }

    /** One line of a length that a name can have: an extract may hold anything, and these are remembered and shown. */
    private static String tidy(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String cut = text.length() <= LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_NAME)));
        return GAPS.matcher(cut).find() ? ANY_GAP.matcher(cut).replaceAll(" ").strip() : cut.strip();
    }

    /** Whether the registration says anything at all about the posting; a field filled for form's sake says nothing. */
    boolean postingGiven() {
        return !facility.isEmpty()
                || !district.isEmpty()
                || postingPincode != null
                || !SAYS_NOTHING.contains(postingPincodeProblem);
    }

    /** Whether the posting pincode's field holds two, so that guessing from elsewhere would overrule it. */
    boolean postingPincodeAmbiguous() {
        return postingPincode == null && postingPincodeProblem.equals(AMBIGUOUS);
    }
}
