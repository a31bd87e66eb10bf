package in.suchi.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway that does next to nothing, in a process of its own: it takes a Kannel submit, remembers the address for its receipt and
 * says so. It counts what matters for a benchmark: messages, repeated references, and how many submits were ever under way at once.
 *
 * <p>{@code /count} tells the counts, {@code /forget} begins anew, {@code /receipts?connections=N} calls back DELIVRD for everything
 * taken and tells how many milliseconds that took.
 */
final class StubGateway {

    private static final Pattern DLR = Pattern.compile("[?&]dlr-url=([^&]+)");
    private static final byte[] ACCEPTED = answer("202 Accepted", "0: Accepted for delivery");

    private final Queue<String> receipts = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, Integer> references = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final long delayMillis;

    private StubGateway(long delayMillis) {
        this.delayMillis = delayMillis;
    }

    /** @param args port, and milliseconds after which each submit is answered (0 if missing) */
    public static void main(String[] args) throws IOException {
        new StubGateway(args.length > 1 ? Long.parseLong(args[1]) : 0).serve(Integer.parseInt(args[0]));
    }

    private void serve(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 512, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread connection = new Thread(() -> talk(socket), "connection");
                connection.setDaemon(true);
                connection.start();
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
                OutputStream out = socket.getOutputStream()) {
            String target;
            while ((target = request(in)) != null) {
                out.write(answerTo(target));
                out.flush();
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] answerTo(String target) throws InterruptedException {
        if (target.startsWith("/count")) {
            long repeated = references.values().stream().filter(n -> n > 1).count();
            return answer("200 OK", taken + " " + repeated + " " + mostUnderWay);
        }
        if (target.startsWith("/forget")) {
            receipts.clear();
            references.clear();
            taken.set(0);
            mostUnderWay.set(0);
            return answer("200 OK", "forgotten");
        }
        if (target.startsWith("/receipts")) {
            return answer("200 OK", Long.toString(callBack(Integer.parseInt(target.replaceAll("\\D", "")))));
        }
        int now = underWay.incrementAndGet();
        mostUnderWay.accumulateAndGet(now, Math::max);
        if (delayMillis > 0) {
            Thread.sleep(delayMillis);
        }
        take(target);
        underWay.decrementAndGet();
        return ACCEPTED;
    }

    private void take(String target) {
        Matcher matcher = DLR.matcher(target);
        if (matcher.find()) {
            String url = java.net.URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
            if (references.merge(url, 1, Integer::sum) == 1) {
                receipts.add(url);
            }
        }
        taken.incrementAndGet();
    }

    /** The head of one request; these have no body. */
    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
        String target = null;
        int length = 0;
        int c;
        while ((c = in.read()) >= 0) {
            if (c == '\n') {
                if (length == 0) {
                    return target;
                }
                length = 0;
                if (target == null) {
                    String first = line.toString(StandardCharsets.US_ASCII);
                    target = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
                }
            } else if (c != '\r') {
                length++;
                if (target == null) {
                    line.write(c);
                }
            }
        }
        return null;
    }

    private static byte[] answer(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Every receipt once, over so many connections that stay open; each is answered before the next. */
    private long callBack(int connections) throws InterruptedException {
        long began = System.nanoTime();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Thread caller = new Thread(() -> call(refused), "receipts");
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        if (refused.get() > 0) {
            return -refused.get();
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    private void call(AtomicInteger refused) {
        String url = receipts.poll();
        if (url == null) {
            return;
        }
        java.net.URI first = java.net.URI.create(url.substring(0, url.indexOf('?')));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), first.getPort());
                InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            for (; url != null; url = receipts.poll()) {
                String path = url.substring(url.indexOf('/', 8))
                        .replace("%A", "id%3A1+stat%3ADELIVRD+err%3A000")
                        .replaceAll("%[a-zA-Z](?=&|$)", "1");
                out.write(("GET " + path + " HTTP/1.1\r\nHost: " + first.getHost() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (status(in) != 200) {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException e) {
            refused.incrementAndGet();
        }
    }

    private static int status(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int status = 0;
        int bodyLength = 0;
        int c;
        while ((c = in.read()) >= 0) {
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip();
            line.setLength(0);
            if (text.isEmpty()) {
                in.skipNBytes(bodyLength);
                return status;
            }
            if (status == 0) {
                status = Integer.parseInt(text.split(" ")[1]);
            } else if (text.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                bodyLength = Integer.parseInt(text.substring(15).strip());
            }
        }
        throw new IOException("the hub closed the connection");
    }
}
