package io.drover.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one exchange, for a client whose time-outs begin anew with each byte: a {@link Deadline} closes them from outside, and
 * what waits for the other side fails. Under TLS it is the socket beneath that is closed, as closing TLS itself may wait.
 */
public final class BreakableSockets {
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    /** Closes what is open and what is still opened; does not wait. */
    public void breakOff() {
        broken = true;
        sockets.forEach(BreakableSockets::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it has failed already
        }
    }

    private <T extends Socket> T kept(T socket) throws SocketException {
        sockets.add(socket);
        if (broken) {
            close(socket);
            throw new SocketException("the exchange was broken off");
        }
        return socket;
    }

    /** Makes sockets without TLS. */
    public SocketFactory plain() {
        return new Plain();
    }

    /** Puts TLS upon sockets that are connected; makes none itself. */
    public SSLSocketFactory tls(SSLSocketFactory layer) {
        return new Tls(layer);
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return kept(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(new Socket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return kept(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return kept(new Socket(host, port, from, fromPort));
        }
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory layer;

        private Tls(SSLSocketFactory layer) {
            this.layer = layer;
        }

        @Override
        public Socket createSocket(Socket beneath, String host, int port, boolean autoClose) throws IOException {
            return layer.createSocket(kept(beneath), host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return layer.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return layer.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            throw connected();
        }

        private static SocketException connected() {
            return new SocketException("TLS is put upon a socket that is connected, so that it can be broken off");
        }
    }
}
