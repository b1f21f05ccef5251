package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.drover.deploy.endpoint.FetchedFiles;
import io.drover.store.ledger.Execution;
import io.drover.testing.Azurite;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fetch from and send to containers of Azure Blob Storage, as Azurite speaks it. */
class AzureBlobEndpointTest {

    private static Azurite azurite;
    private static BlobContainerClient in;
    private static BlobContainerClient out;
    private static JobServer jobs;
    private static ConsoleLines console;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        azurite = new Azurite().start();
        console = new ConsoleLines();
        BlobServiceClient account = new BlobServiceClientBuilder()
                .endpoint(azurite.url())
                .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.KEY))
                .buildClient();
        in = account.createBlobContainer("incoming");
        out = account.createBlobContainer("outgoing");
        jobs = new JobServer(
                        new TestServer(home).withRoutes("endpoints.camel.yaml").with("drover.outbox.delay", "0.1"))
                .start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(20) PRIMARY KEY, Total int)");
        // With an account's name alone the component goes to Azure itself
        jobs.drover.server().camel().getRegistry().bind("azurite", account);
        jobs.drover
                .withFile(
                        "Files/Jobs/In.xml",
                        """
                        <job name="In">
                            <source><xml/><endpoint uri="%s&amp;delay=200"/></source>
                            <destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>
                        """
                                .formatted(uri("incoming")))
                .withFile(
                        "Files/Jobs/Out.xml",
                        """
                        <job name="Out">
                            <source><xml/></source>
                            <destination><xml/><endpoint uri="%s&amp;blobName=orders/${file:onlyname}"/></destination>
                            <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                        </job>
                        """
                                .formatted(uri("outgoing")));
        jobs.awaitJob("In");
        jobs.awaitJob("Out");
    }

    private static String uri(String container) {
        return "azure-storage-blob:" + Azurite.ACCOUNT + "/" + container + "?serviceClient=#azurite";
    }

    @AfterAll
    static void stop() {
        if (jobs != null) {
            jobs.close();
            console.close();
        }
        if (azurite != null) {
            azurite.close();
        }
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id, "Total", "7")));
    }

    private static List<String> names(BlobContainerClient container) {
        return container.listBlobs().stream().map(BlobItem::getName).toList();
    }

    @Test
    void blobsAreFetchedUnderTheLastPartOfTheirNamesAndDeleted() throws Exception {
        for (String name : List.of("a.xml", "deep/../../../b.xml")) {
            in.getBlobClient(name).upload(BinaryData.fromString(orders(name)));
        }

        assertThat(jobs.awaitExecutions("In", 2))
                .extracting(Execution::file)
                .containsExactlyInAnyOrder("a.xml", "b.xml");
        await().until(() -> names(in).isEmpty());
    }

    @Test
    void aBlobThatWasReplacedSinceItWasReadIsNotDeleted() throws Exception {
        BlobClient blob = out.getBlobClient("replaced.xml");
        blob.upload(BinaryData.fromString("read"));
        Exchange fetched = jobs.drover
                .server()
                .camel()
                .getEndpoint(uri("outgoing").replace("&amp;", "&"))
                .createExchange();
        fetched.getMessage().setHeader("CamelAzureStorageBlobBlobName", "replaced.xml");
        fetched.getMessage()
                .setHeader("CamelAzureStorageBlobETag", blob.getProperties().getETag());
        blob.upload(BinaryData.fromString("new"), true);

        assertThatThrownBy(() -> FetchedFiles.check(fetched))
                .hasMessage("it was changed at its source while it was fetched");
        assertThat(blob.downloadContent().toString()).isEqualTo("new");

        fetched.getMessage()
                .setHeader("CamelAzureStorageBlobETag", blob.getProperties().getETag());
        FetchedFiles.check(fetched);
        assertThat(blob.exists()).isFalse();
    }

    @Test
    void aBlobIsMovedOnlyAsItWasRead() throws Exception {
        BlobClient blob = out.getBlobClient("moved.xml");
        blob.upload(BinaryData.fromString("read"));
        out.getBlobClient("moved.xml.new").upload(BinaryData.fromString("another"));
        Exchange fetched = jobs.drover
                .server()
                .camel()
                .getEndpoint(uri("outgoing").replace("&amp;", "&") + "&moveAfterRead=true&destinationContainer=moved")
                .createExchange();
        fetched.getMessage().setHeader("CamelAzureStorageBlobBlobName", "moved.xml");
        fetched.getMessage()
                .setHeader("CamelAzureStorageBlobETag", blob.getProperties().getETag());
        FetchedFiles.check(fetched);

        blob.upload(BinaryData.fromString("new"), true);
        assertThatThrownBy(() -> FetchedFiles.check(fetched))
                .hasMessage("it was changed at its source while it was fetched");
        assertThat(blob.exists()).isTrue();
    }

    @Test
    void whatAJobWritesBecomesABlobOfTheNameThatTheUriSays() throws Exception {
        jobs.run("Out", orders("sent"));

        await().until(() -> names(out).contains("orders/Out.xml"));
        assertThat(out.getBlobClient("orders/Out.xml").downloadContent().toString())
                .contains("sent");
        await().untilAsserted(() -> assertThat(jobs.filesIn("Outbox/Out")).isEmpty());
        assertThat(jobs.filesIn("Archive/Out")).singleElement().asString().startsWith("Out-");
    }
}
