package in.suchi.faults.agent;

import in.suchi.faults.agent.Step.At;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the woven code calls. Everything of the hub is reached by reflection: this class is not of its class loader. */
public final class Points {

    private static volatile Board board;
    private static volatile Object camel;

    private Points() {}

    static void use(Board shared) {
        board = shared;
    }

    /** A thread came to this point. */
    public static void reached(String name) {
        reached(Step.valueOf(name));
    }

    private static void reached(Step step) {
        if (step != null && board.pass(step)) {
            board.standStill(step);
        }
    }

    /** A message is about to be sent. */
    public static void message(Object exchange) {
        Step step = Step.ofMessage(String.valueOf(call(exchange, "getFromRouteId")));
        if (step == null) {
            Object from = call(exchange, "getFromEndpoint");
            String uri = from == null ? "" : String.valueOf(call(from, "getEndpointUri"));
            step = Step.ofMessage(uri.replace("://", ":"));
        }
        reached(step);
    }

    public static void rename(String to) {
        reached(Step.ofFile(At.RENAME, to));
    }

    public static void store(String name) {
        reached(Step.ofFile(At.STORE, name));
    }

    /** Domain time as the suite wants it. */
    public static Instant domainTime(Instant hubs) {
        long offset = board.domainOffset();
        return offset == 0 ? hubs : Instant.now().plusMillis(offset);
    }

    public static void camel(Object context) {
        camel = context;
    }

    /** A broken build: the messages go out while the release is not committed; then there is nothing left to send after it. */
    public static List<Object> sendBeforeCommit(List<?> batches) {
        Object template = call(camel, "createProducerTemplate");
        for (Object batch : batches) {
            String ids = String.valueOf(call(batch, "ids")).replaceAll("[\\[\\] ]", "");
            Map<String, Object> headers =
                    Map.of("hubKind", "notice", "hubId", ids, "gateway", String.valueOf(call(batch, "gateway")));
            try {
                template.getClass()
                        .getMethod("sendBodyAndHeaders", String.class, Object.class, Map.class)
                        .invoke(template, "activemq6:queue:sms.submit", ids, headers);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        if (!batches.isEmpty()) {
            try {
                Thread.sleep(500); // a disk on which a commit takes its time
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return List.of();
    }

    private static Object call(Object on, String method) {
        for (Class<?> type = on.getClass(); type != null; type = type.getSuperclass()) {
            try {
                var found = type.getDeclaredMethod(method);
                found.setAccessible(true);
                return found.invoke(on);
            } catch (NoSuchMethodException e) {
                continue;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(on.getClass() + " has no " + method);
    }
}
