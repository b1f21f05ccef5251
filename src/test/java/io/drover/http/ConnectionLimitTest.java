package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.http.network.PeerConnections;
import io.drover.http.network.TrustedProxies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One peer does not hold all connections. */
class ConnectionLimitTest {
    private static final int MOST = 30;

    @TempDir
    Path data;

    private final List<RawConnection> idle = new ArrayList<>();
    private HttpFixture server;

    @AfterEach
    void stop() throws Exception {
        for (RawConnection connection : idle) {
            connection.close();
        }
        server.close();
    }

    private void start(String trustedProxies) {
        server = new HttpFixture(data)
                .with("drover.http.max-connections", "100")
                .with("drover.http.max-connections-per-address", String.valueOf(MOST))
                .with("drover.http.trusted-proxies", trustedProxies)
                .start();
    }

    private RawConnection open(String from) throws Exception {
        RawConnection connection = new RawConnection(server.port(), from);
        idle.add(connection);
        return connection;
    }

    private static boolean isServed(RawConnection connection) {
        try {
            return connection.send("GET /api/jobs HTTP/1.1\nHost: a\n\n").head().contains("200");
        } catch (java.io.IOException e) {
            return false; // closed
        }
    }

    @Test
    void othersAreServedWhileOneHoldsAllItMay() throws Exception {
        start("");
        for (int i = 0; i < 200; i++) {
            open("127.0.0.2");
        }

        assertThat(isServed(open("127.0.0.2"))).isFalse();
        assertThat(isServed(open("127.0.0.3"))).isTrue();
        assertThat(idle.subList(0, MOST)).allMatch(ConnectionLimitTest::isServed);

        idle.get(0).close();
        org.awaitility.Awaitility.await().until(() -> isServed(open("127.0.0.2")));
    }

    @Test
    void aTrustedProxyMayHoldMore() throws Exception {
        start("127.0.0.2, 10.0.0.0/8");
        for (int i = 0; i < MOST + 1; i++) {
            open("127.0.0.2");
        }

        assertThat(isServed(open("127.0.0.2"))).isTrue();
    }

    @Test
    void aNetworkOf64BitsIsOnePeer() {
        start("");
        PeerConnections peers = new PeerConnections(1, "a.setting", new TrustedProxies(List.of()));

        assertThat(peers.enter("2001:db8::1")).isTrue();
        assertThat(peers.enter("2001:db8::ffff:1")).isFalse();
        assertThat(peers.enter("2001:db8:0:1::1")).isTrue();
        peers.leave("2001:db8::1");
        assertThat(peers.enter("2001:db8::ffff:1")).isTrue();
    }
}
