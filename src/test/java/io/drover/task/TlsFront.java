package io.drover.task;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.drover.http.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Ends TLS before a mail server that has none, from the first byte or after STARTTLS, and passes on what is said. */
final class TlsFront implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> inClear = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final boolean startTls;
    private final int behind;

    TlsFront(TestCertificate certificate, boolean startTls, int behind) throws Exception {
        tls = certificate.serving();
        this.startTls = startTls;
        this.behind = behind;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What clients said before TLS. */
    List<String> inClear() {
        return inClear;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            if (startTls) {
                negotiate(plain);
            }
            try (SSLSocket client =
                            (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
                    Socket mail = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                client.setUseClientMode(false);
                client.startHandshake();
                if (startTls) {
                    line(mail.getInputStream()); // the greeting, which the client has had
                }
                threads.execute(() -> pass(mail, client));
                pass(client, mail);
            }
        } catch (IOException e) {
            // The client did not trust the certificate, or has gone
        }
    }

    private void negotiate(Socket client) throws IOException {
        say(client, "220 front ESMTP");
        while (true) {
            String said = line(client.getInputStream());
            inClear.add(said);
            if (said.startsWith("STARTTLS")) {
                say(client, "220 go ahead");
                return;
            }
            say(client, said.startsWith("EHLO") ? "250-front\r\n250 STARTTLS" : "530 STARTTLS first");
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.close();
        } catch (IOException e) {
            // One side has gone
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
