package in.suchi.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker, opened over TCP: everybody logs in, and a district sees its own queues only. */
class BrokerAccessTest {

    @TempDir
    static Path folder;

    private static final BrokerConfiguration.Embedded EMBEDDED = new BrokerConfiguration.Embedded();
    private static BrokerService broker;
    private static ActiveMQConnectionFactory hub;
    private static URI address;

    @BeforeAll
    static void anOpenBroker() throws Exception {
        BrokerSettings settings = settings(
                "tcp://127.0.0.1:0",
                Map.of(
                        "patna-it", new BrokerSettings.Account("patna-pw", "patna"),
                        "gaya-it", new BrokerSettings.Account("gaya-pw", "gaya"),
                        "watcher", new BrokerSettings.Account("watch-pw", "")));
        BrokerAccess access = EMBEDDED.brokerAccess(settings);
        broker = EMBEDDED.broker(settings, access);
        broker.start();
        broker.waitUntilStarted();
        hub = EMBEDDED.brokerConnectionFactory(settings, access);
        address = broker.getTransportConnectors().get(0).getConnectUri();
        send(hub.createConnection(), "roster.push.patna");
        send(hub.createConnection(), "roster.push.gaya");
        send(hub.createConnection(), "sms.submit");
    }

    private static BrokerSettings settings(String connector, Map<String, BrokerSettings.Account> accounts) {
        return new BrokerSettings(true, "access-test", folder, "", "", "", 64, connector, accounts);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
    }

    @Test
    void aDistrictLooksIntoItsOwnQueues() throws JMSException {
        assertThat(browse("patna-it", "patna-pw", "roster.push.patna")).hasSize(1);
        assertThat(browse("patna-it", "patna-pw", "DLQ.sms.submit.patna")).isEmpty();
    }

    @Test
    void anothersQueuesAndTheStatesAreClosedToIt() {
        for (String queue : List.of("roster.push.gaya", "sms.submit", "DLQ.sms.submit.gaya", "extract.load")) {
            assertThatThrownBy(() -> browse("patna-it", "patna-pw", queue))
                    .as(queue)
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("is not authorized");
        }
    }

    @Test
    void aDistrictPutsNothingIntoAQueue() {
        assertThatThrownBy(() -> send(connection("patna-it", "patna-pw"), "roster.push.patna"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("is not authorized to write");
    }

    @Test
    void whoWatchesAllSeesAll() throws JMSException {
        assertThat(browse("watcher", "watch-pw", "sms.submit")).hasSize(1);
        assertThat(browse("watcher", "watch-pw", "roster.push.gaya")).hasSize(1);
    }

    @Test
    void withoutTheRightPasswordNobodyComesIn() {
        assertThatThrownBy(() -> browse("patna-it", "gaya-pw", "roster.push.patna"))
                .isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> browse(null, null, "roster.push.patna")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void aConnectorWithoutAccountsIsRefused() {
        assertThatThrownBy(() -> settings("tcp://127.0.0.1:0", Map.of()))
                .hasMessageContaining("it would be open to everybody");
        assertThatCode(() -> settings("", Map.of())).doesNotThrowAnyException();
    }

    private static Connection connection(String user, String password) throws JMSException {
        return new ActiveMQConnectionFactory(address.toString()).createConnection(user, password);
    }

    private static List<?> browse(String user, String password, String queue) throws JMSException {
        try (Connection connection = connection(user, password)) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                return Collections.list((java.util.Enumeration<?>) browser.getEnumeration());
            }
        }
    }

    private static void send(Connection connection, String name) throws JMSException {
        try (connection) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(name);
            session.createProducer(queue).send(session.createTextMessage("1"));
        }
    }
}
