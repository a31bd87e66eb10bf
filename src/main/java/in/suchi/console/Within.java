package in.suchi.console;

import in.suchi.access.HubUser;
import java.util.HashMap;
import java.util.Map;

/** The part of a statement over {@code session s} that keeps an officer within their own district or site. */
final class Within {

    static final String SESSION =
            " (:district::text is null or s.district = :district) and (:site::text is null or s.site_code = :site) ";

    private Within() {}

    /** The values of {@link #SESSION} for this officer. */
    static Map<String, Object> of(HubUser user) {
        return of(user, null);
    }

    /** @param wanted a district asked for; whoever is bound to one sees only that, whatever is asked */
    static Map<String, Object> of(HubUser user, String wanted) {
        Map<String, Object> values = new HashMap<>();
        values.put("district", user.district() == null ? wanted : user.district());
        values.put("site", user.site());
        return values;
    }
}
