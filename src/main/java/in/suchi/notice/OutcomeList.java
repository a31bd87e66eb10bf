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
        SubmitOutcome outcome = one.getMessage().getBody(SubmitOutcome.class);
        if (before == null) {
            gathered.getMessage().setHeaders(new HashMap<>(message.getMessage().getHeaders()));
            gathered.getMessage().setBody(new ArrayList<SubmitOutcome>());
        }
        if (outcome != null) {
            @SuppressWarnings("unchecked")
            List<SubmitOutcome> outcomes = gathered.getMessage().getBody(List.class);
            outcomes.add(outcome);
        }
        return gathered;
    }
}
