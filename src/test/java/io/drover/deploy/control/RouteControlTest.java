package io.drover.deploy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.OperationException;
import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.RouteView;
import io.drover.api.RouteOperations.ToSend;
import io.drover.definition.UnknownNameException;
import io.drover.security.Role;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes are seen, stopped, started and tried from outside, by whom it is for. */
class RouteControlTest {
    @TempDir
    private static Path home;

    private static TestServer drover;
    private static RouteOperations routes;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "routes/mine.camel.yaml",
                        """
                        - route:
                            id: greets
                            from:
                              uri: direct:greets
                              steps:
                                - choice:
                                    when:
                                      - simple: "${body} == 'nobody'"
                                        steps:
                                          - throwException: {exceptionType: java.lang.IllegalStateException, message: nobody is here}
                                - setBody: {simple: "${header.word} ${body}"}
                        """)
                .start();
        routes = drover.server().operations(RouteOperations.class);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @Test
    void aMessageIsSentAndCounted() throws Exception {
        RouteView before = routes.route("greets");

        assertThat(routes.send(new ToSend("direct:greets", "world", null, Map.of("word", "hello"), null))
                        .body())
                .isEqualTo("hello world");
        assertThatThrownBy(() -> routes.send(new ToSend("direct:greets", "nobody", null, null, null)))
                .isInstanceOf(OperationException.class)
                .hasMessage("direct:greets failed in route greets at throwException"
                        + " (mine.camel.yaml:9): nobody is here");

        RouteView after = routes.route("greets");
        assertThat(after.work().exchanges()).isEqualTo(before.work().exchanges() + 2);
        assertThat(after.work().failures()).isEqualTo(before.work().failures() + 1);
        assertThat(after.work().lastError()).contains("nobody is here");
        assertThat(after.place()).isEqualTo("mine.camel.yaml:4");
        assertThat(after.state()).isEqualTo("Started");
        assertThat(routes.routes()).extracting(RouteView::id).contains("greets", "inbox-Products", "api-routes");
    }

    @Test
    void readersDoNotSeeWhereOnTheMachineDroverIs() {
        assertThat(routes.route("inbox-Products").from()).startsWith("file:Files/Inbox/Products?");
        assertThat(routes.routes()).extracting(RouteView::from).noneMatch(from -> from.contains(home.toString()));
    }

    @Test
    void aRouteIsStoppedAndStarted() {
        assertThat(routes.stop("greets").state()).isEqualTo("Stopped");
        assertThat(routes.start("greets").state()).isEqualTo("Started");

        assertThatThrownBy(() -> routes.stop("api-routes"))
                .hasMessageContaining("the route api-routes is Drover's own, of api.camel.yaml");
        assertThatThrownBy(() -> routes.stop("gone"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("there is no route 'gone'; there are ");
    }

    @Test
    void onlyWhoMayDoAnythingSendsToEndpoints() throws Exception {
        String message = "{\"endpoint\":\"direct:greets\",\"body\":\"you\",\"headers\":{\"word\":\"hi\"}}";

        assertThat(post(Role.OPERATOR, message).statusCode()).isEqualTo(403);
        assertThat(post(Role.ADMINISTRATOR, message).body()).contains("\"hi you\"");
        assertThat(post(Role.ADMINISTRATOR, "{}").body()).contains("say to which endpoint");
    }

    private static java.net.http.HttpResponse<String> post(Role role, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(drover.server().url() + "/api/send"))
                .header(
                        "Authorization",
                        drover.application(role.name() + body.length(), role).bearer())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
