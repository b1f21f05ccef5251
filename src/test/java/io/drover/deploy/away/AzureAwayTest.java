package io.drover.deploy.away;

import static io.drover.deploy.away.OrderQueues.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.drover.testing.Azurite;
import io.drover.testing.TestServer;
import io.drover.testing.broker.Gateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** promises.md: Azure Blob Storage that is away when Drover starts, goes in the middle, and comes back; with the routes of the guide. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AzureAwayTest {
    private static final String IN = "orders-from-azure";

    @TempDir
    private static Path home;

    private static Azurite azurite;
    private static Gateway gateway;
    private static BlobContainerClient container;
    private static OrderQueues drover;

    @BeforeAll
    static void start() throws Exception {
        azurite = new Azurite().start();
        gateway = new Gateway(TestServer.freePort(), URI.create(azurite.url()).getPort());
        container = client(azurite.url()).createBlobContainer("orders");
        drover = new OrderQueues(home.resolve("drover"))
                .withGuide(IN)
                .with("azure.account", Azurite.ACCOUNT)
                .with("azure.key", Azurite.KEY)
                .with("azure.delay", "100");
        // With an account's name alone the component goes to Azure itself; it takes the one client that there is
        drover.drover()
                .withFile(
                        "routes/azurite.camel.yaml",
                        """
                        - beans:
                            - name: azurite
                              type: com.azure.storage.blob.BlobServiceClient
                              scriptLanguage: groovy
                              script: >-
                                new com.azure.storage.blob.BlobServiceClientBuilder().endpoint('http://127.0.0.1:%d/%s')
                                .credential(new com.azure.storage.common.StorageSharedKeyCredential('%s', '%s'))
                                .retryOptions(new com.azure.storage.common.policy.RequestRetryOptions(null, 1, 2, null, null, null))
                                .buildClient()
                        """
                                .formatted(gateway.port(), Azurite.ACCOUNT, Azurite.ACCOUNT, Azurite.KEY));
        drover.start();
    }

    private static BlobServiceClient client(String url) {
        return new BlobServiceClientBuilder()
                .endpoint(url)
                .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.KEY))
                .buildClient();
    }

    @AfterAll
    static void stop() {
        if (drover != null) {
            drover.close();
            gateway.close();
        }
        if (azurite != null) {
            azurite.close();
        }
    }

    private static void put(int from, int to) {
        for (int number = from; number < to; number++) {
            container
                    .getBlobClient("in/" + number + ".json")
                    .upload(BinaryData.fromString(orders(number, number + 1).get(0)));
        }
    }

    private static List<String> names(String folder) {
        return container.listBlobs().stream()
                .map(BlobItem::getName)
                .filter(name -> name.startsWith(folder))
                .toList();
    }

    private static List<String> sent() {
        return names("out/").stream()
                .map(name -> container.getBlobClient(name).downloadContent().toString())
                .toList();
    }

    @Test
    @Order(1)
    void awayAtTheStartThenThere() throws Exception {
        drover.awaitNamed(IN);

        gateway.open();
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
        gateway.shut();
        drover.putOut(orders(5, 10));
        drover.awaitNamed(IN);

        gateway.open();

        drover.awaitLoaded(60);
        await().until(() -> names("in/").isEmpty());
        assertThat(drover.messages()).isEqualTo(60);
        await().untilAsserted(() -> assertThat(sent()).containsAll(orders(0, 10)));
        drover.awaitWell(IN);
    }
}
