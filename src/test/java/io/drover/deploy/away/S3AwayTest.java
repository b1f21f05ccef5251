package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** promises.md: a server that speaks S3 and is away when Drover starts, goes in the middle, and comes back; with the routes of the guide. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3AwayTest {
    private static final String IN = "orders-from-s3";
    private static final int PORT = TestServer.freePort();

    @TempDir
    private static Path home;

    private static BlobStoreContext context;
    private static BlobStore buckets;
    private static S3Proxy s3;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("aws.requestChecksumCalculation", "when_required"); // s3proxy does not know the newest ones
        context = ContextBuilder.newBuilder("transient")
                .credentials("drover", "geheim")
                .overrides(new Properties())
                .build(BlobStoreContext.class);
        buckets = context.getBlobStore();
        buckets.createContainerInLocation(null, "orders");
        drover = new OrderQueues(home.resolve("drover"))
                .withGuide(IN)
                .with("s3.key", "drover")
                .with("s3.secret", "geheim")
                .with("s3.delay", "100")
                .with("camel.component.aws2-s3.overrideEndpoint", "true")
                .with("camel.component.aws2-s3.uriEndpointOverride", "http://127.0.0.1:" + PORT)
                .with("camel.component.aws2-s3.forcePathStyle", "true")
                .start();
    }

    private static void startServer() throws Exception {
        s3 = S3Proxy.builder()
                .blobStore(buckets)
                .endpoint(URI.create("http://127.0.0.1:" + PORT))
                .ignoreUnknownHeaders(true)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "drover", "geheim")
                .build();
        s3.start();
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        s3.stop();
        context.close();
        System.clearProperty("aws.requestChecksumCalculation");
    }

    private static void put(int from, int to) {
        for (int number = from; number < to; number++) {
            buckets.putBlob(
                    "orders",
                    buckets.blobBuilder("in/" + number + ".json")
                            .payload(orders(number, number + 1).get(0).getBytes(UTF_8))
                            .build());
        }
    }

    private static List<String> keys(String folder) {
        return buckets.list("orders", ListContainerOptions.Builder.recursive().prefix(folder)).stream()
                .map(object -> object.getName())
                .toList();
    }

    private static List<String> sent() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String key : keys("out/")) {
            texts.add(new String(
                    buckets.getBlob("orders", key).getPayload().openStream().readAllBytes(), UTF_8));
        }
        return texts;
    }

    /** The component asks for the bucket as soon as its endpoint is made: not even that can be done yet. */
    @Test
    @Order(1)
    void awayAtTheStartThenThere() throws Exception {
        drover.awaitNamed(IN + ".camel.yaml");
        assertThat(drover.drover().server().deployments().problems())
                .singleElement()
                .asString()
                .endsWith("cannot start yet, and is tried again until it can: Connection refused");

        startServer();
        put(0, 20);
        drover.awaitLoaded(20);
        drover.putOut(orders(0, 5));
        await().untilAsserted(() -> assertThat(sent()).containsExactlyInAnyOrderElementsOf(orders(0, 5)));
        drover.awaitWell(IN);
    }

    @Test
    @Order(2)
    void goneInTheMiddleAndBackAgain() throws Exception {
        put(20, 60);
        drover.awaitSomeFrom(20);
        s3.stop();
        drover.putOut(orders(5, 10));
        drover.awaitNamed(IN);

        startServer();

        drover.awaitLoaded(60);
        await().until(() -> keys("in/").isEmpty());
        assertThat(drover.messages()).isEqualTo(60);
        await().untilAsserted(() -> assertThat(sent()).containsAll(orders(0, 10)));
        drover.awaitWell(IN);
    }
}
