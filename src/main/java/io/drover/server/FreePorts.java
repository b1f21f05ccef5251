package io.drover.server;

import io.drover.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Refuses to start where another program listens: Camel's HTTP server would only warn, and nobody could reach the API. */
final class FreePorts {
    private FreePorts() {}

    static void require(Settings settings) {
        for (String server : List.of("camel.server", "camel.management")) {
            String host = settings.get(server + ".host");
            int port = settings.number(server + ".port");
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, port));
            } catch (IOException e) {
                throw new ServerStartException(
                        "port " + port + " is in use: stop what uses it, or set " + server + ".port to another", e);
            }
        }
    }
}
