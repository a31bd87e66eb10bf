package in.suchi.evening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.ledger.Balances;
import in.suchi.ledger.Ledger;
import in.suchi.notice.Forecast;
import in.suchi.notice.Forecasts;
import in.suchi.notice.StopSwitches;
import in.suchi.site.CurrentTables;
import in.suchi.site.District;
import in.suchi.time.DomainClock;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the evening report, and keeps who signed it off with the numbers as they stood then. */
@Component
public class EveningReports {

    private static final LocalTime DEADLINE = LocalTime.of(18, 0);

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final EveningCounts counts;
    private final Forecasts forecasts;
    private final StopSwitches stops;
    private final Balances balances;
    private final CurrentTables tables;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final double mostUntold;

    EveningReports(
            JdbcClient jdbc,
            DomainClock clock,
            EveningCounts counts,
            Forecasts forecasts,
            StopSwitches stops,
            Balances balances,
            CurrentTables tables,
            Ledger ledger,
            ObjectMapper json,
            EveningSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.counts = counts;
        this.forecasts = forecasts;
        this.stops = stops;
        this.balances = balances;
        this.tables = tables;
        this.ledger = ledger;
        this.json = json;
        this.mostUntold = settings.mostUntold() / 100.0;
    }

    /** The next day with sessions, from tomorrow on; tomorrow where there is none. */
    public LocalDate nextDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DomainClock.ZONE);
        return Optional.ofNullable(
                        jdbc.sql("select min(session_date) from session where session_date > ? and status = 'planned'")
                                .param(today)
                                .query((row, n) -> row.getObject(1, LocalDate.class))
                                .single())
                .orElse(today.plusDays(1));
    }

    /**
     * Counted now, in one snapshot of the database.
     *
     * @param district slug; null: the state
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public EveningReport of(String district, LocalDate date) {
        return count(district, date);
    }

    private EveningReport count(String district, LocalDate date) {
        Instant now = clock.instant();
        boolean deadlinePassed = !now.isBefore(
                date.minusDays(1).atTime(DEADLINE).atZone(DomainClock.ZONE).toInstant());
        List<String> broken = balances.latest().stream()
                .filter(counted -> !counted.balance().holds())
                .map(counted -> counted.balance().name())
                .toList();
        Set<String> stopped =
                stops.list().stream().map(StopSwitches.Stop::scope).collect(Collectors.toSet());
        Optional<Forecast.Day> foretold = forecasts.now().days().stream()
                .filter(day -> day.date().equals(date) && day.late() > 0)
                .findFirst();
        Map<String, Standing> standings = counts.of(date, now);
        List<EveningReport.Line> lines = new ArrayList<>();
        standings.forEach((slug, standing) -> {
            if (!slug.isEmpty() && !standing.isEmpty() && (district == null || district.equals(slug))) {
                lines.add(line(
                        slug, standing, new Verdict.Circumstances(deadlinePassed, isStopped(stopped, slug), 0, 0)));
            }
        });
        // In the state's total also those who belong to no district the tables know.
        List<Standing> parts = district == null
                ? List.copyOf(standings.values())
                : lines.stream().map(EveningReport.Line::standing).toList();
        Standing total = Standing.sum(parts);
        Verdict verdict = Verdict.of(
                total,
                new Verdict.Circumstances(
                        deadlinePassed,
                        district == null ? !stopped.isEmpty() : isStopped(stopped, district),
                        broken.size(),
                        district == null ? foretold.map(Forecast.Day::late).orElse(0L) : 0),
                mostUntold);
        return new EveningReport(
                date,
                district,
                at(now),
                total,
                verdict,
                List.copyOf(lines),
                foretold.map(Forecast.Day::words).orElse(null),
                broken,
                signatures(district, date));
    }

    private EveningReport.Line line(String slug, Standing standing, Verdict.Circumstances now) {
        Optional<District> known = tables.now().districts().bySlug(slug);
        return new EveningReport.Line(
                slug,
                known.map(District::nameEn).orElse(slug),
                known.map(District::nameHi).orElse(slug),
                standing,
                Verdict.of(standing, now, mostUntold));
    }

    /** Stops of gateways and templates may concern everybody. */
    private static boolean isStopped(Set<String> scopes, String district) {
        return scopes.stream()
                .anyMatch(scope -> !scope.startsWith("district:") || scope.equals(StopSwitches.district(district)));
    }

    /**
     * Signs the report off: stored with the numbers of this moment, in the audit trail.
     *
     * @param go the officer's decision, whatever the hub's verdict says
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public EveningReport signOff(String district, LocalDate date, boolean go, String comment, String officer) {
        EveningReport report = count(district, date);
        jdbc.sql("""
                        insert into evening_signature (session_date, district, go, comment, officer, at, numbers, verdict)
                        values (?, coalesce(?, ''), ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))""")
                .params(java.util.Arrays.asList(
                        date,
                        district,
                        go,
                        comment,
                        officer,
                        Timestamp.from(report.at().toInstant()),
                        write(report.total()),
                        write(report.verdict())))
                .update();
        ledger.note(
                "sign-off",
                "The evening report of %s for %s was signed: %s%s"
                        .formatted(
                                district == null ? "the state" : district,
                                date,
                                go ? "go" : "no-go",
                                comment == null ? "." : ": " + comment + "."),
                null,
                null,
                officer);
        return new EveningReport(
                report.date(),
                report.district(),
                report.at(),
                report.total(),
                report.verdict(),
                report.lines(),
                report.forecast(),
                report.brokenBalances(),
                signatures(district, date));
    }

    private List<EveningReport.Signature> signatures(String district, LocalDate date) {
        return jdbc.sql("""
                        select * from evening_signature where session_date = ? and district = coalesce(?, '') order by signature_id desc""")
                .params(java.util.Arrays.asList(date, district))
                .query((row, n) -> new EveningReport.Signature(
                        row.getBoolean("go"),
                        row.getString("comment"),
                        row.getString("officer"),
                        at(row.getTimestamp("at").toInstant()),
                        read(row.getString("numbers"), Standing.class),
                        read(row.getString("verdict"), Verdict.class)))
                .list();
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can be written as JSON", e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the signed numbers were written as JSON", e);
        }
    }

    private static OffsetDateTime at(Instant at) {
        return at.atZone(DomainClock.ZONE).toOffsetDateTime();
    }
}
