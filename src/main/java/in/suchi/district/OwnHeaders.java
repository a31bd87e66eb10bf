package in.suchi.district;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/** Of an exchange's headers only those meant for the district leave the hub; none of its answer come in. */
@Component("ownHeaders")
public class OwnHeaders implements HeaderFilterStrategy {

    private static final Set<String> SENT =
            Set.of("content-type", "idempotency-key", "from", "to", "subject", "suchi-digest");

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return !SENT.contains(headerName.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }
}
