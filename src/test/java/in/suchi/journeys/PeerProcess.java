package in.suchi.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.broker.BrokerService;

/**
 * A peer in a JVM of its own: {@code broker PORT} is an ActiveMQ, {@code mail SMTP-PORT POP3-PORT USER PASSWORD} a GreenMail whose
 * mails can be fetched by POP3.
 */
final class PeerProcess {

    private PeerProcess() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("broker")) {
            BrokerService broker = new BrokerService();
            broker.setPersistent(false);
            broker.setUseJmx(false);
            broker.addConnector("tcp://127.0.0.1:" + args[1]);
            broker.start();
        } else {
            GreenMail mail = new GreenMail(new ServerSetup[] {
                new ServerSetup(Integer.parseInt(args[1]), "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
                new ServerSetup(Integer.parseInt(args[2]), "127.0.0.1", ServerSetup.PROTOCOL_POP3)
            });
            mail.start();
            mail.setUser(args[3], args[3], args[4]);
        }
        new CountDownLatch(1).await();
    }
}
