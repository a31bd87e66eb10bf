package in.suchi.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The receiving end of receipts in these tests: keeps the raw query and body of each, in the order of arrival. */
final class CallbackRecorder implements AutoCloseable {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failNext = new AtomicInteger();
    private final HttpServer server;

    CallbackRecorder() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.createContext("/", this::receive);
        server.setExecutor(Executors.newFixedThreadPool(4, r -> {
            var thread = new Thread(r);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fail = failNext.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
            if (!fail) {
                var query = exchange.getRequestURI().getRawQuery();
                received.add(body.isEmpty() ? query : body);
            }
            exchange.sendResponseHeaders(fail ? 500 : 200, -1);
        }
    }

    void failNext(int n) {
        failNext.set(n);
    }

    List<String> received() {
        return received;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
