package io.drover.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds the addresses of a host, and refuses those that a webhook must not reach. It is the resolver of the HTTP client: the
 * address that was looked at is the one that is connected to, whatever a name server says the next time.
 */
final class AddressGuard implements DnsResolver {
    /** Where clouds tell a machine its credentials, beside the link-local 169.254.169.254. */
    private static final Set<String> METADATA = Set.of(
            "100.100.100.200", // Alibaba
            "168.63.129.16", // Azure
            "192.0.0.192"); // Oracle

    private static final String METADATA_OF_AMAZON = "fd00:ec2:0:0:0:0:0:254";

    private static final byte[] NAT64 = HexFormat.of().parseHex("0064ff9b0000000000000000");
    private static final byte[] SIX_TO_FOUR = HexFormat.of().parseHex("2002");

    private static final String ALLOWING = "; drover.notifications.private-addresses = on would allow it";

    private final DnsResolver names;
    private final boolean privateAllowed;

    AddressGuard(boolean privateAllowed) {
        this(SystemDefaultDnsResolver.INSTANCE, privateAllowed);
    }

    AddressGuard(DnsResolver names, boolean privateAllowed) {
        this.names = names;
        this.privateAllowed = privateAllowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        for (InetAddress address : found) {
            if (isRefused(address)) {
                throw new UnknownHostException("the address of " + host + " is one that webhooks are not sent to ("
                        + address.getHostAddress() + ")" + (isAlwaysRefused(plain(address)) ? "" : ALLOWING));
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    private boolean isRefused(InetAddress found) throws UnknownHostException {
        InetAddress address = plain(found);
        return isAlwaysRefused(address) || (!privateAllowed && AddressBlock.have(AddressBlock.PRIVATE, address));
    }

    private static boolean isAlwaysRefused(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress())
                || METADATA_OF_AMAZON.equals(address.getHostAddress())
                || AddressBlock.have(AddressBlock.NOBODYS, address);
    }

    /** The IPv4 address that an IPv6 address stands for, where it stands for one. */
    private static InetAddress plain(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address;
        }
        if (startsWith(bytes, NAT64) || (startsWith(bytes, new byte[12]) && !address.isLoopbackAddress())) {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        }
        return startsWith(bytes, SIX_TO_FOUR) ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6)) : address;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
