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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
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
    private final GatewayHealth health;
    private final DayLimits days;
    private final CurrentTemplates templates;
    private final Alarms alarms;
    private final SendingModel model;
    private final AtomicReference<Forecast> latest = new AtomicReference<>();

    Forecasts(
            JdbcClient jdbc,
            DomainClock clock,
            Lanes lanes,
            StopSwitches stops,
            GatewayHealth health,
            DayLimits days,
            CurrentTemplates templates,
            Alarms alarms,
            MeterRegistry meters,
            ObjectProvider<NoticeTimeRules> rules) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lanes = lanes;
        this.stops = stops;
        this.health = health;
        this.days = days;
        this.templates = templates;
        this.alarms = alarms;
        this.model = new SendingModel(
                rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT).quiet());
        gauge(
                meters,
                "suchi.forecast.late",
                "Notices that will not be out by their send-by, as foretold last",
                Forecast::late);
        gauge(meters, "suchi.forecast.waiting", "Notices that are still to go out", Forecast::waiting);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Forecast> reading) {
        Gauge.builder(name, latest, last -> last.get() == null ? Double.NaN : reading.applyAsDouble(last.get()))
                .description(description)
                .register(meters);
    }

    /** As things are now; a second or so for a state. */
    public Forecast now() {
        Instant now = clock.instant();
        Set<String> stopped = stops.scopes();
        List<Lane> usable = stopped.contains(StopSwitches.ALL)
                ? List.of()
                : lanes.all().stream()
                        .filter(lane -> !lane.calls() && !stopped.contains(StopSwitches.gateway(lane.gateway())))
                        .toList();
        Forecast forecast = Forecast.of(
                now,
                model,
                waiting(stopped),
                capacities(usable),
                usable.stream().map(Lane::gateway).toList(),
                List.copyOf(stopped));
        latest.set(forecast);
        return forecast;
    }

    /**
     * As the dispatcher divides them ({@link Turns}): by shares, else all to the first that does not fail, and to the next when its
     * day is used up. A gateway with a share whose day is used up is taken to wait for tomorrow.
     */
    private List<SendingModel.Capacity> capacities(List<Lane> usable) {
        List<Lane> well = usable.stream()
                .filter(lane -> health.of(lane.gateway()).failing() == null)
                .toList();
        List<Lane> able = well.isEmpty() ? usable : well;
        if (able.isEmpty()) {
            return List.of();
        }
        Map<String, Turns.Slice> slices = Turns.among(able, lane -> false).slices();
        if (slices.size() == 1) {
            return List.of(
                    new SendingModel.Capacity(1, able.stream().map(this::rate).toList()));
        }
        return able.stream()
                .filter(lane -> slices.containsKey(lane.gateway()))
                .map(lane -> {
                    Turns.Slice slice = slices.get(lane.gateway());
                    return new SendingModel.Capacity(
                            (slice.to() - slice.from()) / (double) Turns.WHOLE, List.of(rate(lane)));
                })
                .toList();
    }

    private SendingModel.Rate rate(Lane lane) {
        Long perDay = lane.profile().limits().perDay();
        return new SendingModel.Rate(
                lane.profile().limits().perSecond(), perDay == null ? null : days.left(lane), perDay);
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
