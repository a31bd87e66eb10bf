package in.suchi.roster;

import in.suchi.list.ListContent;
import in.suchi.list.ListKind;
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

    /** The same as a list with the columns of the contract. */
    public ListContent asList() {
        return new ListContent(
                ListKind.ROSTER,
                sessionId,
                siteCode,
                date,
                startsAt,
                endsAt,
                status,
                site,
                districtSlug,
                district,
                revision,
                replaces,
                digest,
                RosterRow.COLUMNS,
                people.stream().map(RosterRow::cells).toList());
    }
}
