package in.suchi.district;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pushes to districts and sites.
 *
 * @param lead how long before its session a roster is pushed for the first time (domain time)
 * @param window pushes to one endpoint that may be under way or on the broker at once
 * @param queuedLease after this long a push whose message was lost is released again
 * @param sendingLease after this long a push whose hub was killed is released again; longer than the slowest push takes
 * @param backOff waits between the tries of one push; the last one repeats
 * @param tries after so many it is a dead letter
 * @param probeEvery how often an endpoint that refuses the login is tried; its work waits meanwhile and loses no tries
 * @param indexWait how long an index may wait for the endpoint's other pushes of that date
 * @param finalBy time of the day before the session by which the final roster must be there
 * @param grace how much later than 48 hours before the session the first roster still counts as in time, since it is sent
 *     at that moment
 */
@Validated
@ConfigurationProperties(prefix = "suchi.pushes", ignoreUnknownFields = false)
record PushSettings(
        @NotNull @DefaultValue("48h") Duration lead,
        @Min(1) @DefaultValue("20") int window,
        @NotNull @DefaultValue("1m") Duration queuedLease,
        @NotNull @DefaultValue("5m") Duration sendingLease,

        @NotEmpty @DefaultValue({"10s", "30s", "1m", "5m", "15m"})
        List<Duration> backOff,

        @Min(1) @DefaultValue("12") int tries,
        @NotNull @DefaultValue("1m") Duration probeEvery,
        @NotNull @DefaultValue("10s") Duration indexWait,
        @NotNull @DefaultValue("18:00") LocalTime finalBy,
        @NotNull @DefaultValue("30m") Duration grace) {

    @AssertTrue(message = "back-off, leases, probe-every and lead must be longer than nothing")
    boolean isEachWaitPositive() {
        return backOff.stream().allMatch(PushSettings::positive)
                && positive(queuedLease)
                && positive(sendingLease)
                && positive(probeEvery)
                && positive(lead);
    }

    /** The wait after this many tries (1 or more). */
    Duration waitAfter(int tries) {
        return backOff.get(Math.min(Math.max(tries, 1), backOff.size()) - 1);
    }

    private static boolean positive(Duration wait) {
        return !wait.isNegative() && !wait.isZero();
    }
}
