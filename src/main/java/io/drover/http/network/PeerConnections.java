package io.drover.http.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections each address holds, so that one peer does not hold them all. Of IPv6 a whole /64 is one peer: that much everybody
 * gets. Trusted proxies may hold any number. Used on the event loop only.
 */
public final class PeerConnections {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnections.class);
    private static final int IPV6_PREFIX = 8;

    private final int most;
    private final String setting;
    private final TrustedProxies proxies;
    private final Map<ByteBuffer, Integer> open = new HashMap<>();

    /**
     * Nobody holds any yet.
     *
     * @param most connections of an address
     * @param setting that says how many
     */
    public PeerConnections(int most, String setting, TrustedProxies proxies) {
        this.most = most;
        this.setting = setting;
        this.proxies = proxies;
    }

    /** Whether this address may have one more connection; it has it then. */
    public boolean enter(String address) {
        InetAddress peer = parsed(address);
        ByteBuffer key = key(peer);
        int held = open.getOrDefault(key, 0);
        if (held >= most && !proxies.contains(peer)) {
            LOG.debug("{} has {} connections; more are closed", address, held);
            return false;
        }
        open.put(key, held + 1);
        if (held + 1 == most && !proxies.contains(peer)) {
            LOG.warn(
                    "{} has {} connections, which is the most for one address ({}); more are closed. If it is a proxy, name it in"
                            + " drover.http.trusted-proxies",
                    address,
                    most,
                    setting);
        }
        return true;
    }

    public void leave(String address) {
        open.computeIfPresent(key(parsed(address)), (key, held) -> held == 1 ? null : held - 1);
    }

    private static ByteBuffer key(InetAddress peer) {
        byte[] address = peer.getAddress();
        return ByteBuffer.wrap(peer instanceof Inet6Address ? Arrays.copyOf(address, IPV6_PREFIX) : address);
    }

    private static InetAddress parsed(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no looking up", e);
        }
    }
}
