package io.drover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection, kept open between requests. Unlike the JDK's client it never sends a request a second time by itself, so
 * that what a broken connection leaves unknown is known to be unknown; and it takes little of the processor. Not thread-safe.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final URI server;
    private final String host;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** What was answered; names of headers in lower case. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, String reason, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, UTF_8);
        }
    }

    /** Connects to a server, {@code http://host:port}. */
    public HttpConnection(String url) throws IOException {
        server = URI.create(url);
        host = server.getHost() + ":" + server.getPort();
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param headers complete lines' names and values beside Host and Content-Length
     * @param body null: none, and no Content-Length
     * @throws IOException the connection broke: whether the server has done what was asked is unknown
     */
    public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream(512 + (body == null ? 0 : body.length));
        request.write(head(method, path, headers, body == null ? -1 : body.length));
        if (body != null) {
            request.write(body);
        }
        // One write: head and body in two packets would wait for each other
        request.writeTo(out);
        out.flush();
        return answer();
    }

    /** As {@link #send}, with a body of any length from a stream. */
    public Answer stream(String method, String path, Map<String, String> headers, InputStream body, long length)
            throws IOException {
        out.write(head(method, path, headers, length));
        body.transferTo(out);
        out.flush();
        return answer();
    }

    /** Sends bytes as they are, and waits for the answer. */
    public Answer raw(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        return answer();
    }

    /** Sends a head as it is, waits for 100 as clients do that expect it, sends the body and waits for the answer. */
    public Answer rawExpecting(byte[] head, byte[] body) throws IOException {
        out.write(head);
        out.flush();
        String interim = line();
        if (!interim.startsWith("HTTP/1.1 100")) {
            throw new IOException("no 100: " + interim);
        }
        line();
        return raw(body);
    }

    private byte[] head(String method, String path, Map<String, String> headers, long length) {
        StringBuilder head = new StringBuilder(256);
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        if (length >= 0) {
            head.append("\r\nContent-Length: ").append(length);
        }
        return head.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
    }

    private Answer answer() throws IOException {
        String[] statusLine = line().split(" ", 3);
        int status = Integer.parseInt(statusLine[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100) {
            return answer();
        }
        Answer answer = new Answer(status, statusLine.length < 3 ? "" : statusLine[2], headers, body(status, headers));
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            socket.close();
            connect();
        }
        return answer;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
