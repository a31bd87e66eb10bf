package in.suchi.faults.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A link on which everything can go wrong, between two processes on this machine. Its faults act on connections already open too.
 * What it swallowed stays lost: such a connection never comes back, as behind a firewall that forgot it.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final String name;
    private final int target;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile long latencyMillis;
    private volatile boolean blackHole;
    private volatile boolean cutAnswers;
    private ServerSocket server;

    /** @param target port on loopback */
    public TcpProxy(String name, int target) {
        this.name = name;
        this.target = target;
        this.port = listen(0);
    }

    public int port() {
        return port;
    }

    /** Every byte is so much later. */
    public void slow(long millis) {
        latencyMillis = millis;
    }

    /** Ends every connection; new ones are accepted again at once. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Refuses connections, and ends those there are. */
    public synchronized void refuse(boolean on) {
        if (on && server != null) {
            closeQuietly(server);
            server = null;
            cut();
        } else if (!on && server == null) {
            listen(port);
        }
    }

    /** Bytes vanish, nothing is refused and nothing ends. */
    public void blackHole(boolean on) {
        blackHole = on;
    }

    /** After so many more bytes towards the server everything is cut once. */
    public void cutAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Requests get through; with the first byte of an answer the connection ends. */
    public void cutAnswers(boolean on) {
        cutAnswers = on;
    }

    /** Works again. */
    public void repair() {
        slow(0);
        blackHole(false);
        cutAnswers(false);
        cutAfter(Long.MAX_VALUE);
        refuse(false);
    }

    /** Connections through it now. */
    public int connections() {
        return links.size();
    }

    private synchronized int listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 512);
            server = socket;
            daemon(() -> accept(socket), name + "-accept");
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                daemon(() -> new Link(client).open(), name + "-link");
            } catch (IOException e) {
                return; // closed: refused from now on
            }
        }
    }

    private final class Link {
        private final Socket client;
        private Socket server;
        private volatile boolean lost;

        Link(Socket client) {
            this.client = client;
        }

        void open() {
            links.add(this);
            try {
                server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                daemon(() -> pump(server, client, false), name + "-answers");
                pump(client, server, true);
            } catch (IOException e) {
                close(); // the server is away
            }
        }

        private void pump(Socket from, Socket to, boolean towardsServer) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (blackHole || lost) {
                        lost = true;
                        continue;
                    }
                    if (latencyMillis > 0) {
                        Thread.sleep(latencyMillis);
                    }
                    if (towardsServer && bytesLeft.get() != Long.MAX_VALUE && bytesLeft.addAndGet(-read) < 0) {
                        bytesLeft.set(Long.MAX_VALUE);
                        out.write(buffer, 0, read / 2);
                        cut();
                        return;
                    }
                    if (!towardsServer && cutAnswers) {
                        return;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // one side has gone: so does the other
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (!lost || !blackHole) {
                    close();
                }
            }
        }

        void close() {
            closeQuietly(client);
            if (server != null) {
                closeQuietly(server);
            }
            links.remove(this);
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is closed as far as we are concerned
        }
    }

    @Override
    public void close() {
        refuse(true);
    }
}
