package in.suchi.benchmark;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The limit beside the notices: the same HTTP client, as many connections, the same requests, and nothing else. */
final class BareLoop {

    private BareLoop() {}

    /** @return submits a second */
    static double perSecond(String url, String text, int messages, int connections)
            throws IOException, InterruptedException {
        String fixed = url
                + "?username=suchi&password=sandbox&from=BRHLTH&to=916100000000&charset=UTF-8&dlr-mask=31&coding=2&text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")
                + "&meta-data="
                + URLEncoder.encode(
                        "?smpp?PE_ID=1000000000000000001&TEMPLATE_ID=1000000000000000011", StandardCharsets.UTF_8)
                + "&dlr-url=";
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build()) {
            AtomicInteger left = new AtomicInteger(messages);
            AtomicInteger failed = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                Thread thread = new Thread(() -> submit(client, fixed, left, failed), "bare");
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (failed.get() > 0) {
                throw new IllegalStateException(failed.get() + " submits of the bare loop failed");
            }
            return messages / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static void submit(CloseableHttpClient client, String fixed, AtomicInteger left, AtomicInteger failed) {
        while (left.getAndDecrement() > 0) {
            String receipt = "http://127.0.0.1:8080/receipts/kannel-1/secret?ref=" + UUID.randomUUID()
                    + "&st=%d&ans=%A&smsc=%i&fid=%F&ts=%T";
            try {
                int status = client.execute(
                        new HttpGet(fixed + URLEncoder.encode(receipt, StandardCharsets.UTF_8)), response -> {
                            EntityUtils.consume(response.getEntity());
                            return response.getCode();
                        });
                if (status != 202) {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }
}
