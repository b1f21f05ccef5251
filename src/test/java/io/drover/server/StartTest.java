package io.drover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.JobOperations;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a server from starting is said in one line, and is gone when it is mended. */
class StartTest {
    @TempDir
    private Path home;

    /** What a jar may do without a word. */
    public static final class Veto extends LifecycleStrategySupport implements CamelContextAware {
        private CamelContext camel;

        @Override
        public void setCamelContext(CamelContext context) {
            if (camel == null) {
                camel = context;
                context.addLifecycleStrategy(this);
            }
        }

        @Override
        public CamelContext getCamelContext() {
            return camel;
        }

        @Override
        public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
            throw new VetoCamelContextStartException("not today", context, false);
        }
    }

    @Test
    void aCamelThatDoesNotStartIsNoServer() {
        TestServer drover =
                ErpTask.withJob(new TestServer(home)).with("camel.beans.veto", "#class:" + Veto.class.getName());

        assertThatThrownBy(drover::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("Camel does not start: a jar in lib/ or a bean of the settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "devConsole", "download", "upload", "send", "jolokia"})
    void healthAndMetricsAreAllThatOtherMachinesAreOffered(String what) {
        TestServer drover = ErpTask.withJob(new TestServer(home))
                .with("camel.management.host", "0.0.0.0")
                .with("camel.management." + what + "Enabled", "true");

        assertThatThrownBy(drover::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessage(
                        "the server cannot start: camel.management.host is 0.0.0.0, which other machines reach, while"
                                + " camel.management." + what
                                + "Enabled is on, which is for this machine only. Turn it off, or listen on 127.0.0.1");
    }

    @Test
    void aNameOfTheManagementPortThatIsNoneIsNamed() {
        TestServer drover = ErpTask.withJob(new TestServer(home)).with("drover.management.names", "drover, a:9876");

        assertThatThrownBy(drover::start)
                .hasMessageContaining("drover.management.names has 'a:9876'; it must have names of hosts");
    }

    @Test
    void whatNeedsNoTokenIsNotOfferedToOtherMachines() {
        TestServer drover = ErpTask.withJob(new TestServer(home)).with("camel.server.host", "0.0.0.0");

        assertThatThrownBy(drover::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageStartingWith("camel.server.host is 0.0.0.0, which other machines reach, while"
                        + " drover.api.loopback is open: set drover.api.loopback = closed");
        try (drover) {
            drover.with("drover.api.loopback", "closed").start();
            assertThat(drover.server().operations(JobOperations.class).jobs()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.server.host", "camel.management.host"})
    void anAddressThatIsNoneIsNamed(String setting) {
        TestServer drover = ErpTask.withJob(new TestServer(home)).with(setting, "no.such.host.invalid");

        assertThatThrownBy(drover::start)
                .hasMessage(setting + " is no.such.host.invalid, which is no address of this machine");
    }

    @Test
    void anIssuerThatIsHalfConfiguredKeepsTheServerFromStarting() {
        TestServer drover = ErpTask.withJob(new TestServer(home)).with("drover.auth.issuer.entra.preset", "entra");

        assertThatThrownBy(drover::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("the setting drover.auth.issuer.entra.issuer is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.server.port", "camel.management.port"})
    void aPortInUseIsNamed(String setting) throws IOException {
        TestServer drover = ErpTask.withJob(new TestServer(home));
        try (ServerSocket other = new ServerSocket(TestServer.freePort(), 1, InetAddress.getLoopbackAddress())) {
            drover.with(setting, String.valueOf(other.getLocalPort()));

            assertThatThrownBy(drover::start)
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " is in use")
                    .hasMessageContaining(setting);
        }
        try (drover) {
            drover.start();
            assertThat(drover.server().operations(JobOperations.class).jobs()).hasSize(1);
        }
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsNamed() {
        TestServer drover = ErpTask.withJob(new TestServer(home))
                .with("drover.datasource.shop.url", "jdbc:oracle:thin:@127.0.0.1:" + TestServer.freePort() + ":shop");

        assertThatThrownBy(drover::start)
                .hasMessageStartingWith("cannot open the database shop (jdbc:oracle:thin:@127.0.0.1:")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:oracle:thin:@//erp:1521/x", "jdbc:postgresql://erp:port/shop", "shop"})
    void aUrlThatNoDriverKnowsIsNamed(String url) {
        TestServer drover = ErpTask.withJob(new TestServer(home)).with("drover.datasource.shop.url", url);

        assertThatThrownBy(drover::start)
                .hasMessageStartingWith("cannot open the database shop (" + url + "): ")
                .hasMessageContaining("URL");
    }
}
