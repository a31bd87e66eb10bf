package in.suchi.deadletter;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the broker's {@code DLQ.…} queues showing what the table {@code dead_letter} says: every open letter has one message, no
 * other letter has any. The table is the truth; a purge, a lost store or a doubled message is put right at the next look.
 */
@Component("deadLetterShadows")
public class DeadLetterShadows {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterShadows.class);
    private static final int RELEASED_AT_ONCE = 500;
    private static final int SELECTED_AT_ONCE = 200;
    private static final long RECEIVE_MILLIS = 1_000;

    private final JdbcClient jdbc;
    private final ConnectionFactory broker;
    private final DeadLetterSettings settings;

    DeadLetterShadows(JdbcClient jdbc, ConnectionFactory broker, DeadLetterSettings settings) {
        this.jdbc = jdbc;
        this.broker = broker;
        this.settings = settings;
    }

    /**
     * Open letters without a shadow, marked as published: commit first, then send. What is lost in between is missed by the next
     * {@link #reconcile} and released again.
     */
    public List<DeadLetter> release() {
        return jdbc.sql("update dead_letter set shadow_sent_at = clock_timestamp() where dead_letter_id in ("
                        + " select dead_letter_id from ("
                        + "   select dead_letter_id, shadow_sent_at,"
                        + "          row_number() over (partition by queue, district order by dead_letter_id) as place"
                        + "   from dead_letter where state = 'open') open"
                        + " where shadow_sent_at is null and place <= ? order by dead_letter_id limit ?)"
                        + " and state = 'open' returning " + DeadLetter.COLUMNS)
                .params(settings.shadowsPerQueue(), RELEASED_AT_ONCE)
                .query(DeadLetter::of)
                .list();
    }

    /** Turns the exchange whose body is a dead letter into its shadow, addressed to its DLQ. */
    public void compose(Exchange exchange) {
        DeadLetter letter = exchange.getMessage().getBody(DeadLetter.class);
        exchange.getMessage().setHeaders(new HashMap<>(ShadowMessage.properties(letter)));
        exchange.getMessage().setHeader("CamelJmsDestinationName", letter.shadowQueue());
        exchange.getMessage().setBody(ShadowMessage.body(letter));
    }

    /** Compares the DLQs with the table: what is missing is released again, what should not be there is taken away. */
    public void reconcile() throws JMSException {
        // The look at the table comes before the look at the queues: a shadow sent in between is not missed, it is not
        // judged.
        Map<String, Set<Long>> sent = new TreeMap<>();
        Set<Long> open = new HashSet<>();
        jdbc.sql("select " + DeadLetter.COLUMNS + ", shadow_sent_at from dead_letter"
                        + " where shadow_sent_at < clock_timestamp() - interval '5 seconds'")
                .query((row, n) -> {
                    DeadLetter letter = DeadLetter.of(row, n);
                    sent.computeIfAbsent(letter.shadowQueue(), q -> new HashSet<>())
                            .add(letter.id());
                    if ("open".equals(letter.state())) {
                        open.add(letter.id());
                    }
                    return letter;
                })
                .list();
        if (sent.isEmpty()) {
            return;
        }
        try (Connection connection = broker.createConnection()) {
            connection.start();
            try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                for (Map.Entry<String, Set<Long>> queue : sent.entrySet()) {
                    compare(session, queue.getKey(), queue.getValue(), open);
                }
            }
        }
    }

    private void compare(Session session, String queue, Set<Long> sent, Set<Long> open) throws JMSException {
        Map<Long, Integer> there = browse(session, queue);
        List<Long> purged = sent.stream()
                .filter(id -> open.contains(id) && !there.containsKey(id))
                .toList();
        Map<Long, Integer> unwanted = new TreeMap<>();
        there.forEach((id, times) -> {
            if (times > 1 || (sent.contains(id) && !open.contains(id))) {
                unwanted.put(id, times);
            }
        });
        unwanted.putAll(ofOtherStates(there.keySet(), sent));
        remove(session, queue, unwanted);
        // Gone for good, or (doubled and purged ones) to be released again.
        List<Long> forgotten = new ArrayList<>(purged);
        forgotten.addAll(unwanted.keySet());
        sent.stream().filter(id -> !open.contains(id)).forEach(forgotten::add);
        forget(forgotten);
        if (!purged.isEmpty()) {
            LOG.info(
                    "{} messages of open dead letters were purged from {}; they are published again",
                    purged.size(),
                    queue);
        }
    }

    /** Messages whose letter is no longer open although no shadow of it is known: left behind by a crash. */
    private Map<Long, Integer> ofOtherStates(Set<Long> there, Set<Long> known) {
        Set<Long> unknown = there.stream().filter(id -> !known.contains(id)).collect(Collectors.toSet());
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Set<Long> open = Set.copyOf(
                jdbc.sql("select dead_letter_id from dead_letter where state = 'open' and dead_letter_id = any(?)")
                        .param(unknown.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
        return unknown.stream().filter(id -> !open.contains(id)).collect(Collectors.toMap(id -> id, id -> 1));
    }

    private void forget(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("update dead_letter set shadow_sent_at = null where dead_letter_id = any(?)")
                    .param(ids.toArray(Long[]::new))
                    .update();
        }
    }

    private static Map<Long, Integer> browse(Session session, String queue) throws JMSException {
        Map<Long, Integer> there = new TreeMap<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                long id = idOf((Message) messages.nextElement());
                if (id > 0) {
                    there.merge(id, 1, Integer::sum);
                }
            }
        }
        return there;
    }

    private static long idOf(Message message) throws JMSException {
        try {
            return Long.parseLong(message.getStringProperty(ShadowMessage.DEAD_LETTER_ID));
        } catch (NumberFormatException e) {
            return 0; // not ours: left alone
        }
    }

    private static void remove(Session session, String queue, Map<Long, Integer> unwanted) throws JMSException {
        List<Long> ids = List.copyOf(unwanted.keySet());
        for (int from = 0; from < ids.size(); from += SELECTED_AT_ONCE) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + SELECTED_AT_ONCE));
            int expected = some.stream().mapToInt(unwanted::get).sum();
            String selector = some.stream()
                    .map(id -> "'" + id + "'")
                    .collect(Collectors.joining(",", ShadowMessage.DEAD_LETTER_ID + " in (", ")"));
            try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selector)) {
                int received = 0;
                while (received < expected && consumer.receive(RECEIVE_MILLIS) != null) {
                    received++;
                }
            }
        }
    }
}
