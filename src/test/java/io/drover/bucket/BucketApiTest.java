package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.bucket.definition.BucketDefinition;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets over HTTP, as clients of Conscia's paths and others use them. */
class BucketApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static TestApplication operator;
    private static TestApplication till;
    private static TestApplication shop;
    private static TestApplication stranger;

    @BeforeAll
    static void start() throws IOException {
        drover = new TestServer(home)
                .withRoutes("oauth.camel.yaml")
                .with("drover.http.max-upload", "5 MB")
                .withFile("Files/Buckets/first.xml", "<bucket name=\"first\"/>")
                .start();
        operator = drover.application("operator", Role.OPERATOR);
        till = drover.application("till");
        shop = drover.application("shop");
        stranger = drover.application("stranger");
        for (String existing : List.of("number", "replace", "refuse")) {
            drover.withFile(
                    "Files/Buckets/" + existing + ".xml",
                    """
                    <bucket name="%s" existing="%s">
                      <authorizationPolicy>
                        <application id="%s" access="write"/>
                        <application id="%s"/>
                      </authorizationPolicy>
                    </bucket>
                    """
                            .formatted(existing, existing, till.clientId(), shop.clientId()));
        }
        await().until(() -> List.of("number", "replace", "refuse").stream()
                .allMatch(name -> drover.server().catalog().has(BucketDefinition.class, name)));
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @BeforeEach
    void empty() throws Exception {
        for (String bucket : List.of("incoming", "number", "replace", "refuse")) {
            send("DELETE", "/" + bucket + "/files?pattern=*", null);
        }
    }

    private static HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + drover.port() + "/api/buckets" + path))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!List.of(headers).contains("Authorization")) {
            request.header("Authorization", "Bearer " + operator.token());
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonNode ask(String method, String path, BodyPublisher body, String... headers) throws Exception {
        HttpResponse<byte[]> answer = send(method, path, body, headers);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String refusal(int status, String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpResponse<byte[]> answer = send(method, path, body, headers);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        return JSON.readTree(text).path("error").asText();
    }

    private static String name(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text);
    }

    private static BodyPublisher form(String... namesAndContents) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            form.write(("--BOUND\r\nContent-Disposition: form-data; name=\"file[]\"; filename=\"" + namesAndContents[i]
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + namesAndContents[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        form.write("--BOUND--\r\n".getBytes(StandardCharsets.UTF_8));
        return BodyPublishers.ofByteArray(form.toByteArray());
    }

    private static final String[] FORM = {"Content-Type", "multipart/form-data; boundary=BOUND"};

    private static List<String> names(JsonNode files) {
        return StreamSupport.stream(files.spliterator(), false)
                .map(file -> file.get("filename").asText())
                .toList();
    }

    private static List<String> onDisk(String bucket) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("Buckets").resolve(bucket))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theShippedBucketsAreThereWithoutAFile() throws Exception {
        JsonNode buckets = ask("GET", "", null);
        assertThat(StreamSupport.stream(buckets.spliterator(), false)
                        .map(bucket -> bucket.get("bucketCode").asText()))
                .contains("incoming", "processed", "skipped", "invalid");
    }

    @Test
    void aFormsFilesHaveAResultEach() throws Exception {
        JsonNode results = ask(
                "POST",
                "/incoming/upload",
                form("movies.jsonl.gz", "one", "../evil.csv", "two", "Größe.csv", "three", "empty.csv", ""),
                FORM);

        assertThat(results).hasSize(4);
        assertThat(results.get(0).get("filename").asText()).isEqualTo("movies.jsonl.gz");
        assertThat(results.get(0).get("message").asText()).isEqualTo("Successfully uploaded.");
        assertThat(results.get(0).get("sha256").asText()).isEqualTo(DigestUtils.sha256Hex("one"));
        assertThat(results.get(1).get("done").asBoolean()).isFalse();
        assertThat(results.get(1).get("message").asText()).contains("a bucket has no folders");
        assertThat(onDisk("incoming")).containsExactly("Größe.csv", "empty.csv", "movies.jsonl.gz");
        assertThat(Files.readString(home.resolve("Buckets/incoming/Größe.csv"))).isEqualTo("three");
    }

    @Test
    void aFormOfManyLargeFilesIsTakenFromTheDisk() throws Exception {
        String large = "0123456789abcdef".repeat(20_000);
        String[] files = new String[20];
        for (int i = 0; i < files.length; i += 2) {
            files[i] = "large" + i;
            files[i + 1] = large + i;
        }
        assertThat(ask("POST", "/incoming/upload", form(files), FORM)).hasSize(10);
        assertThat(Files.readString(home.resolve("Buckets/incoming/large18"))).isEqualTo(large + 18);
        assertThat(ask("GET", "/incoming", null).get("bytes").asLong()).isEqualTo(10L * large.length() + 15);
    }

    @Test
    void aBrokenFormLeavesNothing() throws Exception {
        byte[] whole = "--BOUND\r\nContent-Disposition: form-data; name=\"file[]\"; filename=\"a\"\r\n\r\nhalf of it"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(400, "POST", "/incoming/upload", BodyPublishers.ofByteArray(whole), FORM))
                .contains("no whole form");
        assertThat(refusal(415, "POST", "/incoming/upload", text("a"), "Content-Type", "text/csv"))
                .contains("multipart/form-data");
        assertThat(refusal(415, "PUT", "/incoming/files/a", form("a", "b"), FORM))
                .contains("--data-binary");
        assertThat(ask("GET", "/incoming/files", null)).isEmpty();
    }

    @Test
    void aFileIsPutListedReadAndDeleted() throws Exception {
        byte[] content = new byte[1_000_000];
        Arrays.fill(content, (byte) 7);
        JsonNode put = ask("PUT", "/incoming/files/" + name("stock 1%.csv"), BodyPublishers.ofByteArray(content));
        assertThat(put.get("filename").asText()).isEqualTo("stock 1%.csv");
        ask("PUT", "/incoming/files/empty", null);

        JsonNode files = ask("GET", "/incoming/files?pattern=STOCK*&limit=5", null);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).get("bytes").asLong()).isEqualTo(content.length);
        assertThat(files.get(0).get("sha256").asText()).isEqualTo(DigestUtils.sha256Hex(content));
        assertThat(names(ask("GET", "/incoming/files?limit=1", null))).containsExactly("empty");
        assertThat(send("GET", "/incoming/files/" + name("Stock 1%.CSV"), null).body())
                .isEqualTo(content);
        assertThat(send("GET", "/incoming/download?filename=empty", null).body())
                .isEmpty();

        assertThat(names(ask("DELETE", "/incoming/files?pattern=stock*.*", null)))
                .containsExactly("stock 1%.csv");
        assertThat(ask("DELETE", "/incoming/files/empty", null).get("done").asBoolean())
                .isTrue();
        assertThat(refusal(404, "GET", "/incoming/files/empty", null))
                .isEqualTo("there is no file 'empty' in the bucket incoming");
        assertThat(refusal(404, "DELETE", "/incoming/files/empty", null)).contains("there is no file");
        assertThat(refusal(400, "DELETE", "/incoming/files", null)).startsWith("pattern is missing");
    }

    @Test
    void aPartOfAFileAndNothingOfOneThatIsKnown() throws Exception {
        ask("PUT", "/incoming/files/digits", text("0123456789"));
        String etag = send("GET", "/incoming/files/digits", null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(etag).isEqualTo('"' + DigestUtils.sha256Hex("0123456789") + '"');

        HttpResponse<byte[]> part = send("GET", "/incoming/files/digits", null, "Range", "bytes=3-5", "If-Range", etag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 3-5/10");
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("345");
        assertThat(send("GET", "/incoming/files/digits", null, "Range", "bytes=-2")
                        .body())
                .isEqualTo("89".getBytes(StandardCharsets.UTF_8));
        assertThat(send("GET", "/incoming/files/digits", null, "Range", "bytes=3-5", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/incoming/files/digits", null, "Range", "bytes=10-")
                        .statusCode())
                .isEqualTo(416);
        assertThat(send("GET", "/incoming/files/digits", null, "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"number, 200, 'a-2.csv,a.csv', one", "replace, 200, a.csv, two", "refuse, 409, a.csv, one"})
    void aNameThatIsTaken(String bucket, int status, String names, String content) throws Exception {
        ask("PUT", "/" + bucket + "/files/a.csv", text("one"));
        assertThat(send("PUT", "/" + bucket + "/files/A.CSV", text("two")).statusCode())
                .isEqualTo(status);

        assertThat(onDisk(bucket).stream().map(String::toLowerCase)).containsExactly(names.split(","));
        assertThat(new String(send("GET", "/" + bucket + "/files/a.csv", null).body(), StandardCharsets.UTF_8))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2Fevil", "%2Fetc%2Fpasswd", "a%5Cb", "a%00b", "CON", "half.part", "%2Ehidden", "a%2Fb"})
    void aNameIsNoPath(String name) throws Exception {
        assertThat(send("PUT", "/incoming/files/" + name, text("evil")).statusCode())
                .isBetween(400, 404);
        assertThat(send("GET", "/incoming/files/" + name, null).statusCode()).isBetween(400, 404);
        assertThat(ask("GET", "/incoming/files", null)).isEmpty();
    }

    @Test
    void whatIsTooLargeLeavesNothing() throws Exception {
        assertThat(send("PUT", "/incoming/files/large", BodyPublishers.ofByteArray(new byte[6_000_000]))
                        .statusCode())
                .isEqualTo(413);
        assertThat(ask("GET", "/incoming/files", null)).isEmpty();
    }

    @Test
    void aBucketIsCreatedTitledAndRemoved() throws Exception {
        JsonNode made = ask("PUT", "/stores", text("{\"dataBucketEntry\":{\"name\":\"Store Sales\"}}"));
        assertThat(made.get("name").asText()).isEqualTo("Store Sales");
        assertThat(Files.readString(home.resolve("Files/Buckets/stores.xml"))).contains("<title>Store Sales</title>");
        ask("PUT", "/stores/files/a", text("a"));
        assertThat(ask("PUT", "/Stores", text("{\"dataBucketEntry\":{\"name\":\"Sales\"}}"))
                        .get("name")
                        .asText())
                .isEqualTo("Sales");

        assertThat(refusal(409, "DELETE", "/stores", null)).contains("has files (1)");
        ask("DELETE", "/stores/files?pattern=*", null);
        ask("DELETE", "/stores", null);
        assertThat(refusal(404, "GET", "/stores/files", null)).startsWith("there is no bucket 'stores'; there are ");
        assertThat(refusal(409, "DELETE", "/incoming", null)).contains("always there");
        assertThat(refusal(400, "PUT", "/a%20b", text("{}"))).contains("1 to 64 letters");
        assertThat(refusal(400, "PUT", "/b", text("{"))).contains("dataBucketEntry");
    }

    @Test
    void applicationsSeeTheBucketsThatTheyMay() throws Exception {
        String[] writer = {"Authorization", "Bearer " + till.token()};
        String[] reader = {"Authorization", "Bearer " + shop.token()};
        String[] nobody = {"Authorization", "Bearer " + stranger.token()};

        ask("PUT", "/number/files/a", text("a"), writer);
        assertThat(names(ask("GET", "/number/files", null, reader))).containsExactly("a");
        assertThat(ask("GET", "", null, reader)).hasSize(3);
        assertThat(ask("GET", "", null, nobody)).isEmpty();
        assertThat(refusal(403, "PUT", "/number/files/b", text("b"), reader)).contains("access=\"write\"");
        assertThat(refusal(403, "DELETE", "/number/files?pattern=*", null, reader))
                .contains("access=\"write\"");
        assertThat(refusal(404, "PUT", "/number/files/b", text("b"), nobody)).contains("there are none");
        assertThat(refusal(404, "GET", "/number/files/a", null, nobody)).contains("there are none");
        assertThat(send("PUT", "/own", text("{}"), writer).statusCode()).isEqualTo(403);
    }

    @Test
    void whatSomebodyLaysThereByHandIsThereToo() throws Exception {
        Path folder = Files.createDirectories(home.resolve("Buckets/incoming"));
        Files.writeString(folder.resolve("by-hand.csv"), "a");
        Files.writeString(folder.resolve(".being-written.part"), "a");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
        Files.createDirectory(folder.resolve("folder"));
        assertThat(names(ask("GET", "/incoming/files", null))).containsExactly("by-hand.csv");
        Files.writeString(folder.resolve("by-hand.csv"), "other");
        assertThat(ask("GET", "/incoming/files", null).get(0).get("sha256").asText())
                .isEqualTo(DigestUtils.sha256Hex("other"));
        assertThat(send("GET", "/incoming/files/link", null).statusCode()).isEqualTo(404);
        Files.delete(folder.resolve("link"));
        Files.delete(folder.resolve("folder"));
        Files.delete(folder.resolve(".being-written.part"));
    }

    @Test
    void filesGoThatAreOldOrTooMany() throws Exception {
        drover.withFile(
                "Files/Buckets/kept.xml", "<bucket name=\"kept\"><retention days=\"10\" size=\"1 KB\"/></bucket>");
        await().until(() -> drover.server().catalog().has(BucketDefinition.class, "kept"));
        Instant now = Instant.now();
        for (int days : List.of(11, 9, 8, 1)) {
            Path file = Files.createDirectories(home.resolve("Buckets/kept")).resolve(days + ".csv");
            Files.write(file, new byte[500]);
            Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(days))));
        }
        await().until(
                        () -> { // the server may be looking too
                            Buckets buckets = new Buckets(
                                    drover.server().catalog(),
                                    drover.settings().folders(),
                                    drover.server().store(),
                                    FileHolders.NONE);
                            new Retentions(buckets).look(now);
                            return onDisk("kept").equals(List.of("1.csv", "8.csv"));
                        });
    }
}
