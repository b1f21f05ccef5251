package io.drover.connection;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that begin alike, such as {@code 198.18.0.0/15}. */
record AddressBlock(BigInteger beginning, int length, int rest) {
    /**
     * What the IANA registries of special-purpose addresses (RFC 6890) give to nobody who has a receiver: this network, protocols,
     * documentation, reserved; translations whose IPv4 address a network makes up itself; tunnels.
     */
    static final List<AddressBlock> NOBODYS = of(
            "0.0.0.0/8",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "64:ff9b:1::/48",
            "100::/63", // discard-only, and the dummy prefix beside it
            "2001::/23", // protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16");

    /** What is somebody's own: networks within, carriers' NAT, benchmarks. */
    static final List<AddressBlock> PRIVATE = of(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "::1/128",
            "fc00::/7",
            "fec0::/10");

    private static List<AddressBlock> of(String... blocks) {
        return Stream.of(blocks).map(AddressBlock::of).toList();
    }

    private static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress(); // no name is asked for
            int rest = 8 * address.length - Integer.parseInt(text.substring(slash + 1));
            return new AddressBlock(new BigInteger(1, address).shiftRight(rest), address.length, rest);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Whether one of these has an address. */
    static boolean have(List<AddressBlock> blocks, InetAddress address) {
        byte[] bytes = address.getAddress();
        return blocks.stream()
                .anyMatch(block -> block.length == bytes.length
                        && new BigInteger(1, bytes).shiftRight(block.rest).equals(block.beginning));
    }
}
