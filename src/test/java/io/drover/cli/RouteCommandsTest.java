package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on routes of a running server: see them, stop and start them, send to them. */
class RouteCommandsTest {
    @TempDir
    private static Path home;

    private static final CountDownLatch END = new CountDownLatch(1);
    private static TestServer drover;
    private static CommandLineRuns commands;

    @BeforeAll
    static void start() throws Exception {
        drover = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "routes/mine.camel.yaml",
                        """
                        - route:
                            id: echo
                            from:
                              uri: direct:echo
                              steps:
                                - setHeader: {name: seen, simple: "${header.word}"}
                        - route:
                            id: fails
                            from:
                              uri: direct:fails
                              steps:
                                - to: direct:deeper
                        - route:
                            id: deeper
                            from:
                              uri: direct:deeper
                              steps:
                                - throwException: {exceptionType: java.lang.IllegalStateException, message: no such customer}
                        - route:
                            id: stopped
                            autoStartup: "false"
                            from:
                              uri: seda:stopped
                              steps:
                                - log: never
                        - route:
                            id: changing
                            from:
                              uri: direct:changing
                              steps:
                                - log: hello
                        """);
        commands = new CommandLineRuns(drover);
        drover.start();
        drover.server().camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:waits").routeId("waits").process(exchange -> END.await());
            }
        });
    }

    @AfterAll
    static void stop() {
        END.countDown();
        commands.close();
        drover.close();
    }

    private static Result drover(String... arguments) throws Exception {
        Result result = commands.drover(arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        return result;
    }

    @Test
    void routesAreListedWithHowTheyDoAndWhereTheyStand() throws Exception {
        commands.drover("send", "direct:fails");

        assertThat(drover("routes").out().lines())
                .anyMatch(line -> line.matches("ROUTE +STATE +UPTIME S +EXCHANGES +FAILURES +FILE +LAST ERROR"))
                .anyMatch(line -> line.matches("echo +Started +\\d+ +\\d+ +0 +mine\\.camel\\.yaml:4"))
                .anyMatch(
                        line -> line.matches(
                                "fails +Started +\\d+ +[1-9]\\d* +[1-9]\\d* +mine\\.camel\\.yaml:10 .* no such customer \\(exchange .*\\)"))
                .anyMatch(line -> line.matches("stopped +Stopped +0 +0 +0 +mine\\.camel\\.yaml:\\d+"))
                .anyMatch(line -> line.startsWith("inbox-Products "));
        JsonNode json = drover("routes", "--json").json();
        assertThat(json.findValuesAsText("id")).contains("echo", "api-routes");
    }

    @Test
    void aRouteIsShownStoppedAndStarted() throws Exception {
        assertThat(drover("route", "show", "changing").out()).contains("changing", "Started", "mine.camel.yaml:");
        assertThat(drover("route", "stop", "changing", "--json")
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("Stopped");
        assertThat(drover("route", "show", "changing").out()).contains("Stopped");
        assertThat(commands.drover("send", "direct:changing").err())
                .contains(
                        "the route changing, which begins with direct:changing, is stopped: drover route start changing");
        assertThat(drover("route", "start", "changing").out()).contains("Started");
        assertThat(drover("send", "direct:changing").out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | route show gone | there is no route 'gone'; there are ",
                "1 | route stop api-routes | the route api-routes: the route api-routes is Drover's own, of api.camel.yaml",
                "2 | route push echo | Invalid value for positional parameter at index 0",
                "2 | route show | Missing required parameter: 'NAME'",
                "1 | send nosuch:x | there is no component 'nosuch'",
                "1 | send nats:orders | there is no component 'nats': it comes with camel-nats, which is not in lib/. 'drover connectors add"
                        + " camel-nats' fetches it",
                "1 | send http:127.0.0.1:1/x | http:127.0.0.1:1/x failed: ",
                "1 | send file:out?nosuch=1 | file:out?nosuch=1 is no endpoint: ",
                "1 | send direct:nowhere | no route begins with 'direct:nowhere'; there are direct:changing, direct:deeper, direct:echo, ",
                "1 | send seda:nowhere?timeout=1 | no route begins with 'seda:nowhere?timeout=1'; there are seda:stopped",
                "1 | send seda:stopped | the route stopped, which begins with seda:stopped, is stopped: drover route start stopped",
                "1 | send direct:fails | direct:fails failed in route deeper at throwException (mine.camel.yaml:17): no such customer",
                "1 | send job:Nothing | job:Nothing failed: ",
                "1 | send direct:waits --time-limit 1 | direct:waits has not answered within 1 s; what its route does goes on",
                "1 | send direct:echo --time-limit 0 | seconds is 0; it must be 1 or more",
                "2 | send direct:echo --body gone.xml | gone.xml is no file",
                "2 | send direct:echo --header word | should be in KEY=VALUE format but was word",
                "2 | send direct:echo --output application.properties | application.properties is there; name another file",
                "2 | send | Missing required parameter: 'ENDPOINT'"
            })
    void whatCannotBeDoneIsSaidInOneLine(int exit, String arguments, String said) throws Exception {
        Result result = commands.drover(arguments.split(" ", -1));

        assertThat(result.err()).contains(said);
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFileGoesAndComesBackByteForByte() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 1 << 20; i++) {
            bytes.write(i * 31 + (i >> 8));
        }
        Files.write(home.resolve("out.bin"), bytes.toByteArray());

        assertThat(drover("send", "direct:echo", "--body", "out.bin", "--output", "back.bin")
                        .out())
                .isEmpty();

        assertThat(home.resolve("back.bin")).hasBinaryContent(bytes.toByteArray());
        JsonNode json =
                drover("send", "direct:echo", "--body", "out.bin", "--json").json();
        assertThat(json.get("body").isNull()).isTrue();
        assertThat(Base64.getDecoder().decode(json.get("base64").asText())).isEqualTo(bytes.toByteArray());
    }

    @Test
    void aTextIsPrintedAsItIsAndHeadersGoBothWays() throws Exception {
        String text = "Größe\r\n\u20ac 5 \ud83d\ude80";
        Files.writeString(home.resolve("text.txt"), text);

        assertThat(drover("send", "direct:echo", "--body", "text.txt").out()).isEqualTo(text);

        JsonNode json = drover("send", "direct:echo", "--header", "word=a=b", "--header", "other=two words", "--json")
                .json();
        assertThat(json.get("body").isNull()).isTrue();
        assertThat(json.get("headers").get("seen").asText()).isEqualTo("a=b");
        assertThat(json.get("headers").get("other").asText()).isEqualTo("two words");
    }

    @Test
    void aFileThatIsTooLargeIsNotSentInPart() throws Exception {
        Files.write(home.resolve("large.bin"), new byte[11 << 20]);

        Result result = commands.drover("send", "direct:echo", "--body", "large.bin");

        assertThat(result.err())
                .contains("large.bin has 11534336 bytes; with drover.http.max-body = 10MB, send takes at most ");
        assertThat(result.exit()).isEqualTo(2);
    }
}
