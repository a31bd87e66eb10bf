package in.suchi.roster;

import in.suchi.site.District;
import in.suchi.site.Site;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One revision of a session's roster, whole.
 *
 * @param status {@code planned} or {@code cancelled}
 * @param site empty where the site has gone from the table since
 * @param districtSlug as in file names and queues
 * @param replaces the revision before; 0: none
 * @param digest of the content (session, members, order, columns), not of a file
 */
public record RosterContent(
        String sessionId,
        String siteCode,
        LocalDate date,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String status,
        Optional<Site> site,
        String districtSlug,
        Optional<District> district,
        int revision,
        int replaces,
        String digest,
        List<RosterRow> people) {

    public RosterContent {
        people = List.copyOf(people);
    }

    /** The stem of the names of its files: {@code roster-<district>-<site_code>-<date>-<session_id>-r<revision>}. */
    public String fileStem() {
        return "roster-%s-%s-%s-%s-r%d".formatted(districtSlug, siteCode, date, sessionId, revision);
    }
}
