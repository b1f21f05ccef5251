package io.drover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that lets through who has its password: tunnels to a port of this machine, whatever host they are for, and plain requests. */
public final class TestProxy implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;

    private final ServerSocket entry;
    private final int server;
    private final String pair;
    private final String challenge;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * @param server the port that tunnels lead to, and that answers plain requests
     * @param challenge what it says that it takes
     */
    public TestProxy(int server, String user, String password, String challenge) {
        this.server = server;
        this.challenge = challenge;
        this.pair = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        try {
            entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    public int port() {
        return entry.getLocalPort();
    }

    /** The first lines of the requests that it let through. */
    public List<String> requests() {
        return requests;
    }

    private void listen() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket other = new Socket(InetAddress.getLoopbackAddress(), server)) {
            String head = head(client.getInputStream());
            if (!head.toLowerCase(Locale.ROOT).contains("proxy-authorization: " + pair.toLowerCase(Locale.ROOT))) {
                write(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: " + challenge
                                + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            requests.add(head.lines().findFirst().orElse(""));
            if (head.startsWith("CONNECT ")) {
                write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                threads.execute(() -> pass(other, client));
                pass(client, other);
            } else { // each request shows who asks, so the connection is that of one
                write(other, withClose(head));
                threads.execute(() -> pass(client, other));
                write(client, withClose(head(other.getInputStream())));
                pass(other, client);
            }
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    private static String withClose(String head) {
        return head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no request");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(ISO_8859_1));
        to.getOutputStream().flush();
    }

    private static void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            entry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
