package io.drover.http.network;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses that are written as such. No name is ever looked up, not even one that has the letters of an address, as fade.ca. */
public final class IpAddress {
    private IpAddress() {}

    /**
     * The address that a text is.
     *
     * @param text IPv4 with dots, or IPv6, with brackets or without
     */
    public static Optional<InetAddress> of(String text) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return address == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has four bytes or sixteen", e);
        }
    }
}
