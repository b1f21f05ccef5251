package io.drover.http.network;

import java.net.InetAddress;

/**
 * A network of addresses, as 10.0.0.0/8 or a single address.
 *
 * @param bits how many of the address count
 */
record Network(InetAddress address, int bits) {
    static Network of(String text) {
        String[] parts = text.split("/", 2);
        try {
            InetAddress address = IpAddress.of(parts[0]).orElseThrow(() -> new NumberFormatException(parts[0]));
            int most = address.getAddress().length * 8;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > most) {
                throw new NumberFormatException(parts[1]);
            }
            return new Network(address, bits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "drover.http.trusted-proxies has '" + text
                            + "'; it must have addresses or networks such as 10.0.0.5 or 10.0.0.0/8, with commas between them",
                    e);
        }
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ its[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
