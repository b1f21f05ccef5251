package io.drover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses webhooks are not sent to, whatever name leads there. */
class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::169.254.169.254",
                "240.0.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.7",
                "203.0.113.7",
                "64:ff9b:1::a9fe:a9fe",
                "100::1",
                "100:0:0:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:db8::1",
                "3fff::1",
                "5f00::1"
            })
    void neverTheseThoughPrivateOnesAreAllowed(String address) {
        assertThatThrownBy(() -> guard(address, true).resolve("hooks.example.org"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("webhooks are not sent to")
                .hasMessageNotContaining("private-addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fd12::1",
                "64:ff9b::a01:203",
                "198.18.0.1",
                "198.19.255.254",
                "fec0::1",
                "2002:a00:1::1"
            })
    void theseOnlyWhereTheyAreAllowed(String address) throws Exception {
        assertThat(guard(address, true).resolve("hooks.example.org")).hasSize(1);
        assertThatThrownBy(() -> guard(address, false).resolve("hooks.example.org"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("drover.notifications.private-addresses = on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "2606:2800:220:1::1",
                "8.8.8.8",
                "198.17.255.255",
                "198.20.0.1",
                "192.0.1.1",
                "64:ff9b::808:808",
                "2001:200::1",
                "2400:cb00::1"
            })
    void publicOnesAlways(String address) throws Exception {
        assertThat(guard(address, false).resolve("hooks.example.org")).hasSize(1);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        assertThatThrownBy(() -> new AddressGuard(names("93.184.216.34", "169.254.169.254"), true).resolve("x"))
                .isInstanceOf(UnknownHostException.class);
    }

    private static AddressGuard guard(String address, boolean privateAllowed) {
        return new AddressGuard(names(address), privateAllowed);
    }

    private static DnsResolver names(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] found = new InetAddress[addresses.length];
                for (int i = 0; i < found.length; i++) {
                    found[i] = InetAddress.getByName(addresses[i]);
                }
                return found;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
