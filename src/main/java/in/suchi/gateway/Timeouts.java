package in.suchi.gateway;

import java.time.Duration;

/**
 * How long a gateway is waited for, in real time.
 *
 * @param connect longest time to get a connection
 * @param answer longest silence after the request went out; then the attempt is in doubt
 */
public record Timeouts(Duration connect, Duration answer) {
    public Timeouts {
        Durations.positive("connect", connect);
        Durations.positive("answer", answer);
    }
}
