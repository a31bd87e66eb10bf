package in.suchi.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Gathers the outcomes of one message's notices; the message's own headers are kept. */
@Component("outcomeList")
public class OutcomeList implements AggregationStrategy {

    OutcomeList() {}

    @Override
    public Exchange aggregate(Exchange before, Exchange one) {
        throw new UnsupportedOperationException("only splits are gathered");
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange one, Exchange message) {
        Exchange gathered = before == null ? one : before;
        List<?> found = one.getMessage().getBody(List.class);
        if (before == null) {
            gathered.getMessage().setHeaders(new HashMap<>(message.getMessage().getHeaders()));
            gathered.getMessage().setBody(new ArrayList<SubmitOutcome>());
        }
        if (found != null) {
            @SuppressWarnings("unchecked")
            List<Object> outcomes = gathered.getMessage().getBody(List.class);
            outcomes.addAll(found);
        }
        return gathered;
    }
}
