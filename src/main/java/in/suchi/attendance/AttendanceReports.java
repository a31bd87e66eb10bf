package in.suchi.attendance;

import in.suchi.deadletter.DeadLetters;
import in.suchi.deadletter.FailedWork;
import in.suchi.deadletter.FailureHandler;
import in.suchi.district.DistrictEndpoints;
import in.suchi.ledger.Masking;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sites' reports of attendance, from the file or call to the ledger. Its rows are in the ledger before a file is moved away;
 * from there they are recorded, so nothing that happens in between can lose them.
 */
@Component("attendanceReports")
public class AttendanceReports implements FailureHandler {

    /** Exchange properties: the {@link ReportOrigin}, and what became of the report. */
    static final String ORIGIN = "attendanceOrigin";

    static final String TAKEN = "attendanceTaken";
    static final String REFUSED = "attendanceRefused";

    static final String QUEUE = "attendance.load";
    static final String KIND = "attendance";

    /** Behind the report's id: its rejects are the work, not its rows. */
    static final String REJECTS = "/rejects";

    private static final Logger LOG = LoggerFactory.getLogger(AttendanceReports.class);
    private static final int MOST_TRIES = 5;
    private static final int MOST_RETURNS = 12;
    private static final double LONGEST_WAIT_SECONDS = 600;

    /**
     * A message to send.
     *
     * @param subject the report, or its rejects
     * @param endpoint that the rejects go back to; null for a report to record
     */
    public record Message(String subject, String endpoint, String district) {}

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final DistrictEndpoints endpoints;
    private final AttendanceLoader loader;
    private final DeadLetters deadLetters;

    AttendanceReports(
            JdbcClient jdbc,
            DomainClock clock,
            DistrictEndpoints endpoints,
            AttendanceLoader loader,
            DeadLetters deadLetters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.endpoints = endpoints;
        this.loader = loader;
        this.deadLetters = deadLetters;
    }

    /** Notes which endpoint the file of the exchange lies at. */
    public void comesFrom(String endpoint, Exchange exchange) {
        DistrictEndpoints.Of of = endpoints.find(endpoint).orElseThrow();
        exchange.setProperty(
                ORIGIN,
                new ReportOrigin(
                        endpoint,
                        endpoint,
                        of.district(),
                        of.endpoint().sites(),
                        exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class),
                        exchange.getMessage().getHeader(Exchange.FILE_LENGTH, Long.class),
                        Instant.ofEpochMilli(
                                exchange.getMessage().getHeader(Exchange.FILE_LAST_MODIFIED, Long.class))));
    }

    /** @throws UnreadableReport if it is too large or no text */
    public String text(@Body InputStream content) throws IOException {
        return ReportRows.text(content);
    }

    /**
     * Puts the records into the ledger; committed when this returns. A file taken before changes nothing.
     *
     * @throws UnreadableReport if the header lacks a column
     */
    @Transactional
    public void take(@Body List<List<String>> records, Exchange exchange) {
        ReportOrigin origin = exchange.getProperty(ORIGIN, ReportOrigin.class);
        List<ReportRows.Row> rows = ReportRows.of(records);
        Long id = insert(origin, "taken", null);
        if (id == null) {
            return;
        }
        jdbc.sql("update attendance_report set header = cast(? as jsonb) where report_id = ?")
                .params(ReportRows.json(rows.get(0).cells()), id)
                .update();
        List<ReportRows.Row> data = rows.subList(1, rows.size());
        jdbc.sql("insert into attendance_row (report_id, line, original) select ?, * from unnest(?::int[], ?::jsonb[])")
                .params(
                        id,
                        data.stream().map(ReportRows.Row::line).toArray(Integer[]::new),
                        data.stream().map(row -> ReportRows.json(row.cells())).toArray(String[]::new))
                .update();
        exchange.setProperty(TAKEN, id);
        LOG.info(
                "{} of {} taken as attendance report {}: {} rows", origin.fileName(), origin.sentBy(), id, data.size());
    }

    private Long insert(ReportOrigin origin, String state, String failure) {
        return jdbc.sql("""
                        insert into attendance_report (source, sent_by, district, sites, file_name, size_bytes, modified_at, state, taken_at,
                                                       failure)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning report_id""")
                .params(Arrays.asList(
                        origin.source(),
                        origin.sentBy(),
                        origin.district(),
                        origin.sites().isEmpty() ? null : origin.sites().toArray(String[]::new),
                        origin.fileName(),
                        origin.size(),
                        Timestamp.from(origin.modifiedAt()),
                        state,
                        Timestamp.from(clock.instant()),
                        failure))
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /** A file that cannot be read as a whole is noted and becomes a dead letter; an officer's call is only refused. */
    @Transactional
    public void unreadable(Exchange exchange) {
        ReportOrigin origin = exchange.getProperty(ORIGIN, ReportOrigin.class);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String why = cause instanceof UnreadableReport ? cause.getMessage() : "it is no CSV: " + messageOf(cause);
        exchange.setProperty(REFUSED, why);
        if (!origin.isFile()) {
            return;
        }
        Long id = insert(origin, "failed", why);
        if (id != null) {
            LOG.warn("{} of {} cannot be read: {}", origin.fileName(), origin.source(), why);
            deadLetters.open(
                    QUEUE,
                    KIND,
                    Long.toString(id),
                    origin.district(),
                    "attendance-unreadable",
                    origin.fileName() + ": " + why,
                    1);
        }
    }

    /** The parser may quote what it read: nothing of that goes further. */
    private static String messageOf(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).replaceAll("(?s)[\\[\"'].*", "");
        return Masking.mask(message.isBlank() ? root.getClass().getSimpleName() : message.strip());
    }

    /**
     * Where a file goes now that it was read. Asked from the ledger, so a file that is not in it stays where it is.
     *
     * @throws IllegalStateException if the ledger does not have it
     */
    public String folderFor(Exchange exchange) {
        ReportOrigin origin = exchange.getProperty(ORIGIN, ReportOrigin.class);
        String state = origin == null
                ? null
                : jdbc.sql("""
                                select state from attendance_report
                                where source = ? and file_name = ? and size_bytes = ? and modified_at = ?""")
                        .params(origin.source(), origin.fileName(), origin.size(), Timestamp.from(origin.modifiedAt()))
                        .query(String.class)
                        .optional()
                        .orElse(null);
        if (state == null) {
            throw new IllegalStateException("an attendance file was not taken; it stays and is read again");
        }
        return state.equals("failed") ? ".failed" : ".done";
    }

    /** Reports to record and rejects to return; marked with a lease, then their messages are sent. */
    @Transactional
    public List<Message> release() {
        List<Message> messages = new java.util.ArrayList<>(jdbc.sql("""
                        update attendance_report set lease_until = now() + interval '2 minutes'
                        where report_id in (
                            select report_id from attendance_report
                            where state = 'taken' and (lease_until is null or lease_until < now())
                            order by report_id limit 20 for update skip locked)
                        returning report_id, district""")
                .query((row, n) -> new Message(row.getString(1), null, row.getString(2)))
                .list());
        messages.addAll(jdbc.sql("""
                        update attendance_report set rejects_lease_until = now() + interval '2 minutes'
                        where report_id in (
                            select report_id from (
                                select report_id, row_number() over (partition by source order by report_id) as place
                                from attendance_report
                                where rejects_state = 'due' and (rejects_lease_until is null or rejects_lease_until < now())) due
                            where place <= 5)
                        returning report_id, source, district""")
                .query((row, n) -> new Message(row.getString(1) + REJECTS, row.getString(2), row.getString(3)))
                .list());
        return messages;
    }

    /** Records the report's rows. Doing it again changes nothing. */
    public void record(@Header("hubId") long reportId) {
        if (loader.load(reportId)) {
            deadLetters.settle(KIND, Long.toString(reportId));
        }
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    @Transactional
    public void failed(FailedWork work) {
        boolean rejects = work.subject().endsWith(REJECTS);
        long id = idOf(work.subject());
        String column = rejects ? "rejects_" : "";
        int tries = jdbc.sql(
                        "update attendance_report set %1$stries = %1$stries + 1 where report_id = ? and %2$s returning %1$stries"
                                .formatted(column, rejects ? "rejects_state = 'due'" : "state = 'taken'"))
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
        if (tries == 0) {
            return;
        }
        if (tries < (rejects ? MOST_RETURNS : MOST_TRIES)) {
            jdbc.sql("update attendance_report set %slease_until = now() + make_interval(secs => ?) where report_id = ?"
                            .formatted(column))
                    .params(Math.min(LONGEST_WAIT_SECONDS, 2.0 * (1 << tries)), id)
                    .update();
            return;
        }
        jdbc.sql(
                        rejects
                                ? "update attendance_report set rejects_state = 'dead' where report_id = ?"
                                : "update attendance_report set state = 'failed', lease_until = null where report_id = ?")
                .param(id)
                .update();
        deadLetters.open(work.queue(), KIND, work.subject(), work.district(), "tries-exhausted", work.error(), tries);
    }

    @Override
    @Transactional
    public String putBack(String kind, String subject) {
        boolean rejects = subject.endsWith(REJECTS);
        int back = jdbc.sql(
                        rejects
                                ? "update attendance_report set rejects_state = 'due', rejects_tries = 0, rejects_lease_until = null"
                                        + " where report_id = ? and rejects_state = 'dead'"
                                : "update attendance_report set state = 'taken', tries = 0, lease_until = null"
                                        + " where report_id = ? and state = 'failed' and header is not null")
                .param(idOf(subject))
                .update();
        if (back == 1) {
            return null;
        }
        return rejects
                ? "the rejects went back already"
                : "the file cannot be read: have a good one sent, and discard this";
    }

    static long idOf(String subject) {
        return Long.parseLong(subject.replace(REJECTS, ""));
    }
}
