package in.suchi.list;

import in.suchi.site.District;
import in.suchi.site.Site;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One revision of a session's roster or call sheet, whole.
 *
 * @param status of the session: {@code planned} or {@code cancelled}
 * @param site empty where the site has gone from the table since
 * @param districtSlug as in file names and queues
 * @param replaces the revision its reader is to throw away; 0: none
 * @param digest of the content (session, people, order, columns), not of a file
 * @param columns as in the files, in their order
 * @param people one row a person in the order of the columns: text, whole numbers, or null where unknown; not yet made safe for
 *     spreadsheets
 */
public record ListContent(
        ListKind kind,
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
        List<String> columns,
        List<List<Object>> people) {

    /** Times in files and bodies: with seconds and offset. */
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    public ListContent {
        columns = List.copyOf(columns);
        people = Collections.unmodifiableList(new ArrayList<>(people));
    }

    /** The stem of the names of its files: {@code roster-<district>-<site_code>-<date>-<session_id>-r<revision>}. */
    public String fileStem() {
        return "%s-%s-%s-%s-%s-r%d".formatted(kind.key(), districtSlug, siteCode, date, sessionId, revision);
    }

    /** The same for a reader whose last revision was this one (0: none). */
    public ListContent replacing(int revisionThere) {
        return new ListContent(
                kind,
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
                revisionThere,
                digest,
                columns,
                people);
    }

    /** What to throw away, in words: {@code revision 7, 98 people, digest …, replaces 6}. */
    public String note() {
        return "revision %d, %d people, digest %s, replaces %s"
                .formatted(revision, people.size(), digest, replaces == 0 ? "none" : Integer.toString(replaces));
    }
}
