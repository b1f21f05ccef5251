package io.drover.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection that says exactly what a test wants, whole requests or not. */
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    public RawConnection(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** @param from address of this machine, of those that begin with 127 */
    public RawConnection(int port, String from) throws IOException {
        socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setReceiveBufferSize(64 * 1024); // so that a test that takes nothing is noticed
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** Text as it is; \n becomes CR LF. */
    public RawConnection send(String text) throws IOException {
        return send(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    RawConnection send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    /** A head with its empty line; empty when the connection has ended. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return head.toString();
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /** What comes until the server closes the connection. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** At most so many bytes; how many it were. */
    int read(int most) throws IOException {
        return in.readNBytes(most).length;
    }

    /** Bytes that still come. */
    long countUntilClosed() {
        long count = 0;
        try {
            for (int n = in.read(new byte[65_536]); n >= 0; n = in.read(new byte[65_536])) {
                count += n;
            }
        } catch (IOException e) {
            // Reset
        }
        return count;
    }

    /** Whether the server has closed the connection; waits for it. */
    boolean isClosedByServer() {
        try {
            in.readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
