package in.suchi.deadletter;

import in.suchi.ledger.Masking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Called by the default route configuration for every failed exchange: hands the failure to the owner of the work. */
@Component("failures")
public class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    /** The kinds a dead letter can have; anything else is recorded as {@code other}. */
    private static final Map<String, String> QUEUES = Map.of(
            "extract", "extract.load",
            "roster", "roster.push",
            "callsheet", "callsheet.push",
            "notice", "sms.submit",
            "receipt", "sms.receipt",
            "attendance", "attendance.load");

    private final Map<String, FailureHandler> handlers = new HashMap<>();
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;

    Failures(List<FailureHandler> handlers, DeadLetters deadLetters, PlatformTransactionManager transactions) {
        this.deadLetters = deadLetters;
        this.transaction = new TransactionTemplate(transactions);
        for (FailureHandler handler : handlers) {
            for (String kind : handler.kinds()) {
                if (this.handlers.put(kind, handler) != null) {
                    throw new IllegalStateException("two failure handlers answer for the kind " + kind);
                }
            }
        }
    }

    /**
     * Records the failure of each piece of work the message names. Throws (so that the message comes again) only when the
     * database cannot record it.
     */
    public void failed(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String step = exchange.getFromRouteId();
        String kind = exchange.getMessage().getHeader("hubKind", String.class);
        List<String> subjects = subjects(exchange.getMessage().getHeader("hubId"));
        String district = exchange.getMessage().getHeader("district", String.class);
        String error = Masking.mask(rootOf(cause));
        if (kind == null || subjects.isEmpty() || startedByTimer(exchange)) {
            // A timer's run only releases: the rows it marked come again when their lease runs out.
            LOG.warn("{} failed: {}; its next run finds the same rows again", step, error);
            return;
        }
        LOG.warn("{} failed for {} {}: {}", step, kind, Masking.mask(String.join(",", subjects)), error);
        String queue = queueOf(exchange, kind, district);
        for (String subject : subjects) {
            record(new FailedWork(kind, subject, queue, district, step, error, cause));
        }
    }

    /** The handler that can put work of this kind back, or null. */
    FailureHandler handlerOf(String kind) {
        return handlers.get(kind);
    }

    private void record(FailedWork work) {
        FailureHandler handler = handlers.get(work.kind());
        if (handler == null) {
            open(work, "unknown-work", "kind " + work.kind() + ": " + work.error());
            return;
        }
        try {
            transaction.executeWithoutResult(status -> handler.failed(work));
        } catch (RuntimeException e) {
            if (databaseAway(e)) {
                LOG.error(
                        "the failure of {} {} could not be recorded ({}): the message comes again",
                        work.kind(),
                        work.subject(),
                        Masking.mask(rootOf(e)));
                throw e;
            }
            // The owner itself is broken for this one: it must not come again and again, nor be lost.
            LOG.error(
                    "the failure of {} {} could not be handled: {}",
                    work.kind(),
                    work.subject(),
                    Masking.mask(rootOf(e)));
            open(work, "hub-defect", rootOf(e) + "; after: " + work.error());
        }
    }

    private void open(FailedWork work, String reason, String error) {
        String kind = QUEUES.containsKey(work.kind()) ? work.kind() : "other";
        deadLetters.open(work.queue(), kind, work.subject(), work.district(), reason, Masking.mask(error), 1);
    }

    private static boolean databaseAway(RuntimeException e) {
        return e instanceof TransactionException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException;
    }

    private static boolean startedByTimer(Exchange exchange) {
        Endpoint from = exchange.getFromEndpoint();
        return from != null && from.getEndpointUri().startsWith("timer:");
    }

    /** {@code hubId} is one id, a collection, or ids with commas between. */
    private static List<String> subjects(Object hubId) {
        List<String> subjects = new ArrayList<>();
        if (hubId instanceof Collection<?> ids) {
            ids.forEach(id -> subjects.add(String.valueOf(id)));
        } else if (hubId != null) {
            for (String id : String.valueOf(hubId).split(",")) {
                if (!id.isBlank()) {
                    subjects.add(id.strip());
                }
            }
        }
        return subjects;
    }

    /** The queue the message came from; for work that came by file or HTTP, the queue of its kind. */
    private static String queueOf(Exchange exchange, String kind, String district) {
        if (exchange.getFromEndpoint() instanceof JmsEndpoint jms) {
            return jms.getDestinationName();
        }
        String queue = QUEUES.getOrDefault(kind, exchange.getFromRouteId());
        return queue.endsWith(".push") && district != null ? queue + "." + district : queue;
    }

    private static String rootOf(Throwable cause) {
        if (cause == null) {
            return "no exception was given";
        }
        Throwable root = cause;
        while (!(root instanceof ToldInWords) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof ToldInWords told) {
            return told.getMessage();
        }
        String message = root.getMessage();
        return message == null || message.isBlank()
                ? root.getClass().getSimpleName()
                : root.getClass().getSimpleName() + ": " + message;
    }
}
