package in.suchi.attendance;

import in.suchi.attendance.AttendanceLine.Reason;
import in.suchi.attendance.AttendanceLine.Rejected;
import in.suchi.attendance.AttendanceLine.Usable;
import in.suchi.ledger.WriterLock;
import in.suchi.session.Endings;
import in.suchi.time.DomainClock;
import java.sql.Array;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records one report, whole or not at all: each row is recorded, repeated or rejected, and the people concerned move on. */
@Component
class AttendanceLoader {

    private static final Logger LOG = LoggerFactory.getLogger(AttendanceLoader.class);
    private static final String STEP = "record-attendance";

    private record Report(String district, Set<String> sites, List<String> header, String sentBy, boolean file) {}

    /** @param here those persons of the id who are or were on the session */
    private record Found(String district, String site, LocalDate date, int known, List<Long> here) {}

    private record Key(long person, String session, AttendanceStatus status) {}

    private record Entry(Instant at, String remark) {}

    private final JdbcClient jdbc;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final Endings endings;

    AttendanceLoader(JdbcClient jdbc, WriterLock writerLock, DomainClock clock, Endings endings) {
        this.jdbc = jdbc;
        this.writerLock = writerLock;
        this.clock = clock;
        this.endings = endings;
    }

    /** @return whether it was recorded now; false: somebody else has it, or it was before */
    @Transactional
    public boolean load(long reportId) {
        List<Report> mine = jdbc.sql(
                        "select * from attendance_report where report_id = ? and state = 'taken' for update")
                .param(reportId)
                .query((row, n) -> new Report(
                        row.getString("district"),
                        row.getArray("sites") == null
                                ? Set.of()
                                : Set.of((String[]) row.getArray("sites").getArray()),
                        ReportRows.cells(row.getString("header")),
                        row.getString("sent_by"),
                        !ReportOrigin.API.equals(row.getString("source"))))
                .list();
        if (mine.isEmpty()) {
            return false;
        }
        Report report = mine.get(0);
        Instant now = clock.instant();
        List<Usable> usable = new ArrayList<>();
        Map<Integer, Rejected> rejected = new HashMap<>();
        List<AttendanceLine> lines = jdbc.sql(
                        "select line, original from attendance_row where report_id = ? order by line")
                .param(reportId)
                .query((row, n) -> ReportRows.read(
                        report.header(), new ReportRows.Row(row.getInt(1), ReportRows.cells(row.getString(2))), now))
                .list();
        lines.forEach(line -> {
            if (line instanceof Usable one) {
                usable.add(one);
            } else if (line instanceof Rejected one) {
                rejected.put(one.line(), one);
            }
        });
        writerLock.take();
        Map<Integer, Long> persons = identify(report, usable, rejected);
        Set<Integer> recorded = record(reportId, usable, persons, report.sentBy(), now);
        settle(reportId, report, lines, recorded, rejected, now);
        return true;
    }

    private Map<Integer, Long> identify(Report report, List<Usable> usable, Map<Integer, Rejected> rejected) {
        Map<Integer, Found> found = new HashMap<>();
        jdbc.sql("""
                        select l.line, s.district, s.site_code, s.session_date, p.known, p.here
                        from unnest(:lines::int[], :sessions::text[], :persons::text[]) as l (line, session_id, registration_id)
                        left join session s using (session_id)
                        cross join lateral (
                            select count(*) as known, array_agg(q.person_id) filter (where
                                   exists (select from appointment a where a.person_id = q.person_id and a.session_id = l.session_id)
                                or exists (select from roster_member m where m.person_id = q.person_id and m.session_id = l.session_id)
                                or exists (select from appointment_event e where e.person_id = q.person_id and e.session_id = l.session_id)) as here
                            from person q where q.registration_id = l.registration_id) p""")
                .param("lines", usable.stream().map(Usable::line).toArray(Integer[]::new))
                .param("sessions", usable.stream().map(Usable::sessionId).toArray(String[]::new))
                .param("persons", usable.stream().map(Usable::registrationId).toArray(String[]::new))
                .query(row -> {
                    Array here = row.getArray("here");
                    found.put(
                            row.getInt("line"),
                            new Found(
                                    row.getString("district"),
                                    row.getString("site_code"),
                                    row.getObject("session_date", LocalDate.class),
                                    row.getInt("known"),
                                    here == null ? List.of() : List.of((Long[]) here.getArray())));
                });
        Map<Integer, Long> persons = new HashMap<>();
        for (Usable line : usable) {
            Found one = found.get(line.line());
            Reason obstacle = obstacle(report, line, one);
            if (obstacle == null) {
                persons.put(line.line(), one.here().get(0));
            } else {
                rejected.put(line.line(), line.rejected(obstacle));
            }
        }
        return persons;
    }

    private static Reason obstacle(Report report, Usable line, Found found) {
        if (found.district() == null) {
            return Reason.SESSION_UNKNOWN;
        }
        if (report.district() != null && !report.district().equals(found.district())
                || !report.sites().isEmpty() && !report.sites().contains(found.site())) {
            return Reason.SESSION_OF_OTHERS;
        }
        if (line.at().isBefore(found.date().atStartOfDay(DomainClock.ZONE).toInstant())) {
            return Reason.TIME_BEFORE_SESSION;
        }
        if (found.known() == 0) {
            return Reason.PERSON_UNKNOWN;
        }
        if (found.here().isEmpty()) {
            return Reason.NOT_ON_SESSION;
        }
        return found.here().size() > 1 ? Reason.PERSON_AMBIGUOUS : null;
    }

    /** @return lines that said something new */
    private Set<Integer> record(
            long reportId, List<Usable> usable, Map<Integer, Long> persons, String sentBy, Instant now) {
        Map<Key, Entry> known = known(Set.copyOf(persons.values()));
        Map<Key, Entry> news = new LinkedHashMap<>();
        Set<Integer> recorded = new HashSet<>();
        for (Usable line : usable) {
            Long person = persons.get(line.line());
            if (person != null) {
                Key key = new Key(person, line.sessionId(), line.status());
                Entry before = known.get(key);
                if (before == null || before.at().isBefore(line.at())) {
                    Entry entry = new Entry(line.at(), line.remark());
                    known.put(key, entry);
                    news.put(key, entry);
                    recorded.add(line.line());
                }
            }
        }
        List<Key> keys = List.copyOf(news.keySet());
        jdbc.sql("""
                        insert into attendance (session_id, person_id, status, at, remark, recorded_at)
                        select n.session_id, n.person_id, n.status, n.at, n.remark, :now
                        from unnest(:sessions::text[], :persons::bigint[], :statuses::text[], :times::timestamptz[], :remarks::text[])
                             as n (session_id, person_id, status, at, remark)
                        on conflict (session_id, person_id, status) do update
                        set at = excluded.at, remark = excluded.remark, recorded_at = excluded.recorded_at""")
                .param("now", Timestamp.from(now))
                .param("sessions", keys.stream().map(Key::session).toArray(String[]::new))
                .param("persons", keys.stream().map(Key::person).toArray(Long[]::new))
                .param("statuses", keys.stream().map(k -> k.status().wire()).toArray(String[]::new))
                .param(
                        "times",
                        keys.stream().map(k -> news.get(k).at().toString()).toArray(String[]::new))
                .param("remarks", keys.stream().map(k -> news.get(k).remark()).toArray(String[]::new))
                .update();
        follow(known, Set.copyOf(persons.values()), sentBy);
        return recorded;
    }

    private Map<Key, Entry> known(Set<Long> persons) {
        Map<Key, Entry> known = new HashMap<>();
        jdbc.sql("select person_id, session_id, status, at, remark from attendance where person_id = any(?)")
                .param(persons.toArray(Long[]::new))
                .query(row -> {
                    known.put(
                            new Key(
                                    row.getLong(1),
                                    row.getString(2),
                                    AttendanceStatus.of(row.getString(3)).orElseThrow()),
                            new Entry(row.getTimestamp(4).toInstant(), row.getString(5)));
                });
        return known;
    }

    /** What follows for each person from all that is known of them. */
    private void follow(Map<Key, Entry> known, Set<Long> persons, String sentBy) {
        Map<Long, List<Attended>> reports = new HashMap<>();
        known.forEach((key, entry) -> reports.computeIfAbsent(key.person(), p -> new ArrayList<>())
                .add(new Attended(key.session(), key.status(), entry.at())));
        Map<Consequence, List<Long>> follows = new HashMap<>();
        jdbc.sql("""
                        select person_id, 'appointment', session_id from appointment where person_id = any(:p)
                        union all select person_id, 'waiting', null from waiting where person_id = any(:p)
                        union all select person_id, 'held', null from held where person_id = any(:p)
                        union all select person_id, 'withdrawn', null from withdrawn where person_id = any(:p)
                        union all select person_id, 'finished', outcome from finished where person_id = any(:p)""").param("p", persons.toArray(Long[]::new)).query(row -> {
            long person = row.getLong(1);
            Consequence one = Consequence.of(
                    reports.getOrDefault(person, List.of()),
                    new Consequence.Standing(row.getString(2), row.getString(3)));
            follows.computeIfAbsent(one, c -> new ArrayList<>()).add(person);
        });
        finish(follows.get(Consequence.VACCINATED), AttendanceStatus.VACCINATED, reports);
        finish(follows.get(Consequence.REFUSED), AttendanceStatus.REFUSED, reports);
        List<Long> again = follows.get(Consequence.WAITS_AGAIN);
        if (again != null) {
            endings.waitAgain(again, "the site reports: absent or deferred", STEP);
        }
        LOG.debug("attendance of {}: {}", sentBy, follows.keySet());
    }

    private void finish(List<Long> people, AttendanceStatus status, Map<Long, List<Attended>> reports) {
        if (people != null) {
            List<Instant> times = people.stream()
                    .map(p -> reports.get(p).stream()
                            .filter(r -> r.status() == status)
                            .map(Attended::at)
                            .min(Instant::compareTo)
                            .orElseThrow())
                    .toList();
            endings.finish(people, status.wire(), times, STEP);
        }
    }

    private void settle(
            long reportId,
            Report report,
            List<AttendanceLine> lines,
            Set<Integer> recorded,
            Map<Integer, Rejected> rejected,
            Instant now) {
        List<Rejected> back = List.copyOf(rejected.values());
        jdbc.sql("""
                        update attendance_row r set outcome = 'rejected', reject_column = b.col, reject_value = b.value,
                               reject_reason = b.reason, reject_message = b.message
                        from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[]) as b (line, col, value, reason, message)
                        where r.report_id = ? and r.line = b.line""")
                .params(
                        back.stream().map(Rejected::line).toArray(Integer[]::new),
                        back.stream().map(Rejected::column).toArray(String[]::new),
                        back.stream().map(Rejected::value).toArray(String[]::new),
                        back.stream().map(r -> r.reason().wire()).toArray(String[]::new),
                        back.stream().map(r -> r.reason().message()).toArray(String[]::new),
                        reportId)
                .update();
        jdbc.sql("""
                        update attendance_row set outcome = case when line = any(?::int[]) then 'recorded' else 'repeated' end
                        where report_id = ? and outcome is null""").params(recorded.toArray(Integer[]::new), reportId).update();
        jdbc.sql("""
                        update attendance_report set state = 'loaded', settled_at = ?, lease_until = null, rows_read = ?, rows_recorded = ?,
                               rows_repeated = ?, rows_rejected = ?, rejects_state = ? where report_id = ?""")
                .params(
                        Timestamp.from(now),
                        lines.size(),
                        recorded.size(),
                        lines.size() - recorded.size() - back.size(),
                        back.size(),
                        back.isEmpty() || !report.file() ? "none" : "due",
                        reportId)
                .update();
        LOG.info(
                "attendance report {} recorded: {} rows, {} recorded, {} rejected",
                reportId,
                lines.size(),
                recorded.size(),
                back.size());
    }
}
