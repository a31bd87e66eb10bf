package in.suchi.attendance;

import java.time.Instant;
import java.util.Set;

/**
 * Where a report comes from, and whose sessions it may speak of.
 *
 * @param source endpoint id, or {@code api}
 * @param sentBy endpoint id, or the officer
 * @param district slug; null: any
 * @param sites of these sites only; empty: every site of the district
 * @param modifiedAt with source, name and size it tells files apart
 */
record ReportOrigin(
        String source,
        String sentBy,
        String district,
        Set<String> sites,
        String fileName,
        long size,
        Instant modifiedAt) {

    static final String API = "api";

    boolean isFile() {
        return !source.equals(API);
    }
}
