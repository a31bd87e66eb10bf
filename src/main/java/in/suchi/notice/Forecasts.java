package in.suchi.notice;

import in.suchi.ledger.Alarms;
import in.suchi.time.DomainClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Foretells from the notices that wait, the agreed rates and the stops in force which notices will be late. Assumes that the rates
 * are kept, that stops stay, and that nobody else gets an appointment.
 */
@Component("forecasts")
public class Forecasts {

    private static final String ALARM = "notices-will-be-late";
    /** Alarms look this far ahead; the forecast itself further. */
    private static final Duration ALARMING = Duration.ofHours(48);

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final Lanes lanes;
    private final StopSwitches stops;
    private final CurrentTemplates templates;
    private final Alarms alarms;
    private final SendingModel model;
    private volatile Forecast latest;

    Forecasts(
            JdbcClient jdbc,
            DomainClock clock,
            Lanes lanes,
            StopSwitches stops,
            CurrentTemplates templates,
            Alarms alarms,
            MeterRegistry meters,
            ObjectProvider<NoticeTimeRules> rules) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lanes = lanes;
        this.stops = stops;
        this.templates = templates;
        this.alarms = alarms;
        this.model = new SendingModel(
                rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT).quiet());
        Gauge.builder("suchi.forecast.late", this, f -> f.latest == null ? Double.NaN : f.latest.late())
                .description("Notices that will not be out by their send-by, as foretold last")
                .register(meters);
        Gauge.builder(
                        "suchi.forecast.waiting",
                        this,
                        f -> f.latest == null
                                ? Double.NaN
                                : f.latest.days().stream()
                                        .mapToLong(Forecast.Day::waiting)
                                        .sum())
                .description("Notices that are still to go out")
                .register(meters);
    }

    /** As things are now; a second or so for a state. */
    public Forecast now() {
        Instant now = clock.instant();
        Set<String> stopped = stops.scopes();
        List<Lane> usable = stopped.contains(StopSwitches.ALL)
                ? List.of()
                : lanes.all().stream()
                        .filter(lane -> !stopped.contains(StopSwitches.gateway(lane.gateway())))
                        // what is not bound to a gateway goes through the first that can send
                        .limit(1)
                        .toList();
        Forecast forecast = Forecast.of(
                now,
                model,
                waiting(stopped),
                capacity(usable),
                usable.stream().map(Lane::gateway).toList(),
                List.copyOf(stopped));
        latest = forecast;
        return forecast;
    }

    private SendingModel.Capacity capacity(List<Lane> usable) {
        double perSecond = 0;
        Long perDay = 0L;
        long left = 0;
        for (Lane lane : usable) {
            perSecond += lane.profile().limits().perSecond();
            Long limit = lane.profile().limits().perDay();
            if (limit == null || perDay == null) {
                perDay = null;
            } else {
                perDay += limit;
                left += Math.max(0, limit - today(lane.gateway()));
            }
        }
        return usable.isEmpty() || perDay == null
                ? new SendingModel.Capacity(perSecond, null, null)
                : new SendingModel.Capacity(perSecond, left, perDay);
    }

    private long today(String gateway) {
        return jdbc.sql("""
                        select coalesce(sum(submits), 0) from gateway_day
                        where gateway = ? and day = (now() at time zone 'Asia/Kolkata')::date""").param(gateway).query(Long.class).single();
    }

    /** Grouped in the database: a state's notices are a few hundred groups. */
    private List<SendingModel.Group> waiting(Set<String> stopped) {
        Map<String, String> templateOf = templates.now().templateIds();
        Set<String> wordings = templateOf.entrySet().stream()
                .filter(w -> stopped.contains(StopSwitches.template(w.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        String[] districts = stopped.stream()
                .filter(s -> s.startsWith(StopSwitches.district("")))
                .map(s -> s.substring(StopSwitches.district("").length()))
                .toArray(String[]::new);
        return new ArrayList<>(jdbc.sql("""
                        select s.session_date, n.due_at, n.send_by, n.expires_at, s.quiet_hours_lifted,
                               n.district = any(:districts) or n.kind || '/' || n.language = any(:wordings) or n.dead as stopped,
                               count(*) as notices
                        from notice n join session s using (session_id)
                        where n.state in ('scheduled', 'queued', 'submitting') group by 1, 2, 3, 4, 5, 6""")
                .param("districts", districts)
                .param("wordings", wordings.toArray(String[]::new))
                .query((row, n) -> new SendingModel.Group(
                        row.getObject("session_date", LocalDate.class),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("send_by").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getBoolean("quiet_hours_lifted"),
                        row.getBoolean("stopped"),
                        row.getLong("notices")))
                .list());
    }

    /** One alarm for each session day whose notices will be late within the next two days. */
    public void check() {
        Forecast forecast = now();
        Map<String, Forecast.Day> late = forecast.days().stream()
                .filter(day -> day.late() > 0
                        && day.sendBy().toInstant().isBefore(clock.instant().plus(ALARMING)))
                .collect(Collectors.toMap(day -> day.date().toString(), day -> day));
        late.forEach((date, day) -> alarms.raise(ALARM, date, day.words()));
        jdbc
                .sql("select subject from alarm where kind = ? and cleared_at is null")
                .param(ALARM)
                .query(String.class)
                .list()
                .stream()
                .filter(date -> !late.containsKey(date))
                .forEach(date -> alarms.clear(ALARM, date));
    }
}
