package in.suchi.district;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes every connection and never says a word. */
public final class HangingServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    public HangingServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread door = new Thread(this::open, "hanging-server");
        door.setDaemon(true);
        door.start();
    }

    private void open() {
        try {
            while (true) {
                taken.add(server.accept());
            }
        } catch (IOException closed) {
            // the end
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return taken.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : taken) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
