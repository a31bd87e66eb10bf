package in.suchi.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.support.HubTest;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The shipped routes 00 and 90 on a real broker and a real database, with one kind of work of the test's own. */
@TestPropertySource(
        properties = {
            "suchi.routes.publish-dead-letter-period=200",
            "suchi.routes.reconcile-dead-letters-period=500",
            "spring.datasource.hikari.connection-timeout=500"
        })
@DirtiesContext
class RetryDeadLetterRouteTest extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Work on the queue test.work: it always fails, and is put back by noting its id. */
    static final class Errands implements FailureHandler {
        final List<String> putBack = new CopyOnWriteArrayList<>();
        final List<String> worked = new CopyOnWriteArrayList<>();
        private final DeadLetters letters;

        Errands(DeadLetters letters) {
            this.letters = letters;
        }

        @Override
        public Set<String> kinds() {
            return Set.of("other");
        }

        @Override
        public void failed(FailedWork work) {
            letters.open(work.queue(), "other", work.subject(), work.district(), "disk-full", work.error(), 3);
        }

        @Override
        public String putBack(String kind, String subject) {
            putBack.add(subject);
            return null;
        }

        public void work(org.apache.camel.Exchange exchange) {
            worked.add(exchange.getMessage().getHeader("hubId", String.class));
            throw new IllegalStateException("no room for 9876543210");
        }
    }

    @TestConfiguration
    static class Parts {
        @Bean
        Errands errands(DeadLetters letters) {
            return new Errands(letters);
        }

        @Bean
        RouteBuilder errandRoute() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("activemq6:queue:test.work")
                            .routeId("run-errand")
                            .description("Always fails.")
                            .to("bean:errands?method=work");
                }
            };
        }
    }

    @Autowired
    Errands errands;

    @Autowired
    DeadLetters letters;

    @Autowired
    DeadLetterDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConnectionFactory broker;

    @Autowired
    ProducerTemplate producer;

    @Value("${suchi.broker.name}")
    String brokerName;

    @BeforeEach
    void nothingIsOpen() {
        jdbc.sql("update dead_letter set state = 'discarded' where state in ('open', 'retried')")
                .update();
        errands.putBack.clear();
        errands.worked.clear();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).isEmpty());
    }

    private long fails(String hubId) {
        producer.sendBodyAndHeaders(
                "activemq6:queue:test.work", hubId, Map.of("hubKind", "other", "hubId", hubId, "district", "patna"));
        return await().atMost(SOON).until(() -> openId(hubId), id -> id > 0);
    }

    private long openId(String subject) {
        return jdbc.sql("select coalesce(max(dead_letter_id), 0) from dead_letter where subject = ? and state = 'open'")
                .param(subject)
                .query(Long.class)
                .single();
    }

    @Test
    void aFailureBecomesARowAndItsShadowSaysWhyWithoutPersonalData() throws Exception {
        long id = fails("11");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).containsExactly(id));
        Message shadow = browse("DLQ.test.work").get(0);
        assertThat(shadow.getStringProperty("hubId")).isEqualTo("11");
        assertThat(shadow.getStringProperty("hubKind")).isEqualTo("other");
        assertThat(shadow.getStringProperty("district")).isEqualTo("patna");
        assertThat(shadow.getStringProperty("reason")).isEqualTo("disk-full");
        assertThat(shadow.getIntProperty("attempts")).isEqualTo(3);
        assertThat(shadow.getStringProperty("firstFailedAt")).endsWith("+05:30");
        assertThat(shadow.getStringProperty("lastError")).contains("no room for ******3210");
        assertThat(shadow.getBody(String.class)).isEqualTo("11");
    }

    @Test
    void whatWasPurgedFromTheDlqIsPublishedAgainUntilItIsDiscarded() throws Exception {
        long id = fails("12");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).containsExactly(id));

        purge("DLQ.test.work");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).containsExactly(id));
        desk.discard(List.of(id), Officer.everywhere("operator"), "no longer needed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).isEmpty());
    }

    @Test
    void theShadowOfWorkThatWasPutBackGoesAndADoubledShadowBecomesOne() throws Exception {
        long id = fails("13");
        long other = fails("14");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).hasSize(2));
        jdbc.sql("update dead_letter set shadow_sent_at = null where dead_letter_id = ?")
                .param(other)
                .update();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).hasSize(3));

        assertThat(desk.retry(List.of(id), Officer.everywhere("operator")))
                .containsExactly(new RepairResult(id, true, "put back"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).containsExactly(other));
        assertThat(errands.putBack).containsExactly("13");
    }

    @Test
    void aShadowMovedBackWithABrokerToolCountsAsARetryAndIsNotWorkItself() throws Exception {
        long id = fails("15");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shadows("DLQ.test.work")).containsExactly(id));
        errands.worked.clear();

        move("DLQ.test.work", "test.work");

        await().atMost(SOON).untilAsserted(() -> assertThat(errands.putBack).containsExactly("15"));
        assertThat(errands.worked).isEmpty();
        assertThat(desk.find(id).orElseThrow().state()).isEqualTo("retried");
        assertThat(desk.history(id))
                .extracting(DeadLetterDesk.Event::actor)
                .last()
                .isEqualTo("broker tool");
        assertThat(shadows("DLQ.test.work")).isEmpty();
    }

    @Test
    void eachPieceOfWorkThatAFailedMessageNamesGetsItsOwnDeadLetter() {
        producer.sendBodyAndHeaders(
                "activemq6:queue:test.work", "", Map.of("hubKind", "other", "hubId", "21,22, 23", "district", "gaya"));

        await().atMost(SOON).untilAsserted(() -> assertThat(List.of(openId("21"), openId("22"), openId("23")))
                .doesNotContain(0L)
                .doesNotHaveDuplicates());
    }

    @Test
    void whileTheDatabaseIsAwayTheMessageStaysAndIsRecordedWhenItIsBack() throws Exception {
        String url = jdbc.sql("select current_database()").query(String.class).single();
        int port = jdbc.sql("select inet_server_port()").query(Integer.class).single();
        connections(port, url, false);
        try {
            producer.sendBodyAndHeaders("activemq6:queue:test.work", "31", Map.of("hubKind", "other", "hubId", "31"));
            await().atMost(SOON).until(() -> errands.worked.size() >= 2); // it came again
        } finally {
            connections(port, url, true);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> openId("31") > 0);
        await().atMost(SOON).untilAsserted(() -> assertThat(browse("test.work")).isEmpty());
    }

    private static void connections(int port, String database, boolean allowed) throws SQLException {
        try (java.sql.Connection admin = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
                Statement statement = admin.createStatement()) {
            statement.execute("alter database " + database + " with allow_connections " + allowed);
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            }
        }
    }

    private List<Long> shadows(String queue) throws JMSException {
        List<Long> ids = new ArrayList<>();
        for (Message message : browse(queue)) {
            ids.add(Long.valueOf(message.getStringProperty("deadLetterId")));
        }
        return ids;
    }

    private List<Message> browse(String queue) throws JMSException {
        try (Connection connection = broker.createConnection()) {
            connection.start();
            try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                    QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                List<Message> messages = new ArrayList<>();
                for (Object message : Collections.list(browser.getEnumeration())) {
                    messages.add((Message) message);
                }
                return messages;
            }
        }
    }

    /** As an administrator does with the broker's own tools, which all go through JMX. */
    private void purge(String queue) throws JMException {
        queueSeenByTools(queue).invoke("purge");
    }

    private void move(String from, String to) throws JMException {
        Object moved = queueSeenByTools(from).invoke("moveMatchingMessagesTo", "JMSMessageID <> ''", to);
        assertThat(moved).isEqualTo(1);
    }

    private interface Managed {
        Object invoke(String operation, String... arguments) throws JMException;
    }

    private Managed queueSeenByTools(String queue) throws JMException {
        ObjectName name = new ObjectName("org.apache.activemq:type=Broker,brokerName=" + brokerName
                + ",destinationType=Queue,destinationName=" + queue);
        return (operation, arguments) -> ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        name,
                        operation,
                        arguments,
                        Collections.nCopies(arguments.length, String.class.getName())
                                .toArray(String[]::new));
    }
}
