package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.config.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTimesTest {
    private static final NoticeTimeRules RULES = NoticeTimeRules.DEFAULT;

    @ParameterizedTest(name = "start {0} made {1}: {7}")
    @CsvFileSource(resources = "/cases/notice-times.csv", numLinesToSkip = 1)
    void a_notice_has_the_times_of_the_table(
            LocalDateTime start,
            LocalDateTime made,
            String lifted,
            LocalDateTime due,
            LocalDateTime sendBy,
            LocalDateTime expires,
            LocalDateTime firstSendable,
            String why) {
        NoticeTimes times = NoticeTimes.of(instant(start), instant(made), lifted.equals("yes"));
        assertThat(times.due()).as("due: %s", why).isEqualTo(instant(due));
        assertThat(times.sendBy()).as("send-by: %s", why).isEqualTo(instant(sendBy));
        assertThat(times.expires()).as("expires: %s", why).isEqualTo(instant(expires));
        assertThat(times.firstSendable()).as("first sendable: %s", why).isEqualTo(instant(firstSendable));
        boolean sendable = instant(firstSendable).isBefore(instant(expires));
        assertThat(times.isHopeless()).isEqualTo(!sendable);
        assertThat(times.mayBeSentAt(instant(firstSendable))).isEqualTo(sendable);
    }

    @ParameterizedTest(name = "quiet {0}-{1}, start {2}: {4}")
    @CsvFileSource(resources = "/cases/notice-times-quiet-hours.csv", numLinesToSkip = 1)
    void other_quiet_hours_move_the_due_time_by_the_same_rule(
            LocalTime from, LocalTime to, LocalDateTime start, LocalDateTime due, String why) {
        NoticeTimeRules rules = new NoticeTimeRules(
                RULES.lead(),
                RULES.room(),
                RULES.sendByLead(),
                RULES.sendByTime(),
                RULES.expiry(),
                new QuietHours(from, to));
        Instant early = instant(start).minus(Duration.ofDays(30));
        assertThat(rules.times(instant(start), early, false).due()).as(why).isEqualTo(instant(due));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "2021-01-15T08:59, false, not due yet",
        "2021-01-15T09:00, true, due",
        "2021-01-15T20:59, true, the last minute before the quiet hours",
        "2021-01-15T21:00, false, the quiet hours begin",
        "2021-01-16T06:59, false, still quiet",
        "2021-01-16T07:00, false, expired",
        "2021-01-16T08:30, false, expired although no longer quiet"
    })
    void a_notice_is_sent_only_when_due_and_not_in_the_quiet_hours_and_not_too_late(
            LocalDateTime at, boolean mayBeSent, String why) {
        NoticeTimes times = usual(false);
        assertThat(times.mayBeSentAt(instant(at))).as(why).isEqualTo(mayBeSent);
    }

    @Test
    void lifted_quiet_hours_let_it_be_sent_at_night_until_two_hours_before_the_start() {
        NoticeTimes times = usual(true);
        assertThat(times.mayBeSentAt(at("2021-01-15T21:00"))).isTrue();
        assertThat(times.mayBeSentAt(at("2021-01-16T06:59:59"))).isTrue();
        assertThat(times.mayBeSentAt(at("2021-01-16T07:00"))).isFalse();
    }

    @Test
    void from_its_send_by_on_it_is_late_and_may_still_be_sent() {
        NoticeTimes times = usual(false);
        assertThat(times.isLateAt(at("2021-01-15T17:59:59"))).isFalse();
        assertThat(times.isLateAt(at("2021-01-15T18:00"))).isTrue();
        assertThat(times.mayBeSentAt(at("2021-01-15T18:00"))).isTrue();
    }

    @Test
    void a_correction_is_due_at_once_even_a_week_ahead() {
        NoticeTimes times = RULES.correction(at("2021-01-23T09:00"), at("2021-01-15T12:00"), false);
        assertThat(times.due()).isEqualTo(at("2021-01-15T12:00"));
        assertThat(times.sendBy()).isEqualTo(at("2021-01-22T18:00"));
        assertThat(times.expires()).isEqualTo(at("2021-01-23T07:00"));
    }

    @Test
    void a_rule_by_which_notices_expire_before_their_send_by_is_refused() {
        assertThatThrownBy(() -> new NoticeTimeRules(
                        RULES.lead(),
                        RULES.room(),
                        Duration.ofHours(1),
                        RULES.sendByTime(),
                        Duration.ofHours(2),
                        QuietHours.DEFAULT))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("expiry");
    }

    @Property
    void an_appointment_made_early_leaves_three_sending_hours_before_its_send_by(@ForAll("starts") Instant start) {
        NoticeTimes times = NoticeTimes.of(start, start.minus(Duration.ofDays(5)), false);
        assertThat(times.due()).isBeforeOrEqualTo(start.minus(Duration.ofHours(24)));
        long sendable = 0;
        for (Instant minute = times.due();
                minute.isBefore(times.sendBy());
                minute = minute.plus(Duration.ofMinutes(1))) {
            sendable += times.mayBeSentAt(minute) ? 1 : 0;
        }
        assertThat(sendable).isGreaterThanOrEqualTo(180);
        assertThat(times.mayBeSentAt(times.due())).isTrue();
    }

    @Property
    void it_is_never_sent_before_it_is_made_nor_in_the_night_nor_within_two_hours(
            @ForAll("starts") Instant start,
            @ForAll @net.jqwik.api.constraints.LongRange(min = -2880, max = 8640) long minutesBefore,
            @ForAll @net.jqwik.api.constraints.LongRange(min = -120, max = 8640) long sentBefore) {
        Instant made = start.minus(Duration.ofMinutes(minutesBefore));
        Instant sent = start.minus(Duration.ofMinutes(sentBefore));
        NoticeTimes times = NoticeTimes.of(start, made, false);
        assertThat(times.due()).isAfterOrEqualTo(made);
        if (times.mayBeSentAt(sent)) {
            LocalTime local = sent.atZone(NoticeTimeRules.ZONE).toLocalTime();
            assertThat(sent).isAfterOrEqualTo(made).isBefore(start.minus(Duration.ofHours(2)));
            assertThat(local).isAfterOrEqualTo(LocalTime.of(8, 0)).isBefore(LocalTime.of(21, 0));
            assertThat(times.firstSendable()).isBeforeOrEqualTo(sent);
        }
    }

    @Property
    void making_it_later_never_makes_it_due_earlier(
            @ForAll("starts") Instant start,
            @ForAll @net.jqwik.api.constraints.LongRange(min = 0, max = 8640) long minutesBefore,
            @ForAll boolean lifted) {
        Instant made = start.minus(Duration.ofMinutes(minutesBefore));
        NoticeTimes first = NoticeTimes.of(start, made, lifted);
        NoticeTimes later = NoticeTimes.of(start, made.plus(Duration.ofMinutes(7)), lifted);
        assertThat(later.due()).isAfterOrEqualTo(first.due());
        assertThat(later.sendBy()).isEqualTo(first.sendBy());
    }

    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.longs().between(0, 60L * 24 * 400).map(minute -> at("2021-01-01T00:00")
                .plus(Duration.ofMinutes(minute)));
    }

    private static NoticeTimes usual(boolean lifted) {
        return NoticeTimes.of(at("2021-01-16T09:00"), at("2021-01-12T10:00"), lifted);
    }

    private static Instant at(String local) {
        return instant(LocalDateTime.parse(local));
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(NoticeTimeRules.ZONE).toInstant();
    }
}
