package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits that drivers get for connections that go dead; what a URL says itself is left as it is. */
class DriverTimeoutsTest {
    @Test
    void eachDriverHasItsLimitsInItsUnits() {
        assertThat(DriverTimeouts.of("jdbc:postgresql://db/shop", 10_500, 300_000))
                .containsEntry("connectTimeout", "11")
                .containsEntry("loginTimeout", "11")
                .containsEntry("socketTimeout", "300")
                .containsEntry("tcpKeepAlive", "true");
        assertThat(DriverTimeouts.of("jdbc:mariadb://db/shop", 10_500, 300_000))
                .containsEntry("connectTimeout", "10500")
                .containsEntry("socketTimeout", "300000");
        assertThat(DriverTimeouts.of("jdbc:sqlserver://db;databaseName=shop", 10_500, 300_000))
                .isEqualTo(Map.of("loginTimeout", "11", "socketTimeout", "300000"));
        assertThat(DriverTimeouts.of("jdbc:h2:file:./shop", 10_500, 300_000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?socketTimeout=5, socketTimeout",
        "jdbc:postgresql://db/shop?user=x&ConnectTimeout = 5, connectTimeout",
        "jdbc:mariadb://db/shop?SOCKETTIMEOUT=5, socketTimeout",
        "jdbc:sqlserver://db;loginTimeout=5;databaseName=shop, loginTimeout"
    })
    void whatTheUrlSaysItselfIsLeftToIt(String url, String own) {
        assertThat(DriverTimeouts.of(url, 10_000, 300_000))
                .doesNotContainKey(own)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./shop, false",
        "jdbc:h2:tcp://db/shop, true",
        "jdbc:h2:ssl://db/shop, true",
        "jdbc:postgresql://db/shop, true"
    })
    void serversInTheNetworkAloneHaveConnectionsThatGoDead(String url, boolean dead) {
        assertThat(DriverTimeouts.areFor(url)).isEqualTo(dead);
    }
}
