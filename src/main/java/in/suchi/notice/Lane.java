package in.suchi.notice;

import in.suchi.gateway.GatewayKind;
import in.suchi.gateway.GatewayProfile;
import java.time.Duration;

/**
 * How one gateway's work is cut up, from its agreed limits: {@code batch} notices a message, {@code consumers} messages at a
 * time. Their product is what can be under way, and so in doubt after a crash: never more than the profile allows.
 *
 * @param window notices that may be released and not yet submitted at one time
 * @param submitLease real time a claimed batch is given; then its outcome counts as unknown
 */
record Lane(GatewayProfile profile, int batch, int consumers, int window, Duration submitLease) {

    private static final int MOST_CONSUMERS = 8;

    static Lane of(GatewayProfile profile, DispatchSettings settings) {
        double perSecond = profile.limits().perSecond();
        int underWay = profile.limits().underWay();
        // Two halves overlap: while one waits for the gateway, the other is claimed or recorded. A slow gateway gets
        // small batches,
        // so that no claimed notice waits for its turn.
        int batch = Math.max(1, Math.min(settings.batch(), Math.min(underWay / 2, (int) (perSecond / 4))));
        int consumers = Math.max(1, Math.min(MOST_CONSUMERS, underWay / batch));
        int window = Math.max(1, (int) (perSecond * settings.window().toMillis() / 1000));
        return new Lane(profile, batch, consumers, window, lease(profile));
    }

    private static Duration lease(GatewayProfile profile) {
        return roundTrip(profile).multipliedBy(2).plusSeconds(5);
    }

    private static Duration roundTrip(GatewayProfile profile) {
        return profile.timeouts().connect().plus(profile.timeouts().answer());
    }

    /** Longest time a single submit takes before it is given up. */
    Duration longestSubmit() {
        return roundTrip(profile);
    }

    String gateway() {
        return profile.name();
    }

    boolean calls() {
        return profile.kind() == GatewayKind.VOICE;
    }

    boolean hasCanary() {
        return profile.canary().count() > 0 && profile.sendsReceipts();
    }
}
