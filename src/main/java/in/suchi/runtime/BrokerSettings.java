package in.suchi.runtime;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
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
        @DefaultValue("1024") int storeMegabytes) {

    @Override
    public String toString() {
        return "BrokerSettings[embedded=" + embedded + ", folder=" + folder + ", url=" + url + "]";
    }
}
