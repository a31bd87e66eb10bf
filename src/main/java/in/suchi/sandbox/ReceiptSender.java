package in.suchi.sandbox;

import in.suchi.sandbox.Judgement.Receipt;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends receipts to their callbacks from a pool of its own, one after another for each message, each a few times until
 * it is answered with 2xx; then it is lost, as at a real gateway.
 */
final class ReceiptSender implements AutoCloseable {
    private static final int THREADS = 16;
    private static final Timeout TIMEOUT = Timeout.ofSeconds(10);

    private record Job(List<Receipt> receipts, int index, int triesLeft) {
        Job next(int tries) {
            return new Job(receipts, index + 1, tries);
        }

        Job again() {
            return new Job(receipts, index, triesLeft - 1);
        }
    }

    // Apache's client costs a fraction of the JDK's processor time, and a drill sends a million receipts.
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(THREADS)
                    .setMaxConnTotal(4 * THREADS)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(TIMEOUT)
                            .setSocketTimeout(TIMEOUT)
                            .build())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .build();
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, r -> {
        var thread = new Thread(r, "gateway-receipts");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Job> held = new ArrayList<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Duration delay;
    private final Duration retryDelay;
    private final int tries;
    private boolean holding;

    ReceiptSender(Duration delay, Duration retryDelay, int tries) {
        this.delay = delay;
        this.retryDelay = retryDelay;
        this.tries = tries;
    }

    /** @throws IllegalArgumentException when nothing can be sent to this address */
    static URI checked(URI callback) {
        boolean http = "http".equals(callback.getScheme()) || "https".equals(callback.getScheme());
        if (!http || callback.getHost() == null) {
            throw new IllegalArgumentException("a callback must be an http address");
        }
        return callback;
    }

    /** Sends these one after another, spread over the configured delay. */
    void schedule(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        pending.addAndGet(receipts.size());
        var job = new Job(receipts, 0, tries);
        synchronized (held) {
            if (holding) {
                held.add(job);
                return;
            }
        }
        runLater(job, step(job));
    }

    /** Sends these at once, each once, in the caller's thread. */
    void sendNow(List<Receipt> receipts) {
        for (var receipt : receipts) {
            (send(receipt) ? sent : lost).incrementAndGet();
        }
    }

    /** While held, nothing new is sent; afterwards everything held goes out. */
    void hold(boolean on) {
        List<Job> released;
        synchronized (held) {
            holding = on;
            released = on ? List.of() : List.copyOf(held);
            if (!on) {
                held.clear();
            }
        }
        released.forEach(job -> runLater(job, step(job)));
    }

    /** Receipts not yet answered and not yet given up. */
    long pending() {
        return pending.get();
    }

    long sent() {
        return sent.get();
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private Duration step(Job job) {
        return delay.dividedBy(job.receipts().size());
    }

    private void runLater(Job job, Duration wait) {
        try {
            var unused = pool.schedule(() -> run(job), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile: whatever was pending is lost, as when a real gateway goes down
            lost.incrementAndGet();
        }
    }

    private void run(Job job) {
        boolean taken = send(job.receipts().get(job.index()));
        if (!taken && job.triesLeft() > 1) {
            runLater(job.again(), retryDelay);
            return;
        }
        (taken ? sent : lost).incrementAndGet();
        pending.decrementAndGet();
        if (job.index() + 1 < job.receipts().size()) {
            runLater(job.next(tries), step(job));
        }
    }

    private boolean send(Receipt receipt) {
        HttpUriRequestBase request;
        if (receipt.json() == null) {
            request = new HttpGet(receipt.callback());
        } else {
            request = new HttpPost(receipt.callback());
            request.setEntity(new StringEntity(receipt.json(), ContentType.APPLICATION_JSON));
        }
        try {
            return client.execute(request, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode() / 100 == 2;
            });
        } catch (IOException | IllegalStateException e) {
            // refused, broken, silent, or this sender was closed meanwhile
            return false;
        }
    }
}
