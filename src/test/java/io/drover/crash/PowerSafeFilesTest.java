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
import java.util.regex.Pattern;
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

    @TempDir
    private Path folder;

    @Test
    void contentThenNameThenFolderAreForcedInThatOrder() throws Exception {
        SystemCalls.requireStrace();
        try (Installation home = new Installation(folder.resolve("home"))
                .withFileJob("Copy", "written.xml")
                .withRoute("drop", DROP_ROUTE)) {
            DroverProcess drover = home.start();
            SystemCalls calls = SystemCalls.ofFiles(drover.pid(), folder.resolve("strace.txt"));
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
            List<String> seen = calls.lines();

            assertOrder(
                    seen,
                    "write\\(\\d+<.*/Inbox/Copy/\\.given\\.xml\\.part>.*",
                    "f(data)?sync\\(\\d+<.*/Inbox/Copy/\\.given\\.xml\\.part>.*",
                    "(link|rename).*/Inbox/Copy/\\.given\\.xml\\.part\".*/Inbox/Copy/given\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Inbox/Copy>.*");
            assertOrder(
                    seen,
                    "rename.*/Inbox/Copy/given\\.xml\".*/Loading/Copy/[^/]+/given\\.xml\".*",
                    "write\\(\\d+<.*/Outbox/Copy/[^/]*>.*",
                    "f(data)?sync\\(\\d+<.*/Outbox/Copy/[^/]+>.*",
                    "(link|rename).*/Outbox/Copy/[^/]+\".*/Outbox/Copy/written\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Outbox/Copy>.*",
                    "rename.*/Loading/Copy/[^/]+/given\\.xml\".*/Archive/Copy/given\\.xml\".*",
                    "f(data)?sync\\(\\d+<.*/Archive/Copy>.*");
        }
    }

    /** Each is met, and the next one after the last time that it is. */
    private static void assertOrder(List<String> seen, String... calls) {
        int before = -1;
        for (String call : calls) {
            Pattern pattern = Pattern.compile(call);
            int at = -1;
            for (int i = 0; i < seen.size(); i++) {
                at = pattern.matcher(seen.get(i)).matches() && (at < 0 || call.startsWith("write")) ? i : at;
            }
            assertThat(at)
                    .as("%s after line %d of %s", call, before, String.join("\n", seen))
                    .isGreaterThan(before);
            before = at;
        }
    }
}
