package io.drover.testing.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port that leads to a server which goes on running: shut, the server is away for whoever comes by it, refused and cut off as if it had been
 * killed. For servers that take long to start, or that others use too.
 */
public final class Gateway implements AutoCloseable {
    private final int port;
    private final int server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private ServerSocket entry;

    /**
     * A port that is shut.
     *
     * @param port where clients come
     * @param server where they are led to, on this machine
     */
    public Gateway(int port, int server) {
        this.port = port;
        this.server = server;
    }

    public int port() {
        return port;
    }

    /** The server is there. */
    public void open() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        entry = opened;
        thread(() -> accept(opened));
    }

    /** The server is away: connections break, and no new ones are taken. */
    public void shut() throws IOException {
        if (entry != null) {
            entry.close();
        }
        for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            socket.close();
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket other = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(other);
                thread(() -> pass(client, other));
                thread(() -> pass(other, client));
            } catch (IOException e) {
                // shut
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    @Override
    public void close() {
        try {
            shut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
