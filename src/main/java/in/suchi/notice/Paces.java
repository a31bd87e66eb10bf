package in.suchi.notice;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Keeps each gateway's agreed rate: a message of the queue waits here, before its notices are claimed, for its turn. */
@Component("paces")
public class Paces {

    private static final String TURN = "suchiTurn";

    private final Lanes lanes;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    Paces(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Waits until the notices of one message may be submitted. */
    public void await(@Header("gateway") String gateway, @Header("hubId") String ids, Exchange exchange)
            throws InterruptedException {
        Pace pace = paces.computeIfAbsent(
                gateway, g -> new Pace(lanes.of(g).profile().limits().perSecond()));
        exchange.setProperty(TURN, pace.take(NoticeIds.of(ids).length));
    }

    /** The turn is used now, by those that could be claimed. */
    public void begin(Exchange exchange) {
        List<?> claimed = exchange.getMessage().getBody(List.class);
        exchange.getProperty(TURN, Pace.Turn.class).begins(claimed.size());
    }
}
