package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.drover.queue.payload.PayloadStore;
import io.drover.queue.retention.CleanUp;
import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blob end of data management (wire contract 2.3), with Azure's own client and byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BlobContract {
    private static final byte[] CONTENT = "0123456789".getBytes(UTF_8);

    private Path folder;
    private TestServer server;
    private DataClient client;

    /** Where Drover's own tables are. */
    abstract TestServer on(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        folder = home;
        server = on(new TestServer(folder))
                .withRoutes("data-management.camel.yaml")
                .with("drover.clean-up.grace", "0")
                .start();
        client = new DataClient(server.server().url(), server.application("blobs"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private BlobClient azure(String url) {
        return new BlobClientBuilder().endpoint(url).buildClient();
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        return content;
    }

    @Test
    void azuresClientUploadsAndDownloadsASmallBlob() throws Exception {
        BlobClient blob = azure(client.writeUrl("customers.zip"));

        blob.upload(BinaryData.fromBytes(CONTENT));

        assertThat(blob.downloadContent().toBytes()).isEqualTo(CONTENT);
        BlobProperties properties = blob.getProperties();
        assertThat(properties.getBlobSize()).isEqualTo(CONTENT.length);
        assertThat(properties.getETag()).isNotBlank();
        assertThat(properties.getLastModified()).isNotNull();
    }

    @Test
    void azuresClientUploadsALargeBlobInBlocksAndReadsRangesOfIt() throws Exception {
        byte[] content = random(9 * 1024 * 1024 + 17);
        Path file = Files.write(folder.resolve("large.bin"), content);
        BlobClient blob = azure(client.writeUrl("large.zip"));

        blob.uploadFromFileWithResponse(
                new BlobUploadFromFileOptions(file.toString())
                        .setParallelTransferOptions(new ParallelTransferOptions()
                                .setBlockSizeLong(2L * 1024 * 1024)
                                .setMaxSingleUploadSizeLong(1024L * 1024)
                                .setMaxConcurrency(3)),
                null,
                null);

        ByteArrayOutputStream part = new ByteArrayOutputStream();
        blob.downloadStreamWithResponse(part, new BlobRange(3_000_000, 1_000L), null, null, false, null, null);
        assertThat(part.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 3_000_000, 3_001_000));
        Path back = folder.resolve("back.bin");
        blob.downloadToFile(back.toString(), true);
        assertThat(back).hasBinaryContent(content);
    }

    @Test
    void azuresClientDoesNotOverwriteUnlessToldTo() throws Exception {
        BlobClient blob = azure(client.writeUrl("once.zip"));
        blob.upload(BinaryData.fromBytes(CONTENT));

        assertThatThrownBy(() -> blob.upload(BinaryData.fromString("other")))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(409);
                    assertThat(e.getErrorCode().toString()).isEqualTo("BlobAlreadyExists");
                });
        blob.upload(BinaryData.fromString("other"), true);

        assertThat(blob.downloadContent().toString()).isEqualTo("other");
    }

    /** A URL of GetAzureWriteUrl does not allow to delete, at Azure neither; clients that clean up read the code. */
    @Test
    void azuresClientIsToldThatItMayNotDelete() throws Exception {
        String url = client.writeUrl("kept.zip");
        azure(url).upload(BinaryData.fromBytes(CONTENT));

        assertThatThrownBy(() -> azure(url).delete()).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(403);
            assertThat(e.getErrorCode().toString()).isEqualTo("AuthorizationPermissionMismatch");
        });
        HttpResponse<byte[]> answer = client.get(url);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    /** RIS: x-ms-blob-type, Overwrite, no Content-Type, no Authorization. */
    @Test
    void aPutIsAnswered201WithTheHeadersThatClientsInsistOn() throws Exception {
        HttpResponse<String> answer = client.put(
                client.writeUrl("ris.zip"),
                CONTENT,
                "x-ms-date",
                "Sat, 21 Nov 2026 14:33:00 GMT",
                "x-ms-version",
                "2015-02-21");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        for (String header : new String[] {"ETag", "Last-Modified", "x-ms-request-id", "x-ms-version"}) {
            assertThat(answer.headers().firstValue(header)).as(header).isPresent();
        }
    }

    @Test
    void theValueIsATextWithJsonThatNamesTheBlobAndItsUrl() throws Exception {
        String value = client.value("GetAzureWriteUrl", "uniqueFileName", "General Journal (1).zip")
                .textValue();

        var json = DataClient.JSON.readTree(value);
        assertThat(json.get("BlobId").textValue()).matches("\\{[0-9A-F-]{36}}");
        assertThat(json.get("BlobUrl").textValue())
                .startsWith(server.server().url() + "/drover/dmf/General_Journal_1_-")
                .matches(".*\\.zip\\?sv=[^&]+&sr=b&sig=[^&]+&st=[^&]+&se=[^&]+&sp=rw");
    }

    @Test
    void aRangeIs206WithContentRange() throws Exception {
        String url = client.writeUrl("range.zip");
        client.put(url, CONTENT);

        for (String header : new String[] {"x-ms-range", "Range"}) {
            HttpResponse<byte[]> answer = client.get(url, header, "bytes=2-4");
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 2-4/10");
            assertThat(answer.headers().firstValue("x-ms-blob-type")).hasValue("BlockBlob");
            assertThat(answer.body()).isEqualTo("234".getBytes(UTF_8));
        }
        assertThat(client.get(url, "Range", "bytes=10-").statusCode()).isEqualTo(416);
    }

    /** comp and blockid come before the signature, or behind it. */
    @Test
    void blocksMayBePutInAnyOrderOfTheQuery() throws Exception {
        String url = client.writeUrl("blocks.zip");
        String before = url.replace("?", "?comp=block&blockid=ID&");
        String behind = url + "&blockid=ID&comp=block";
        assertThat(client.put(before.replace("ID", "QQ%3D%3D"), "A".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(201);
        assertThat(client.put(behind.replace("ID", "Qg=="), "B".getBytes(UTF_8)).statusCode())
                .isEqualTo(201);

        HttpResponse<String> list = client.put(
                url + "&comp=blocklist",
                "<?xml version=\"1.0\"?><BlockList><Latest>Qg==</Latest><Uncommitted>QQ==</Uncommitted></BlockList>"
                        .getBytes(UTF_8));

        assertThat(list.statusCode()).as(list.body()).isEqualTo(201);
        assertThat(client.get(url).body()).isEqualTo("BA".getBytes(UTF_8));
        client.put(
                url + "&comp=blocklist",
                "<BlockList><Committed>QQ==</Committed><Latest>QQ==</Latest></BlockList>".getBytes(UTF_8));
        assertThat(client.get(url).body()).isEqualTo("AA".getBytes(UTF_8));
    }

    @Test
    void aListOfUnknownBlocksIsRefusedAndNothingChanges() throws Exception {
        String url = client.writeUrl("unknown.zip");
        client.put(url, CONTENT);

        HttpResponse<String> answer =
                client.put(url + "&comp=blocklist", "<BlockList><Latest>QQ==</Latest></BlockList>".getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Error><Code>InvalidBlockList</Code>");
        assertThat(client.get(url).body()).isEqualTo(CONTENT);
    }

    @Test
    void contentMd5IsChecked() throws Exception {
        String url = client.writeUrl("md5.zip");
        String right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(CONTENT));

        HttpResponse<String> wrong = client.put(url, "changed".getBytes(UTF_8), "Content-MD5", right);

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("<Code>Md5Mismatch</Code>");
        assertThat(client.get(url).statusCode()).isEqualTo(404);
        assertThat(client.put(url, CONTENT, "Content-MD5", right).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sig=", "sig=x", "sp=rwd", "se=2099-01-01T00%3A00%3A00Z", "st=2001-01-01T00%3A00%3A00Z"})
    void aForgedUrlIs403(String forged) throws Exception {
        String url = client.writeUrl("forged.zip");
        String name = forged.substring(0, forged.indexOf('=') + 1);

        HttpResponse<String> answer = client.put(url.replaceAll(name + "[^&]*", forged), CONTENT);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AuthenticationFailed</Code>");
    }

    @Test
    void theSignatureOfOneBlobIsNoneOfAnother() throws Exception {
        String one = client.writeUrl("one.zip");
        String other = client.writeUrl("other.zip");

        String mixed = other.substring(0, other.indexOf('?')) + one.substring(one.indexOf('?'));

        assertThat(client.put(mixed, CONTENT).statusCode()).isEqualTo(403);
        assertThat(client.get(other.substring(0, other.indexOf('?'))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatWasNeverWrittenIs404() throws Exception {
        HttpResponse<byte[]> answer = client.get(client.writeUrl("nothing.zip"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), UTF_8)).contains("<Code>BlobNotFound</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comp=appendblock", "comp=page", "comp=block&blockid=", "comp=block&blockid=no+base64!"})
    void whatIsNotOfferedIsRefused(String query) throws Exception {
        HttpResponse<String> answer = client.put(client.writeUrl("other.zip") + "&" + query, CONTENT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidQueryParameterValue</Code>");
    }

    @Test
    void pageBlobsAreRefused() throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(client.writeUrl("page.vhd")))
                .header("x-ms-blob-type", "PageBlob")
                .PUT(BodyPublishers.ofByteArray(CONTENT)));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void whatNobodyWroteAndWhatIsOldIsForgotten() throws Exception {
        String waits = client.writeUrl("waits.zip");
        String old = client.writeUrl("old.zip");
        String kept = client.writeUrl("kept.zip");
        client.put(old, CONTENT);
        client.put(kept, CONTENT);
        server.sql("UPDATE drover.blob SET changed = changed - INTERVAL '2' DAY WHERE file = 'waits.zip'");
        server.sql("UPDATE drover.blob SET changed = changed - INTERVAL '8' DAY WHERE file = 'old.zip'");

        cleanUp();

        assertThat(client.put(waits, CONTENT).statusCode()).isEqualTo(404);
        assertThat(client.get(old).statusCode()).isEqualTo(404);
        assertThat(client.get(kept).statusCode()).isEqualTo(200);
    }

    private void cleanUp() {
        new CleanUp(
                        server.settings(),
                        server.server().catalog(),
                        server.server().store(),
                        new PayloadStore(server.settings()))
                .run();
    }

    @Test
    void theBlocksOfAnUploadThatIsNotFinishedAreKept() throws Exception {
        String url = client.writeUrl("slow.zip");
        byte[] block = "a block that nothing else holds".getBytes(UTF_8);
        assertThat(client.put(url + "&comp=block&blockid=QQ%3D%3D", block).statusCode())
                .isEqualTo(201);

        cleanUp();

        HttpResponse<String> list =
                client.put(url + "&comp=blocklist", "<BlockList><Latest>QQ==</Latest></BlockList>".getBytes(UTF_8));
        assertThat(list.statusCode()).as(list.body()).isEqualTo(201);
        assertThat(client.get(url).body()).isEqualTo(block);
    }

    @Test
    void aTokenIsNeededToGetAUrlAndNoneToUseIt() throws Exception {
        HttpResponse<String> answer = server.post(
                "/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities.GetAzureWriteUrl",
                "{\"uniqueFileName\":\"" + UUID.randomUUID() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }
}
