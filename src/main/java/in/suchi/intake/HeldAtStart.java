package in.suchi.intake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The tables are read at the start, so whoever is held for want of a site is looked at again then. */
@Component
class HeldAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(HeldAtStart.class);

    private final HeldDecisions decisions;

    HeldAtStart(HeldDecisions decisions) {
        this.decisions = decisions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void placeAgain() {
        int placed = decisions.placeHeldAgain("the tables were read again at the start", "hub");
        if (placed > 0) {
            LOG.info("{} people were held and have a site now, by the tables as they are", placed);
        }
    }
}
