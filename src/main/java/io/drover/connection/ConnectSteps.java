package io.drover.connection;

import javax.net.ssl.SSLSession;

/** Is told how far a call has come in connecting, on the thread of the call. */
public interface ConnectSteps {
    /** The other side, or its proxy, has accepted a connection. */
    default void connected() {}

    /**
     * The handshake of TLS with the other side has succeeded.
     *
     * @param session what the two have agreed on
     */
    default void secured(SSLSession session) {}
}
