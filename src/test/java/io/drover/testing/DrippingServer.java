package io.drover.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that never ends its answer: it sends the beginning at once, and then a character every few milliseconds, or nothing. */
public final class DrippingServer implements AutoCloseable {
    private static final int DRIP_MILLIS = 20;

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Where where;
    private final AtomicInteger connections = new AtomicInteger();

    /** What it does not come to an end with. */
    public enum Where {
        HEAD("HTTP/1.1 200 OK\r\nX-Long: ", true),
        BODY("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1000000\r\n\r\n<", true),
        SILENT_BODY("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1000000\r\n\r\n<", false),
        /** Of a server that speaks first, as those of mail do. */
        GREETING("220 mail.example.org ", true, true),
        /** Of a server that says nothing at all. */
        NOTHING("", false, true);

        private final String beginning;
        private final boolean drips;
        private final boolean speaksFirst;

        Where(String beginning, boolean drips) {
            this(beginning, drips, false);
        }

        Where(String beginning, boolean drips, boolean speaksFirst) {
            this.beginning = beginning;
            this.drips = drips;
            this.speaksFirst = speaksFirst;
        }
    }

    public DrippingServer(Where where) {
        this.where = where;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    /** How many have connected. */
    public int connections() {
        return connections.get();
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/erp";
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            if (!where.speaksFirst) {
                in.read();
            }
            OutputStream out = socket.getOutputStream();
            out.write(where.beginning.getBytes(US_ASCII));
            out.flush();
            while (!threads.isShutdown()) {
                if (where.drips) {
                    out.write('x');
                    out.flush();
                }
                if (threads.awaitTermination(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            return; // the client has given it up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
