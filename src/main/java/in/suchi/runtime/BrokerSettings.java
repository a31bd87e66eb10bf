package in.suchi.runtime;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The broker.
 *
 * @param embedded an ActiveMQ in this process with KahaDB; false: {@code url} names an external one or a network of them
 * @param name of the embedded broker; unique in one process
 * @param folder the embedded broker's store
 * @param url of the external broker, e.g. {@code failover:(ssl://mq1:61617,ssl://mq2:61617)}
 * @param user for the external broker
 * @param password for the external broker; from the environment, never from a file in the repository
 * @param storeMegabytes limit of the embedded store
 * @param connector where the embedded broker listens for others, e.g. {@code ssl://0.0.0.0:61617}; empty: nowhere
 * @param accounts who may log in at the connector, by user name
 */
@Validated
@ConfigurationProperties(prefix = "suchi.broker", ignoreUnknownFields = false)
record BrokerSettings(
        @DefaultValue("true") boolean embedded,
        @NotBlank @DefaultValue("suchi") String name,
        @NotNull @DefaultValue("./data/broker") Path folder,
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("1024") int storeMegabytes,
        @DefaultValue("") String connector,
        @DefaultValue @Valid Map<String, Account> accounts) {

    /**
     * Who may log in at the embedded broker's connector.
     *
     * @param password from the environment, never from a file in the repository
     * @param district slug: reads the queues of this district and nothing else; empty: everything, on all queues
     */
    record Account(
            @NotBlank(message = "is missing: name a variable of the environment")
            String password,

            @DefaultValue("") String district) {

        @Override
        public String toString() {
            return "Account[district=" + district + "]";
        }
    }

    BrokerSettings {
        if (!connector.isBlank() && accounts.isEmpty()) {
            throw new IllegalArgumentException(
                    "suchi.broker.connector: it would be open to everybody; name those who may"
                            + " log in under suchi.broker.accounts, or leave it empty");
        }
        if (accounts.containsKey(BrokerAccess.EVERYTHING)) {
            throw new IllegalArgumentException("suchi.broker.accounts." + BrokerAccess.EVERYTHING
                    + ": this is the hub's own login; give the account another name");
        }
    }

    @Override
    public String toString() {
        return "BrokerSettings[embedded=" + embedded + ", folder=" + folder + ", url=" + url + "]";
    }
}
