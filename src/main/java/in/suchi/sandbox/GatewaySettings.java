package in.suchi.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a simulated gateway is set up.
 *
 * @param port 0 takes any free one at the first start and keeps it from then on
 * @param username the account; the JSON gateway uses only the password, as bearer token
 * @param folder where {@code messages.csv} is appended durably before a message is acknowledged; null keeps messages in
 *     memory only
 * @param receiptDelay real time from taking a message to its final receipt
 * @param retryDelay real time between the tries of one receipt
 * @param receiptTries after so many refused tries a receipt is lost
 * @param maxParts longer texts are cut off silently
 */
public record GatewaySettings(
        int port,
        String username,
        String password,
        Path folder,
        SmsOutcomes outcomes,
        Duration receiptDelay,
        Duration retryDelay,
        int receiptTries,
        int maxParts,
        Clock clock) {

    public GatewaySettings {
        if (maxParts < 1 || receiptTries < 1) {
            throw new IllegalArgumentException("a gateway needs at least one part per message and one try per receipt");
        }
    }

    public static GatewaySettings of(String username, String password) {
        return new GatewaySettings(
                0,
                username,
                password,
                null,
                SmsOutcomes.allDelivered(),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                4,
                10,
                Clock.systemUTC());
    }

    public GatewaySettings withPort(int value) {
        return new GatewaySettings(
                value, username, password, folder, outcomes, receiptDelay, retryDelay, receiptTries, maxParts, clock);
    }

    public GatewaySettings withFolder(Path value) {
        return new GatewaySettings(
                port, username, password, value, outcomes, receiptDelay, retryDelay, receiptTries, maxParts, clock);
    }

    public GatewaySettings withOutcomes(SmsOutcomes value) {
        return new GatewaySettings(
                port, username, password, folder, value, receiptDelay, retryDelay, receiptTries, maxParts, clock);
    }

    public GatewaySettings withReceiptDelay(Duration value) {
        return new GatewaySettings(
                port, username, password, folder, outcomes, value, retryDelay, receiptTries, maxParts, clock);
    }

    public GatewaySettings withReceiptRetries(Duration between, int tries) {
        return new GatewaySettings(
                port, username, password, folder, outcomes, receiptDelay, between, tries, maxParts, clock);
    }

    public GatewaySettings withMaxParts(int value) {
        return new GatewaySettings(
                port, username, password, folder, outcomes, receiptDelay, retryDelay, receiptTries, value, clock);
    }

    public GatewaySettings withClock(Clock value) {
        return new GatewaySettings(
                port, username, password, folder, outcomes, receiptDelay, retryDelay, receiptTries, maxParts, value);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "GatewaySettings[port=" + port + ", username=" + username + ", folder=" + folder + "]";
    }
}
