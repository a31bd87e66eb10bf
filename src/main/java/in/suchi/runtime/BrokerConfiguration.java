package in.suchi.runtime;

import java.io.File;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;

/**
 * The embedded broker is a bean of its own, started before and stopped after everything that uses it: a broker created by a
 * {@code vm://} URL would stop before its consumers.
 */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "suchi.broker.embedded", havingValue = "true", matchIfMissing = true)
    static class Embedded {

        @Bean
        BrokerAccess brokerAccess(BrokerSettings settings) {
            return new BrokerAccess(settings);
        }

        @Bean(initMethod = "start", destroyMethod = "stop")
        BrokerService broker(BrokerSettings settings, BrokerAccess access) throws Exception {
            BrokerService broker = new BrokerService();
            broker.setBrokerName(settings.name());
            // The broker's own tools (and the console) see it through JMX inside this process; nothing listens for it.
            broker.setUseJmx(true);
            broker.getManagementContext().setCreateConnector(false);
            broker.setUseShutdownHook(false);
            broker.setSchedulerSupport(false);
            broker.setAdvisorySupport(false);
            File folder = settings.folder().toFile();
            broker.setDataDirectoryFile(folder);
            KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
            store.setDirectory(folder);
            broker.setPersistenceAdapter(store);
            broker.getSystemUsage().getStoreUsage().setLimit(settings.storeMegabytes() * 1024L * 1024L);
            // A full broker refuses visibly instead of blocking producers for ever.
            broker.getSystemUsage().setSendFailIfNoSpaceAfterTimeout(5_000);
            PolicyEntry queues = new PolicyEntry();
            queues.setQueue(">");
            queues.setProducerFlowControl(true);
            // Browsing a DLQ must show all of it.
            queues.setMaxBrowsePageSize(100_000);
            PolicyMap policies = new PolicyMap();
            policies.setDefaultEntry(queues);
            broker.setDestinationPolicy(policies);
            access.open(broker);
            return broker;
        }

        @Bean
        @DependsOn("broker")
        ActiveMQConnectionFactory brokerConnectionFactory(BrokerSettings settings, BrokerAccess access) {
            return connectionFactory(
                    "vm://" + settings.name() + "?create=false", access.hubUser(), access.hubPassword());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "suchi.broker.embedded", havingValue = "false")
    static class External {

        @Bean
        ActiveMQConnectionFactory brokerConnectionFactory(BrokerSettings settings) {
            if (settings.url().isBlank()) {
                throw new IllegalStateException(
                        "suchi.broker.url is empty although suchi.broker.embedded=false; set it in config/production/ to"
                                + " the broker's address, e.g. failover:(ssl://mq1:61617,ssl://mq2:61617)");
            }
            return connectionFactory(settings.url(), settings.user(), settings.password());
        }
    }

    @Bean(destroyMethod = "stop")
    @Primary
    JmsPoolConnectionFactory pooledConnectionFactory(ActiveMQConnectionFactory broker) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker);
        pool.setMaxConnections(4);
        return pool;
    }

    /** Redelivery is only for "the failure could not even be recorded": for ever, with growing pauses; retries proper are the ledger's. */
    private static ActiveMQConnectionFactory connectionFactory(String url, String user, String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        if (!user.isBlank()) {
            factory.setUserName(user);
            factory.setPassword(password);
        }
        RedeliveryPolicy redelivery = new RedeliveryPolicy();
        redelivery.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        redelivery.setInitialRedeliveryDelay(1_000);
        redelivery.setUseExponentialBackOff(true);
        redelivery.setBackOffMultiplier(2);
        redelivery.setMaximumRedeliveryDelay(30_000);
        factory.setRedeliveryPolicy(redelivery);
        factory.setWatchTopicAdvisories(false);
        factory.setNonBlockingRedelivery(true);
        return factory;
    }
}
