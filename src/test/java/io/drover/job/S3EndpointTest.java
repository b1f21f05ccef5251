package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.deploy.endpoint.FetchedFiles;
import io.drover.store.ledger.Execution;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that fetch from and send to a bucket of a server that speaks S3. */
class S3EndpointTest {
    private static final String SECRET = "se/cr+et&%=";

    private static BlobStoreContext context;
    private static BlobStore buckets;
    private static S3Proxy s3;
    private static JobServer jobs;
    private static ConsoleLines console;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        console = new ConsoleLines();
        System.setProperty("aws.requestChecksumCalculation", "when_required"); // s3proxy does not know the newest ones
        context = ContextBuilder.newBuilder("transient")
                .credentials("drover", SECRET)
                .overrides(new Properties())
                .build(BlobStoreContext.class);
        buckets = context.getBlobStore();
        buckets.createContainerInLocation(null, "exchange");
        int port = TestServer.freePort();
        s3 = proxy(port);
        TestServer server = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("s3.secret", SECRET)
                .with("drover.outbox.delay", "0.1")
                .with("drover.endpoints.retry", "0.3")
                .withFile(
                        "Files/Jobs/In.xml",
                        """
                        <job name="In">
                            <source><xml/><endpoint uri="%s&amp;prefix=in/&amp;delay=100"/></source>
                            <destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>
                        """
                                .formatted(uri(port)))
                .withFile(
                        "Files/Jobs/Out.xml",
                        """
                        <job name="Out">
                            <source><xml/></source>
                            <destination><xml/><endpoint uri="%s&amp;keyName=out/${file:onlyname}"/></destination>
                            <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                        </job>
                        """
                                .formatted(uri(port)));
        // The bucket's server is away when Drover starts: the jobs are there, and the endpoints come later
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(20) PRIMARY KEY, Total int)");
        assertThat(console.warnings()).anyMatch(line -> line.startsWith("WARN In  cannot begin to fetch: "));
        s3.start();
    }

    private static S3Proxy proxy(int port) {
        return S3Proxy.builder()
                .blobStore(buckets)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .ignoreUnknownHeaders(true)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "drover", SECRET)
                .build();
    }

    private static String uri(int port) {
        return "aws2-s3:exchange?accessKey=drover&amp;secretKey=RAW({{s3.secret}})&amp;region=eu-west-1"
                + "&amp;overrideEndpoint=true&amp;uriEndpointOverride=http://127.0.0.1:" + port
                + "&amp;forcePathStyle=true";
    }

    @AfterAll
    static void stop() throws Exception {
        jobs.close();
        s3.stop();
        System.clearProperty("aws.requestChecksumCalculation");
        context.close();
        console.close();
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id, "Total", "7")));
    }

    private static List<String> keys() {
        return buckets.list("exchange", ListContainerOptions.Builder.recursive()).stream()
                .map(object -> object.getName())
                .toList();
    }

    @Test
    void objectsAreFetchedUnderTheLastPartOfTheirKeysAndDeleted() throws Exception {
        for (String key : List.of("in/a.xml", "in/deep/b.xml")) {
            buckets.putBlob(
                    "exchange",
                    buckets.blobBuilder(key)
                            .payload(orders(key).getBytes(StandardCharsets.UTF_8))
                            .build());
        }

        assertThat(jobs.awaitExecutions("In", 2)).extracting(Execution::file).containsExactly("a.xml", "b.xml");
        await().until(() -> keys().stream().noneMatch(key -> key.startsWith("in/")));
        assertThat(console.file()).doesNotContain(SECRET);
    }

    @Test
    void anObjectThatWasReplacedSinceItWasReadIsNotDeleted() throws Exception {
        buckets.putBlob(
                "exchange", buckets.blobBuilder("other/c.xml").payload("new").build());
        String tag = buckets.blobMetadata("exchange", "other/c.xml").getETag();
        Exchange fetched =
                jobs.drover.server().camel().getRoute("fetch-In").getEndpoint().createExchange();
        fetched.getMessage().setHeader("CamelAwsS3Key", "other/c.xml");
        fetched.getMessage().setHeader("CamelAwsS3ETag", '"' + tag.replace("\"", "") + '"');

        FetchedFiles.check(fetched);

        fetched.getMessage().setHeader("CamelAwsS3ETag", "\"of what was read\"");
        assertThatThrownBy(() -> FetchedFiles.check(fetched))
                .hasMessage("it was changed at its source while it was fetched");
    }

    @Test
    void whatAJobWritesIsPutUnderTheKeyThatTheUriSays() throws Exception {
        jobs.run("Out", orders("sent"));

        await().until(() -> keys().contains("out/Out.xml"));
        String content = new String(
                buckets.getBlob("exchange", "out/Out.xml")
                        .getPayload()
                        .openStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(content).contains("sent");
        await().untilAsserted(() -> assertThat(jobs.filesIn("Outbox/Out")).isEmpty());
        assertThat(jobs.filesIn("Archive/Out")).singleElement().asString().startsWith("Out-");
    }
}
