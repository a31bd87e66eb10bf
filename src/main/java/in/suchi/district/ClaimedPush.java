package in.suchi.district;

import java.time.LocalDate;

/**
 * A push that this consumer alone may carry out now.
 *
 * @param kind {@code roster} or {@code callsheet}
 * @param replaces the revision this endpoint accepted last; 0: none
 * @param digest of the content
 */
public record ClaimedPush(
        long pushId,
        String kind,
        String sessionId,
        String siteCode,
        LocalDate date,
        int revision,
        int replaces,
        String digest,
        String district,
        String endpoint) {}
