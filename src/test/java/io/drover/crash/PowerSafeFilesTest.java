package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would survive a power failure of files: each is on the disk before it has its name, and has its name before anybody relies on it. */
class PowerSafeFilesTest {
    private static final String DROP_ROUTE =
            """
            - route:
                id: test-drop
                from:
                  uri: platform-http:/test/drop
                  steps:
                    - setHeader:
                        name: CamelFileName
                        constant: given.xml
                    - to: "job:Copy?inbox=true"
            """;

    private static final String DATABASE = "f(data)?sync\\(\\d+<[^>]*\\.mv\\.db>.*";

    @TempDir
    private Path folder;

    @Test
    void contentThenNameThenFolderAreForcedAndTheCommitBeforeTheFileIsFiledAway() throws Exception {
        SystemCalls.requireStrace();
        try (Installation home = new Installation(folder.resolve("home"))
                .with("drover.store.durability", "power-safe")
                .withFileJob("Copy", "written.xml")
                .withTable(Delivery.TABLE)
                .withJob("Stock", "drover", "")
                .withRoute("drop", DROP_ROUTE)) {
            DroverProcess drover = home.start();
            SystemCalls calls = SystemCalls.of(drover.pid(), folder.resolve("strace.txt"));
            HttpRequest drop = HttpRequest.newBuilder(URI.create(home.url() + "/test/drop"))
                    .POST(
                            BodyPublishers.ofString(
                                    "<tables><table tableName=\"T\"><item><column columnName=\"Id\">1</column></item></table></tables>"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(drop, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            await().until(() ->
                    home.isDone("Copy") && !home.list("Archive/Copy").isEmpty());
            home.drop("Stock", "stock.xml", Delivery.of(1, 3));
            await().until(() ->
                    home.isDone("Stock") && !home.list("Archive/Stock").isEmpty());
            await().until(() -> calls.has("f(data)?sync\\(\\d+<.*/Archive/Stock>.*")); // soon, for many files at once
            List<String> seen = calls.lines();

            SystemCalls.assertOrder(
                    seen,
                    "last write\\(\\d+<.*/Inbox/Copy/\\.given\\.xml\\.part>.*",
                    "f(data)?sync\\(\\d+<.*/Inbox/Copy/\\.given\\.xml\\.part>.*",
                    "(link|rename).*/Inbox/Copy/\\.given\\.xml\\.part\".*/Inbox/Copy/given\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Inbox/Copy>.*");
            SystemCalls.assertOrder(
                    seen,
                    "rename.*/Inbox/Copy/given\\.xml\".*/Loading/Copy/[^/]+/given\\.xml\".*",
                    "last write\\(\\d+<.*/Outbox/Copy/[^/]*>.*",
                    "f(data)?sync\\(\\d+<.*/Outbox/Copy/[^/]+>.*",
                    "(link|rename).*/Outbox/Copy/[^/]+\".*/Outbox/Copy/written\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Outbox/Copy>.*",
                    "(link|rename).*/Loading/Copy/[^/]+/given\\.xml\".*/Archive/Copy/given\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Archive/Copy>.*");
            SystemCalls.assertOrder(
                    SystemCalls.from(seen, "rename.*/Outbox/Copy/written\\.xml\".*"),
                    DATABASE,
                    "(link|rename).*/Archive/Copy/.*");
            SystemCalls.assertOrder(
                    SystemCalls.from(seen, "rename.*/Loading/Stock/[^/]+/stock\\.xml\".*"),
                    DATABASE,
                    "(link|rename).*/Archive/Stock/.*");
        }
    }
}
