package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the forecast says of notices that wait, by hand-made examples that can be worked out on paper. */
class ForecastTest {

    private static final LocalDate DAY = LocalDate.of(2021, 1, 16);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(DomainClock.ZONE).toInstant();
    }

    private static SendingModel.Group group(LocalDate day, String due, long notices) {
        Instant sendBy = day.minusDays(1).atTime(18, 0).atZone(DomainClock.ZONE).toInstant();
        Instant expires = day.atTime(7, 0).atZone(DomainClock.ZONE).toInstant();
        return new SendingModel.Group(day, at(due), sendBy, expires, false, false, notices);
    }

    private static Forecast forecast(String now, double perMinute, SendingModel.Group... groups) {
        return forecast(now, SendingModel.Capacity.of(perMinute / 60, null, null), groups);
    }

    private static Forecast forecast(String now, List<SendingModel.Capacity> capacity, SendingModel.Group... groups) {
        return Forecast.of(
                at(now),
                new SendingModel(QuietHours.DEFAULT),
                List.of(groups),
                capacity,
                List.of("kannel-1"),
                List.of());
    }

    @Test
    void saysHowManyWillBeLateAndWhatWouldHelp() {
        Forecast.Day day = forecast("2021-01-15T10:00", 200, group(DAY, "2021-01-15T16:17", 30_000))
                .days()
                .get(0);

        assertThat(day.late()).isEqualTo(9_400);
        assertThat(day.neededPerMinute()).isBetween(291.2, 292.0);
        assertThat(Duration.between(at("2021-01-15T15:30"), day.startBy().toInstant())
                        .abs())
                .isLessThan(Duration.ofMinutes(2));
        assertThat(day.doneAt().toInstant()).isEqualTo(at("2021-01-15T18:47"));
        assertThat(day.never()).isZero();
        assertThat(day.words())
                .startsWith(
                        "At 200 a minute 9,400 of 30,000 will not be out by 18:00 on 15 January; needed: 292 a minute,"
                                + " or start at 15:2")
                .endsWith(" on 15 January.");
    }

    @Test
    void whatGoesOutInTimeNeedsNothing() {
        Forecast.Day day = forecast("2021-01-15T10:00", 200, group(DAY, "2021-01-15T09:00", 30_000))
                .days()
                .get(0);

        assertThat(day.late()).isZero();
        assertThat(day.neededPerMinute()).isNull();
        assertThat(day.startBy()).isNull();
        assertThat(day.doneAt().toInstant()).isEqualTo(at("2021-01-15T12:30"));
        assertThat(day.words()).isEqualTo("At 200 a minute all 30,000 will be out by 18:00 on 15 January.");
    }

    @Test
    void nothingGoesOutInTheQuietHoursUnlessTheyAreLifted() {
        SendingModel.Group quiet = group(DAY, "2021-01-15T20:00", 6_000);
        Forecast.Day day = forecast("2021-01-15T20:00", 60, quiet).days().get(0);
        assertThat(day.overdue()).isEqualTo(6_000);
        assertThat(day.never()).as("an hour until 21:00, expired at 7:00").isEqualTo(2_400);

        SendingModel.Group lifted = new SendingModel.Group(
                quiet.day(), quiet.due(), quiet.sendBy(), quiet.expires(), true, false, quiet.notices());
        assertThat(forecast("2021-01-15T20:00", 60, lifted).days().get(0).never())
                .isZero();
    }

    @Test
    void theMoreUrgentDayGoesFirst() {
        List<Forecast.Day> days = forecast(
                        "2021-01-15T09:00",
                        100,
                        group(DAY.plusDays(1), "2021-01-15T09:00", 60_000),
                        group(DAY, "2021-01-15T09:00", 54_000))
                .days();

        assertThat(days).extracting(Forecast.Day::date).containsExactly(DAY, DAY.plusDays(1));
        assertThat(days.get(0).late()).isZero();
        assertThat(days.get(1).late())
                .as("three hours left on the first evening, ten on the next day")
                .isZero();
        assertThat(days.get(1).doneAt().toInstant()).isEqualTo(at("2021-01-16T15:00"));
    }

    @Test
    void theLimitADayCountsFromMidnightToMidnight() {
        List<SendingModel.Capacity> capacity = SendingModel.Capacity.of(100, 1_000L, 4_000L);
        Forecast.Day day = forecast("2021-01-14T10:00", capacity, group(DAY, "2021-01-14T10:00", 6_000))
                .days()
                .get(0);

        assertThat(day.late()).as("1,000 today, 4,000 tomorrow").isEqualTo(1_000);
        assertThat(day.neededPerMinute()).as("no rate helps").isNull();
        assertThat(day.doneAt()).isNull();
    }

    @Test
    void whenADayIsUsedUpTheNextGatewayTakesTheRestAndSharesRunSideBySide() {
        SendingModel.Rate limited = new SendingModel.Rate(10, 3_000L, 3_000L);
        SendingModel.Rate slow = new SendingModel.Rate(1, null, null);
        SendingModel.Group group = group(DAY, "2021-01-15T10:00", 6_000);
        Forecast.Day chain = forecast(
                        "2021-01-15T10:00", List.of(new SendingModel.Capacity(1, List.of(limited, slow))), group)
                .days()
                .get(0);
        assertThat(chain.late()).isZero();
        assertThat(chain.doneAt().toInstant())
                .as("3,000 in five minutes, then 3,000 in fifty")
                .isEqualTo(at("2021-01-15T10:55"));

        Forecast.Day shares = forecast(
                        "2021-01-15T10:00",
                        List.of(
                                new SendingModel.Capacity(0.75, List.of(new SendingModel.Rate(5, null, null))),
                                new SendingModel.Capacity(0.25, List.of(slow))),
                        group)
                .days()
                .get(0);
        assertThat(shares.doneAt().toInstant())
                .as("4,500 in fifteen minutes, 1,500 in twenty-five")
                .isEqualTo(at("2021-01-15T10:25"));
    }

    @Test
    void whatIsStoppedIsLateAndNoRateHelps() {
        SendingModel.Group g = group(DAY, "2021-01-15T09:00", 500);
        SendingModel.Group stopped =
                new SendingModel.Group(g.day(), g.due(), g.sendBy(), g.expires(), false, true, g.notices());
        Forecast.Day day = forecast("2021-01-15T10:00", 600, g, stopped).days().get(0);

        assertThat(day.late()).isEqualTo(500);
        assertThat(day.stopped()).isEqualTo(500);
        assertThat(day.neededPerMinute()).isNull();
        assertThat(day.words())
                .isEqualTo("At 600 a minute 500 of 1,000 will not be out by 18:00 on 15 January (500 are stopped).");
        assertThat(forecast("2021-01-15T10:00", 0, g).days().get(0).words())
                .isEqualTo("Nothing can be sent now: none of 500 will be out by 18:00 on 15 January.");
    }

    @Test
    void aStatesFortyDaysTakeNoTime() {
        List<SendingModel.Group> groups = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LocalDate day = DAY.plusDays(i);
            groups.add(group(day, day.minusDays(1) + "T09:00", 30_000));
            groups.add(group(day, day.minusDays(1) + "T10:00", 1_000));
        }
        long began = System.nanoTime();
        Forecast forecast = forecast("2021-01-14T10:00", 20, groups.toArray(SendingModel.Group[]::new));

        assertThat(forecast.days()).hasSize(40).allMatch(day -> day.late() > 0);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
}
