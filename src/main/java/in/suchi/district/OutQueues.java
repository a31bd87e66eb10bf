package in.suchi.district;

import in.suchi.list.ListJson;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The queues that districts' systems consume. Older revisions of a session are taken off and the new one is put on in one
 * transaction of its own, committed before the push counts as accepted: neither none nor two of them lie there.
 */
@Component("outQueues")
public class OutQueues {

    private static final String SESSION = "session_id";

    /** A message that was browsed may be with a consumer by now: then it does not come. */
    private static final long TAKE_MILLIS = 1_000;

    private final ConnectionFactory broker;
    private final DistrictEndpoints endpoints;

    OutQueues(@Qualifier("pooledConnectionFactory") ConnectionFactory broker, DistrictEndpoints endpoints) {
        this.broker = broker;
        this.endpoints = endpoints;
    }

    /** Puts the list on its queue; fails when the queue is full. */
    public void put(Delivery delivery) throws JMSException {
        ClaimedPush push = delivery.push();
        if (!(endpoints.get(push.endpoint()) instanceof QueueEndpoint endpoint)) {
            throw new IllegalStateException("the endpoint " + push.endpoint() + " is no queue");
        }
        try (JMSContext context = broker.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(QueueEndpoint.queueOf(push.kind(), push.district()));
            takeOlder(context, queue, push.sessionId(), endpoint.bound());
            context.createProducer().setTimeToLive(endpoint.keep().toMillis()).send(queue, message(context, delivery));
            context.commit();
        }
    }

    private static void takeOlder(JMSContext context, Queue queue, String sessionId, int bound) throws JMSException {
        int ofSession = 0;
        int others = 0;
        try (QueueBrowser browser = context.createBrowser(queue)) {
            for (Object message : Collections.list(browser.getEnumeration())) {
                if (sessionId.equals(((Message) message).getStringProperty(SESSION))) {
                    ofSession++;
                } else {
                    others++;
                }
            }
        }
        if (others >= bound) {
            throw new PushFailure.QueueFull(queue.getQueueName(), others);
        }
        int taken = 0;
        if (ofSession > 0) {
            String selector = SESSION + " = '" + sessionId.replace("'", "''") + "'";
            try (JMSConsumer consumer = context.createConsumer(queue, selector)) {
                while (taken < ofSession && consumer.receive(TAKE_MILLIS) != null) {
                    taken++;
                }
            }
        }
    }

    private static TextMessage message(JMSContext context, Delivery delivery) throws JMSException {
        TextMessage message =
                context.createTextMessage(new String(ListJson.whole(delivery.list()), StandardCharsets.UTF_8));
        message.setStringProperty(SESSION, delivery.push().sessionId());
        message.setStringProperty("site_code", delivery.push().siteCode());
        message.setStringProperty("district", delivery.push().district());
        message.setIntProperty("revision", delivery.push().revision());
        message.setIntProperty("replaces", delivery.push().replaces());
        message.setStringProperty("digest", delivery.list().digest());
        return message;
    }
}
