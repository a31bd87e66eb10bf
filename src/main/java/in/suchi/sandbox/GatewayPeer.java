package in.suchi.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import in.suchi.sandbox.Judgement.Answer;
import in.suchi.sandbox.Judgement.Fit;
import in.suchi.sandbox.Judgement.Incoming;
import in.suchi.sandbox.Judgement.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A telecom gateway of the sandbox, the drill and the tests, speaking real HTTP on loopback: it takes messages, keeps
 * them as a record independent of the hub, and calls back with receipts. Its port stays the same over stops and starts.
 *
 * <p>Thread-safe. A message stands in the record before its submit is answered.
 */
public abstract class GatewayPeer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int THREADS = 16;
    private static final int BACKLOG = 512;
    private static final int MAX_BODY = 64 * 1024;

    static {
        // Head and body of an answer are two writes: without this the second may wait 40 ms for the client's ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final GatewaySettings settings;
    private final MessageStore store;
    private final ReceiptSender receipts;
    private final GatewayFaults faults;
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, r -> {
        var thread = new Thread(r, "gateway-peer");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Incoming> parked = new ArrayList<>();
    private final AtomicLong requests = new AtomicLong();
    private boolean hanging;
    private volatile boolean operatorLinkDown;
    private HttpServer server;
    private int port;

    GatewayPeer(GatewaySettings settings) {
        this.settings = settings;
        this.port = settings.port();
        this.store = new MessageStore(settings.folder());
        this.receipts = new ReceiptSender(settings.receiptDelay(), settings.retryDelay(), settings.receiptTries());
        this.faults = new GatewayFaults(settings.outcomes().seed());
    }

    /** Judges a request by this gateway's rules, without side effects. */
    abstract Judgement judge(Incoming request);

    /** The answer that says "not taken, try again". */
    abstract Answer notTaken();

    /** What a repeated reference is answered with; null where the gateway takes it as another message. */
    abstract Answer repeated(Fit fit);

    /** The path submits go to. */
    abstract String path();

    /** Starts to listen, on the port of the last start if there was one. */
    public final synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            var http = HttpServer.create(new InetSocketAddress(HOST, port), BACKLOG);
            http.createContext("/", this::receive);
            http.setExecutor(pool);
            http.start();
            server = http;
            port = http.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("gateway cannot listen on " + HOST + ":" + port + "; is it taken?", e);
        }
    }

    /** Closes the port and every connection at once; receipts of messages already taken still go out. */
    public final synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public final void close() {
        stop();
        receipts.close();
        store.close();
        pool.shutdownNow();
    }

    public final synchronized int port() {
        return port;
    }

    /** Where messages are submitted. */
    public final URI submitUrl() {
        return URI.create("http://" + HOST + ":" + port() + path());
    }

    public final GatewayFaults faults() {
        return faults;
    }

    /** Fault: connections are refused while down. */
    public final void down(boolean on) {
        if (on) {
            stop();
        } else {
            start();
        }
    }

    /**
     * Fault: requests are neither answered nor taken. When it ends, everything that came in meanwhile is taken, also
     * what its sender gave up on long ago.
     */
    public final void hang(boolean on) {
        List<Incoming> released;
        synchronized (parked) {
            hanging = on;
            released = on ? List.of() : List.copyOf(parked);
            if (!on) {
                parked.clear();
            }
        }
        released.forEach(request -> pool.execute(() -> process(request)));
    }

    /** Fault: messages are taken, but no receipt goes out until the link is back. */
    public final void operatorLinkDown(boolean on) {
        operatorLinkDown = on;
        receipts.hold(on);
    }

    /** Everything works again. */
    public final void repair() {
        faults.clear();
        operatorLinkDown(false);
        hang(false);
        start();
    }

    final boolean isOperatorLinkDown() {
        return operatorLinkDown;
    }

    final GatewaySettings settings() {
        return settings;
    }

    /** Every message taken, in the order of taking; read from {@code messages.csv} where there is a folder. */
    public final List<SmsMessage> messages() {
        return store.messages();
    }

    /** The last hundred messages taken, newest first. */
    public final List<SmsMessage> recentMessages() {
        return store.recent();
    }

    /** The messages recorded in a folder by a gateway that may have ended long ago. */
    public static List<SmsMessage> messagesIn(Path folder) {
        return MessageStore.read(folder.resolve(MessageStore.FILE));
    }

    /** The same, one after the other, so that a state's messages need not be in memory at once. */
    static void eachMessageIn(Path folder, Consumer<SmsMessage> message) {
        MessageStore.read(folder.resolve(MessageStore.FILE), message);
    }

    /** How many messages were taken. */
    public final long accepted() {
        return store.count();
    }

    /** How many messages were taken under this reference; 2 means that somebody got the same SMS twice. */
    public final int accepted(String reference) {
        return store.count(reference);
    }

    public final Map<String, Integer> acceptedPerReference() {
        return Collections.unmodifiableMap(store.perReference());
    }

    /** How many HTTP requests came in, whatever became of them. */
    public final long requests() {
        return requests.get();
    }

    /** How many receipts were answered with 2xx. */
    public final long receiptsSent() {
        return receipts.sent();
    }

    /** How many receipts were given up after the last try. */
    public final long receiptsLost() {
        return receipts.lost();
    }

    /** How many receipts are still to be sent. */
    public final long receiptsPending() {
        return receipts.pending();
    }

    private void receive(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        var body = exchange.getRequestBody().readNBytes(MAX_BODY);
        var request = new Incoming(exchange, body);
        synchronized (parked) {
            if (hanging) {
                parked.add(request);
                return;
            }
        }
        process(request);
    }

    private void process(Incoming request) {
        if (!request.exchange().getRequestURI().getPath().equals(path())) {
            send(request, new Answer(404, "text/plain", "Unknown request."));
            return;
        }
        var judgement = judge(request);
        if (judgement instanceof Judgement.Refused refused) {
            send(request, refused.answer());
        } else if (judgement instanceof Judgement.Fit fit) {
            take(request, fit);
        }
    }

    private void take(Incoming request, Fit fit) {
        if (faults.refuses()) {
            send(request, notTaken());
            return;
        }
        var repeated = repeated(fit);
        if (repeated != null) {
            send(request, repeated);
            return;
        }
        store.add(fit.message(), () -> {
            try {
                pool.execute(() -> answer(request, fit));
            } catch (RejectedExecutionException e) {
                request.exchange().close();
            }
        });
    }

    private void answer(Incoming request, Fit fit) {
        var due = faults.losesReceipts() ? List.<Receipt>of() : arranged(fit.receipts());
        if (faults.sendsReceiptsBeforeAnswer()) {
            receipts.sendNow(due);
        } else {
            receipts.schedule(due);
        }
        if (faults.cuts()) {
            faults.leftUnanswered(fit.message().reference());
            request.exchange().close();
        } else if (faults.fails()) {
            faults.leftUnanswered(fit.message().reference());
            send(request, new Answer(500, "text/plain", "Internal error."));
        } else if (faults.answersGarbage()) {
            faults.leftUnanswered(fit.message().reference());
            send(request, new Answer(200, "text/html", "<html><body>Please log in to the proxy.</body></html>"));
        } else {
            send(request, fit.answer());
        }
    }

    private List<Receipt> arranged(List<Receipt> natural) {
        var order = new ArrayList<Receipt>();
        for (var receipt : natural) {
            order.add(receipt);
            if (faults.sendsReceiptsTwice()) {
                order.add(receipt);
            }
        }
        if (faults.sendsReceiptsReversed()) {
            Collections.reverse(order);
        }
        return order;
    }

    private static void send(Incoming request, Answer answer) {
        try (var exchange = request.exchange()) {
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // The client has gone; what was taken stays taken, and the sender is left in doubt.
            request.exchange().close();
        }
    }
}
