package io.drover.addin.images;

import static io.drover.addin.images.TestPerfion.id;
import static io.drover.addin.images.TestPerfion.jpeg;
import static io.drover.addin.images.TestPerfion.respond;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.drover.addin.images.TestPerfion.Request;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.task.Tasks;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The add-in import-perfion-images in a whole server, against HTTP servers that stand for Perfion's, with faults. */
class PerfionImagesTest {
    private static final String KEY = "perfion-k3y";

    @TempDir
    private Path home;

    private ConsoleLines console;
    private TestPerfion perfion;
    private TestServer drover;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String job = "<job>Relations</job>";

    @BeforeEach
    void start() throws IOException {
        console = new ConsoleLines();
        perfion = new TestPerfion();
        parameters.put("Web service URL", perfion.api());
        parameters.put("Media URL", perfion.media());
        parameters.put("Security key", KEY);
        parameters.put("Query", "<Query><Select><Feature id='Image'/></Select><From id='Product'/></Query>");
        parameters.put("Download retry delay", "1ms");
        drover = new TestServer(home)
                .withRoutes("add-ins/import-perfion-images.camel.yaml")
                .withFile(
                        "tables.sql",
                        "CREATE TABLE IF NOT EXISTS ProductImage (ItemNumber VARCHAR(20), ImageId VARCHAR(36), FileName"
                                + " VARCHAR(250), PRIMARY KEY (ItemNumber, ImageId))")
                .withFile(
                        "Files/Jobs/Relations.xml",
                        """
                        <job name="Relations">
                            <source><xml tableOptions="apply"/></source>
                            <destination><sql dataSource="drover"/></destination>
                            <mapping source="ProductImage" destination="ProductImage" schemaChange="ignore"/>
                        </job>
                        """);
        drover.with("drover.store.init", home.resolve("tables.sql").toString());
    }

    @AfterEach
    void stop() {
        drover.close();
        perfion.close();
        console.close();
    }

    @Test
    void imagesAreFetchedOnceAndTheirRelationsLoaded() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.add(2, 2, "nut.jpg");
        perfion.add(3, 1, "bolt.jpg");

        assertThat(completed()).isEqualTo("2 images downloaded, 0 unchanged, 0 failed, 0 removed");
        assertThat(perfion.queries()).containsExactly(parameters.get("Query"));
        assertThat(image("bolt.jpg")).isEqualTo(jpeg("image 1"));
        assertThat(image("nut.jpg")).isEqualTo(jpeg("image 2"));
        assertThat(drover.rows("SELECT ItemNumber, ImageId, FileName FROM ProductImage ORDER BY 1"))
                .containsExactly(
                        List.of("P1", id(1), "bolt.jpg"),
                        List.of("P2", id(2), "nut.jpg"),
                        List.of("P3", id(1), "bolt.jpg"));
        assertThat(perfion.asked()).containsExactlyInAnyOrder(id(1), id(2));
    }

    @Test
    void theNextRunFetchesOnlyWhatChanged() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.add(2, 2, "nut.jpg");
        completed();
        perfion.requests().clear();
        perfion.change(2, "image 2 b", "\"2-2\"");

        assertThat(again()).isEqualTo("1 images downloaded, 1 unchanged, 0 failed, 0 removed");
        assertThat(perfion.requests()).extracting(Request::status).containsExactlyInAnyOrder(304, 200);
        assertThat(image("nut.jpg")).isEqualTo(jpeg("image 2 b"));

        Files.delete(file("bolt.jpg"));
        Files.write(file("nut.jpg"), jpeg("damaged by someone"));
        assertThat(again()).isEqualTo("2 images downloaded, 0 unchanged, 0 failed, 0 removed");
        assertThat(image("nut.jpg")).isEqualTo(jpeg("image 2 b"));
    }

    /** Without ETag and Last-Modified it is Perfion that says whether an image has changed. */
    @Test
    void aMediaServiceThatSaysNothingOfAgeIsNotAskedAgain() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.change(1, "image 1", null);
        completed();
        perfion.requests().clear();

        assertThat(again()).isEqualTo("0 images downloaded, 1 unchanged, 0 failed, 0 removed");
        assertThat(perfion.requests()).isEmpty();
    }

    @Test
    void theMediaServiceIsAskedForTheSizeAndFormatOfTheTask() throws Exception {
        perfion.add(1, 1, "bolt.tif");
        parameters.put("Format", "JPG");
        parameters.put("Size", "800x600");
        parameters.put("Fit", "aspectratio");
        parameters.put("Canvas color", "ffffff");
        completed();

        assertThat(perfion.requests().get(0).uri().getRawQuery())
                .isEqualTo("id=" + id(1) + "&format=JPG&size=800x600&fit=aspectratio&canvascolor=ffffff");
        assertThat(image("bolt.jpg")).isEqualTo(jpeg("image 1"));
    }

    @Test
    void anotherSizeIsAnotherImage() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        completed();
        parameters.put("Size", "100x100");
        assertThat(completed()).isEqualTo("1 images downloaded, 0 unchanged, 0 failed, 0 removed");
        assertThat(perfion.requests()).extracting(Request::status).containsExactly(200, 200);
    }

    @Test
    void imagesThatFailDoNotStopTheOthersAndFailTheRunAtItsEnd() throws Exception {
        for (int i = 1; i <= 7; i++) {
            perfion.add(i, i, "image" + i + ".jpg");
        }
        byte[] page = "<!DOCTYPE html><html>Sign in</html>".getBytes(UTF_8);
        perfion.fail(1, exchange -> respond(exchange, 404, "text/plain", "gone".getBytes(UTF_8)));
        perfion.fail(2, exchange -> respond(exchange, 200, "text/html", page));
        perfion.fail(3, exchange -> respond(exchange, 200, "image/jpeg", page));
        perfion.fail(4, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(jpeg("the first part"));
            exchange.getResponseBody().flush();
            exchange.close(); // before the end
        });
        perfion.fail(5, exchange -> respond(exchange, 200, "image/jpeg", new byte[2000]));
        perfion.fail(6, exchange -> respond(exchange, 500, "text/plain", new byte[] {1}));
        parameters.put("Max image size", "1500");

        TaskRun run = run();
        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message()).contains("1 images downloaded, 0 unchanged, 6 failed, 0 removed. The first: ", id(1));
        assertThat(files()).containsExactly("image7.jpg");
        await().until(() -> drover.count("SELECT COUNT(*) FROM ProductImage") == 1);
        assertThat(perfion.asked().stream().filter(id(6)::equals))
                .as("asked again, it may pass")
                .hasSize(3);
        assertThat(perfion.asked().stream().filter(id(1)::equals))
                .as("it will not come")
                .hasSize(1);

        parameters.put("On failure", "report");
        perfion.requests().clear();
        assertThat(completed()).startsWith("0 images downloaded, 1 unchanged, 6 failed, 0 removed. The first: ");
    }

    @Test
    void eachFailureSaysWhatIsWrong() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        completed();
        perfion.fail(1, exchange -> respond(exchange, 404, "text/plain", new byte[] {1}));
        assertThat(failure()).contains("bolt.jpg (" + id(1) + "): the media service answers 404");
        perfion.fail(1, exchange -> respond(exchange, 200, "text/html; charset=utf-8", new byte[] {1}));
        assertThat(failure()).contains("sends text/html; charset=utf-8, which is no image");
        perfion.fail(1, exchange -> respond(exchange, 200, "image/png", "<html>".getBytes(UTF_8)));
        assertThat(failure()).contains("it is an HTML page");
        perfion.fail(1, exchange -> respond(exchange, 200, "image/png", new byte[0]));
        assertThat(failure()).contains("it is empty");
        perfion.fail(1, exchange -> {
            exchange.getResponseHeaders().set("Location", "http://elsewhere.example.com/");
            respond(exchange, 302, "text/html", new byte[0]);
        });
        assertThat(failure()).contains("redirects (302) to http://elsewhere.example.com/, which is not followed");
        assertThat(image("bolt.jpg")).as("the old one stays").isEqualTo(jpeg("image 1"));
    }

    @Test
    void anImageThatTakesTooLongFails() throws Exception {
        perfion.add(1, 1, "slow.jpg");
        perfion.add(2, 2, "stuck.jpg");
        CountDownLatch end = new CountDownLatch(1);
        perfion.fail(1, exchange -> hangUntil(end));
        perfion.fail(2, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(jpeg("the first part"));
            exchange.getResponseBody().flush();
            hangUntil(end);
        });
        parameters.put("Download timeout", "300ms");
        parameters.put("Download retries", "0");

        TaskRun run = run();
        end.countDown();
        assertThat(run.message()).contains("2 failed", "downloadTimeout");
        assertThat(files()).isEmpty();
    }

    @Test
    void aMediaServiceThatAsksToBeLeftAloneIsAskedAgainWhenItSays() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.add(2, 2, "nut.jpg");
        parameters.put("Download retry delay", "30m");
        perfion.fail(1, exchange -> comeBackIn("0", exchange));
        perfion.fail(2, exchange -> comeBackIn("86400", exchange));

        assertThat(run().message())
                .contains(
                        "the media service answers 503; tried 3 times",
                        "the media service answers 503; it asks to come back in 86400 s; downloadTimeLimit allows no");
        assertThat(perfion.asked()).containsExactlyInAnyOrder(id(1), id(1), id(1), id(2));
    }

    private static void comeBackIn(String seconds, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", seconds);
        respond(exchange, 503, "text/plain", new byte[] {1});
    }

    @Test
    void noMoreThanTheTaskSaysAreFetchedAtATime() throws Exception {
        for (int i = 1; i <= 12; i++) {
            perfion.add(i, i, "image" + i + ".jpg");
        }
        parameters.put("Parallel downloads", "3");
        restart();
        perfion.hold();
        // Not in the common pool: on two processors it has one thread, which the HTTP client of newer JDKs needs
        CompletableFuture<TaskRun> run = CompletableFuture.supplyAsync(this::runNow, task -> new Thread(task).start());
        await().until(() -> perfion.atOnce() == 3);
        perfion.release();

        assertThat(run.get(2, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.Completed);
        assertThat(perfion.mostAtOnce()).isEqualTo(3);
    }

    @Test
    void aRunThatBreaksOffIsGoneOnWith() throws Exception {
        for (int i = 1; i <= 6; i++) {
            perfion.add(i, i, "image" + i + ".jpg");
        }
        CountDownLatch end = new CountDownLatch(1);
        perfion.fail(4, exchange -> hangUntil(end));
        parameters.put("Parallel downloads", "1");
        parameters.put("Download time limit", "5s");

        TaskRun run = run();
        end.countDown();
        assertThat(run.outcome()).isEqualTo(Outcome.Failed);
        assertThat(run.message())
                .contains("the time limit", "the next run goes on where this one ended", "3 images downloaded");

        perfion.fail(4, null);
        perfion.requests().clear();
        parameters.remove("Download time limit");
        assertThat(completed()).isEqualTo("3 images downloaded, 3 unchanged, 0 failed, 0 removed");
        assertThat(files()).hasSize(6);
    }

    @Test
    void aMediaServiceThatIsAwayIsNotAskedForEveryImage() throws Exception {
        for (int i = 1; i <= 60; i++) {
            perfion.add(i, i, "image" + i + ".jpg");
        }
        parameters.put("Media URL", "http://127.0.0.1:" + TestServer.freePort() + "/Image.aspx?id={id}");
        assertThat(run().message()).contains("the media service is away");
    }

    @Test
    void namesFromPerfionLeadNowhereElseAndDoNotClash() throws Exception {
        perfion.add(1, 1, "../../../evil.jpg");
        perfion.add(2, 2, "photo.jpg");
        perfion.add(3, 3, "Photo.JPG");
        perfion.add(4, 4, ".htaccess");
        perfion.add(5, 5, "C:\\temp\\con.jpg");
        perfion.add(6, 6, "a&lt;b&gt;:c?.jpg");
        perfion.add(7, 7, "there.jpg");
        perfion.add(8, 8, "x".repeat(400) + ".jpg");
        Files.createDirectories(file("x").getParent());
        Files.write(file("there.jpg"), jpeg("somebody else's"));
        completed();

        Set<String> names = files();
        assertThat(names)
                .contains("evil.jpg", "htaccess", "_con.jpg", "a_b__c_.jpg", "there.jpg", "there-" + id(7) + ".jpg")
                .hasSize(9)
                .allMatch(name -> name.length() <= 200);
        assertThat(names.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith("photo")))
                .containsExactlyInAnyOrder("photo.jpg", "Photo-" + id(3) + ".JPG");
        assertThat(image("there.jpg")).isEqualTo(jpeg("somebody else's"));

        perfion.remove(2);
        assertThat(again()).as("the others keep their names").contains("0 images downloaded, 7 unchanged");
    }

    @Test
    void imagesThatAreNoLongerNamedStayOrGo() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.add(2, 2, "nut.jpg");
        completed();
        Files.write(file("somebody.jpg"), jpeg("somebody else's"));
        perfion.remove(2);
        assertThat(again()).contains("0 removed");
        assertThat(files()).containsExactly("bolt.jpg", "nut.jpg", "somebody.jpg");

        parameters.put("Remove missing", "true");
        job = "";
        assertThat(completed()).isEqualTo("0 images downloaded, 1 unchanged, 0 failed, 1 removed");
        assertThat(files()).containsExactly("bolt.jpg", "somebody.jpg");

        perfion.remove(1);
        assertThat(failure()).contains("has no images");
        assertThat(files()).containsExactly("bolt.jpg", "somebody.jpg");
    }

    @Test
    void credentialsGoToTheServicesOnlyAndOtherHostsAreNotAsked() throws Exception {
        try (TestPerfion other = new TestPerfion()) {
            perfion.add(1, 1, "bolt.jpg");
            other.add(1, 1, "x.jpg");
            completed();
            assertThat(perfion.requests().get(0).headers()).containsEntry("Securitykey", KEY);

            String elsewhere = other.media().replace("{id}", id(1));
            perfion.answerWith(
                    "<Data><Product id='1'><Value>P1</Value><Image><Guid>" + id(1) + "</Guid><OriginalFileName>"
                            + "x.jpg</OriginalFileName><Url>" + elsewhere + "</Url></Image></Product></Data>");
            parameters.put("Media URL", "");
            assertThat(run().message()).contains("127.0.0.1", "mediaHosts");
            assertThat(other.requests()).isEmpty();

            parameters.put("Media hosts", "127.0.0.1");
            assertThat(completed()).startsWith("1 images downloaded");
            assertThat(other.requests().get(0).headers()).doesNotContainKey("Securitykey");
        }
        assertThat(console.all()).noneMatch(line -> line.contains(KEY));
    }

    @Test
    void imagesWhoseBytesAreInTheAnswerNeedNoMediaService() throws Exception {
        String bytes = Base64.getEncoder().encodeToString(jpeg("in the answer"));
        perfion.answerWith("<Data><Product id='1'><Value>P1</Value><Image><Guid>{" + id(1).toUpperCase(Locale.ROOT)
                + "}</Guid><OriginalFileName>in.jpg</OriginalFileName><MimeType>image/jpeg</MimeType><Bytes>" + bytes
                + "</Bytes></Image></Product></Data>");
        parameters.put("Media URL", "");
        assertThat(completed()).startsWith("1 images downloaded");
        assertThat(image("in.jpg")).isEqualTo(jpeg("in the answer"));
        assertThat(again()).isEqualTo("0 images downloaded, 1 unchanged, 0 failed, 0 removed");
    }

    @Test
    void aSoapAnswerIsTakenOutOfItsEnvelope() throws Exception {
        perfion.add(1, 1, "bolt.jpg");
        perfion.answerWith("<?xml version='1.0'?><soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'>"
                + "<soap:Body><ExecuteQueryResponse><ExecuteQueryResult>&lt;Data&gt;&lt;Product id='1'&gt;&lt;Image"
                + " string='bolt.jpg'&gt;" + id(1) + "&lt;/Image&gt;&lt;/Product&gt;&lt;/Data&gt;</ExecuteQueryResult>"
                + "</ExecuteQueryResponse></soap:Body></soap:Envelope>");
        job = "";
        assertThat(completed()).startsWith("1 images downloaded");
    }

    @Test
    void anAnswerThatIsNoneOfPerfionIsAFailure() throws Exception {
        perfion.answerWith("<html><body>Sign in</body></html>");
        assertThat(run().message()).contains("the answer is <html> and has no <Data>");
        perfion.answerWith("<Data><Product id='1'>");
        assertThat(runNow().message()).contains("no XML that can be read");
    }

    private String completed() throws Exception {
        TaskRun run = run();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        return run.message();
    }

    private String again() {
        TaskRun run = runNow();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Completed);
        return run.message();
    }

    private String failure() {
        TaskRun run = runNow();
        assertThat(run.outcome()).as(run.message()).isEqualTo(Outcome.Failed);
        return run.message();
    }

    private TaskRun run() {
        restart();
        return runNow();
    }

    private TaskRun runNow() {
        try {
            return drover.server()
                    .camel()
                    .getRegistry()
                    .lookupByNameAndType("tasks", Tasks.class)
                    .run("Images");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void restart() {
        drover.close();
        StringBuilder all = new StringBuilder();
        parameters.forEach((name, value) -> all.append("<parameter name=\"")
                .append(name)
                .append("\"><![CDATA[")
                .append(value)
                .append("]]></parameter>"));
        drover.withFile(
                        "Files/ScheduledTasks/Images.xml",
                        "<scheduledTask name=\"Images\" enabled=\"true\"><addIn name=\"import-perfion-images\">" + all
                                + "</addIn>" + job + "</scheduledTask>")
                .start();
        assertThat(drover.server().deployments().problems()).isEmpty();
    }

    private Path file(String name) {
        return drover.files("Images").resolve(name);
    }

    private byte[] image(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** The images; nothing half is left among them. */
    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(drover.files("Images"))) {
            Set<String> names = new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
            assertThat(names).noneMatch(name -> name.endsWith(".part"));
            names.removeIf(name -> name.startsWith(".drover-images-"));
            return names;
        }
    }

    private static void hangUntil(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
