package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes whose server is away wait for it while all else runs, also where Camel is told to supervise routes itself. */
class ServerAwayTest {
    private static volatile boolean away = true;

    @TempDir
    private Path home;

    /** A component whose server can be away when a route starts. */
    public static final class Broker extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, java.util.Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new BrokerConsumer(this, processor);
                }
            };
        }
    }

    private static final class BrokerConsumer extends DefaultConsumer {
        private BrokerConsumer(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void doStart() throws Exception {
            if (away) {
                throw new ConnectException("Connection refused");
            }
            super.doStart();
            setHealthCheck(new AbstractHealthCheck("camel", "consumer:waits") {
                @Override
                protected void doCall(HealthCheckResultBuilder builder, java.util.Map<String, Object> options) {
                    builder.state(away ? HealthCheck.State.DOWN : HealthCheck.State.UP);
                    if (away) {
                        builder.message("the broker is away");
                    }
                }
            });
        }
    }

    @Test
    void aRouteWhoseServerIsAwayStartsWhenItIsBack() throws Exception {
        away = true;
        try (TestServer drover = ErpTask.withJob(new TestServer(home))
                .with("drover.endpoints.retry", "0.1")
                .with("camel.routecontroller.enabled", "true")
                .with("camel.beans.broker", "#class:" + Broker.class.getName())
                .withFile(
                        "routes/waits.camel.yaml",
                        """
                        - route: {id: before, from: {uri: "platform-http:/before", steps: [{setBody: {constant: yes}}]}}
                        - route: {id: waits, from: {uri: "broker:orders", steps: [{log: hi}]}}
                        - route: {id: after, from: {uri: "platform-http:/after", steps: [{setBody: {constant: yes}}]}}
                        """)
                .start()) {
            String problem =
                    "waits.camel.yaml:2: cannot start yet, and is tried again until it can: Connection refused";
            assertThat(drover.server().deployments().problems())
                    .singleElement()
                    .asString()
                    .endsWith(problem);
            assertThat(drover.get("/before").body()).isEqualTo("yes");
            assertThat(drover.get("/after").body()).isEqualTo("yes");
            assertThat(drover.observe("health").body()).contains(problem);
            assertThat(drover.observe("health/ready").statusCode()).isEqualTo(200);
            assertThat(drover.get("/api/diagnose").body()).contains("is tried again until it can");

            drover.withFile(
                    "routes/more.camel.yaml",
                    "- route: {id: more, from: {uri: 'platform-http:/more', steps: [{setBody: {constant: yes}}]}}");
            await().untilAsserted(() -> assertThat(drover.get("/more").body()).isEqualTo("yes"));

            away = false;
            await().until(() -> drover.server().deployments().problems().isEmpty());
            assertThat(drover.server()
                            .camel()
                            .getRouteController()
                            .getRouteStatus("waits")
                            .isStarted())
                    .isTrue();

            away = true;
            assertThat(drover.get("/api/diagnose").body()).contains("route waits: the broker is away");

            Files.delete(home.resolve("routes/waits.camel.yaml"));
            await().until(() -> drover.server().camel().getRoute("waits") == null);
        }
    }

    /** A server that takes the connection and says nothing, as one behind a firewall that has forgotten it. */
    @Test
    void aServerThatNeverAnswersKeepsNothingElseWaiting() throws Exception {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (silent;
                TestServer drover = ErpTask.withJob(new TestServer(home))
                        .with("drover.endpoints.retry", "0.1")
                        .withFile(
                                "routes/silent.camel.yaml",
                                """
                                - route: {id: silent, from: {uri: "ftp://127.0.0.1:%d/in?password=x&username=x&maximumReconnectAttempts=0", steps: [{log: hi}]}}
                                - route: {id: after, from: {uri: "platform-http:/after", steps: [{setBody: {constant: yes}}]}}
                                """
                                        .formatted(silent.getLocalPort()))
                        .start()) {
            String problem = "silent.camel.yaml:1: cannot start yet, and is tried again until it can: ftp://127.0.0.1:"
                    + silent.getLocalPort() + "/in does not answer; the start is still under way";
            assertThat(drover.server().deployments().problems())
                    .singleElement()
                    .asString()
                    .endsWith(problem);
            assertThat(drover.get("/after").body()).isEqualTo("yes");

            drover.withFile(
                    "routes/more.camel.yaml",
                    "- route: {id: more, from: {uri: 'platform-http:/more', steps: [{setBody: {constant: yes}}]}}");
            await().untilAsserted(() -> assertThat(drover.get("/more").body()).isEqualTo("yes"));
            assertThat(drover.server().deployments().problems())
                    .singleElement()
                    .asString()
                    .endsWith(problem);

            answerNobody(silent);
            await().until(() -> drover.server().deployments().problems().isEmpty());
            assertThat(drover.server()
                            .camel()
                            .getRouteController()
                            .getRouteStatus("silent")
                            .isStarted())
                    .isTrue();
        }
    }

    /** Those that wait in its queue are told that nobody is there. */
    private static void answerNobody(ServerSocket server) throws IOException {
        server.close();
    }
}
