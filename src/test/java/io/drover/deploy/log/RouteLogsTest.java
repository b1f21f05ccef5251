package io.drover.deploy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.settings.log.LogLevels;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes log is seen, as much of it as somebody wants, and a failed exchange is one line that says where it failed. */
class RouteLogsTest {
    @TempDir
    private static Path home;

    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .with("drover.log.level.too.much", "warn")
                .with("drover.log.level.more", "debug")
                .withFile(
                        "routes/logs.camel.yaml",
                        """
                        - route:
                            id: says
                            from:
                              uri: platform-http:/says
                              steps:
                                - log: "a step ${header.word}"
                                - log: {logName: com.acme.own, message: "a named step"}
                                - to: log:com.acme.endpoint?showBody=false&showExchangePattern=false&showBodyType=false
                                - log: {logName: too.much, message: "too much"}
                                - log: {logName: more.of.it, loggingLevel: DEBUG, message: "more"}
                        - route:
                            id: fails
                            from:
                              uri: platform-http:/fails
                              steps:
                                - split:
                                    simple: "${body}"
                                    steps:
                                      - setBody: {constant: x}
                                      - throwException: {exceptionType: java.lang.IllegalStateException, message: "no ${body}"}
                        - route:
                            id: catches
                            from:
                              uri: platform-http:/catches
                              steps:
                                - doTry:
                                    steps:
                                      - throwException: {exceptionType: java.lang.IllegalStateException, message: "caught"}
                                    doCatch:
                                      - exception: [java.lang.Exception]
                                        steps:
                                          - setBody: {constant: well}
                        """)
                .start();
        console = new ConsoleLines();
    }

    @AfterAll
    static void stop() {
        console.close();
        drover.close();
        LogLevels.set("too.much", "default");
        LogLevels.set("more", "default");
    }

    @BeforeEach
    void clear() {
        console.clear();
    }

    @Test
    void whatStepsAndEndpointsLogIsSeen() throws Exception {
        assertThat(drover.get("/says").statusCode()).isLessThan(300);

        assertThat(console.all())
                .anyMatch(line -> line.startsWith("INFO a step"))
                .contains("INFO a named step", "DEBUG more")
                .anyMatch(line -> line.startsWith("INFO Exchange["))
                .noneMatch(line -> line.contains("too much"));
    }

    @Test
    void aLevelIsSetAtRunTime() throws Exception {
        assertThat(drover.post("/api/log-levels/says?level=WARN", "").body()).contains("\"level\" : \"warn\"");
        drover.get("/says");
        assertThat(console.all()).noneMatch(line -> line.startsWith("INFO a step"));

        assertThat(drover.get("/api/log-levels").body())
                .containsPattern("\"name\" : \"says\",\\s+\"level\" : \"warn\"");
        assertThat(drover.post("/api/log-levels/says?level=info", "").statusCode())
                .isEqualTo(200);
        drover.get("/says");
        assertThat(console.all()).anyMatch(line -> line.startsWith("INFO a step"));

        assertThat(drover.post("/api/log-levels/says?level=loud", "").body())
                .contains("'loud' is no level; there are trace, debug, info, warn, error, off and default");
    }

    @Test
    void aFailedExchangeIsOneLineWithItsRouteAndStep() throws Exception {
        assertThat(drover.post("/fails", "<a/>").statusCode()).isEqualTo(500);
        drover.get("/catches");

        await().untilAsserted(() -> assertThat(console.warnings()).isNotEmpty());
        List<String> failures = console.warnings().stream()
                .filter(line -> line.startsWith("ERROR"))
                .toList();
        assertThat(failures)
                .singleElement()
                .asString()
                .startsWith("ERROR route fails failed at throwException (")
                .contains("logs.camel.yaml:19): no x  (exchange ");
    }
}
