package io.drover.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and a server, and can go silent: connections stay open, and new ones are taken, but nothing goes over
 * them, as behind a firewall that has forgotten them.
 */
public final class SilentProxy implements AutoCloseable {
    private final ServerSocket entry;
    private final int server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private boolean silent;

    /** @param server the port that is gone on to, on this machine */
    public SilentProxy(int server) throws IOException {
        this.server = server;
        this.entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public int port() {
        return entry.getLocalPort();
    }

    /** From now on nothing goes through. */
    public synchronized void silence() {
        silent = true;
    }

    /** What was held back goes through. */
    public synchronized void speak() {
        silent = false;
        notifyAll();
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entry.accept();
                Socket other = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(client);
                sockets.add(other);
                thread(() -> pass(client, other));
                thread(() -> pass(other, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitSpeech();
                out.write(buffer, 0, n);
            }
            awaitSpeech(); // an end is not told either
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    private synchronized void awaitSpeech() {
        while (silent) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            entry.close();
            speak();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
