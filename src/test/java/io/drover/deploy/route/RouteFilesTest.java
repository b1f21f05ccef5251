package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.definition.Installation;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.settings.Settings;
import io.drover.testing.ConsoleLines;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad file in routes/ is reported in one line with its place; the server and every other route run. */
class RouteFilesTest {
    private static final String ROUTE =
            """
            - route:
                id: ID
                from:
                  uri: direct:ID
                  steps:
                    - STEP
            """;

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static ConsoleLines console;

    @BeforeAll
    static void start() {
        console = new ConsoleLines();
        drover = ErpTask.withJob(new TestServer(home));
        drover.withFile("routes/a-first.camel.yaml", answering("first"));
        drover.withFile("routes/z-last.camel.yaml", answering("last"));
        drover.withFile(
                "routes/some.camel.xml",
                "<routes><route id='some'><from uri='direct:some'/><log message='hi'/></route></routes>");
        mistakes().forEach(mistake -> drover.withFile("routes/" + mistake.get()[0], mistake.get()[1].toString()));
        drover.start();
    }

    private static String answering(String name) {
        return route(name, "setBody: {constant: I am " + name + "}").replace("direct:", "platform-http:/");
    }

    private static String route(String id, String step) {
        return ROUTE.replace("ID", id).replace("STEP", step);
    }

    @AfterAll
    static void stop() {
        drover.close();
        console.close();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "indent.camel.yaml",
                        route("i", "log: hi").replace("      steps", "     steps"),
                        ":5: while parsing a block mapping from line 2: expected <block end>"),
                arguments("tab.camel.yaml", route("t", "log: hi").replace("    id", "\tid"), ":2: while scanning"),
                arguments(
                        "quote.camel.yaml",
                        route("q", "log: \"hi"),
                        ":7: while scanning a quoted scalar from line 6: found"),
                arguments(
                        "field.camel.yaml",
                        route("f", "log: hi").replace("steps", "stepss"),
                        ":5: Unsupported field: stepss"),
                arguments("step.camel.yaml", route("s", "logg: hi"), ":6: Unknown node id: logg"),
                arguments(
                        "proxy.camel.yaml",
                        route("p", "log: hi").replace("direct:p", "platform-http:proxyStats"),
                        ":4: platform-http:proxyStats would be a proxy to any host that a caller names; write"
                                + " platform-http:/proxyStats"),
                arguments(
                        "from.camel.yaml",
                        route("c", "log: hi").replace("direct:", "drct:"),
                        ":4: There is no component 'drct', in drct:c"),
                arguments(
                        "to.camel.yaml",
                        route("t", "log: hi") + route("u", "to: sqll:select"),
                        ":12: There is no component 'sqll', in sqll:select"),
                arguments(
                        "nats.camel.yaml",
                        route("k", "to: nats:topic"),
                        ":6: There is no component 'nats', in nats:topic: it comes with camel-nats, which is not in lib/."
                                + " 'drover connectors add camel-nats' fetches it"),
                arguments(
                        "language.camel.yaml",
                        route("l", "setBody: {mvel: a}"),
                        ":6: There is no language 'mvel': it comes with camel-mvel, which is not in lib/"),
                arguments(
                        "format.camel.yaml",
                        route("d", "unmarshal: {csv: {}}"),
                        ":6: There is no data format 'csv': it comes with camel-csv, which is not in lib/"),
                arguments(
                        "second.camel.yaml",
                        route("w", "to: 'sql:select 1?dataSource=#drover'")
                                + "        - to: {uri: sql, parameters: {query: select 2, dataSource: '#drover'}}\n"
                                + "        - choice:\n"
                                + "            when:\n"
                                + "              - simple: '${body} == 1'\n"
                                + "                steps:\n"
                                + "                  - to: 'sql:select 3?dataSource=#drover'\n"
                                + "                  - to: 'sql:select 4?dataSource=#nowhere'\n",
                        ":13: No bean could be found in the registry for: nowhere of type: javax.sql.DataSource"),
                arguments(
                        "option.camel.yaml",
                        route("o", "to: timer:x?perriod=1"),
                        ":6: Failed to resolve endpoint: timer://x?perriod=1 due to: There are 1 parameters"),
                arguments("value.camel.yaml", route("v", "to: log:x?showAll=maybe"), ":6: showAll=maybe: "),
                arguments(
                        "setting.camel.yaml",
                        route("g", "to: log:{{no.such.setting}}"),
                        ":6: Property with key [no.such.setting] not found"),
                arguments(
                        "bean.camel.yaml",
                        route("b", "bean: {ref: noSuchBean}"),
                        ":6: No bean could be found in the registry for: noSuchBean"),
                arguments(
                        "simple.camel.yaml",
                        route("x", "setBody: {simple: '${nosuch}'}"),
                        ":6: Unknown function: nosuch at location 0 of ${nosuch}"),
                arguments(
                        "class.camel.yaml",
                        "- beans:\n    - name: c\n      type: org.example.Missing\n",
                        ":3: There is no class org.example.Missing"),
                arguments(
                        "same.camel.yaml",
                        route("first", "log: hi").replace("direct:first", "direct:same"),
                        ":2: Failed to start route: first because: Another file has a route of this id"),
                arguments(
                        "twice.camel.yaml",
                        route("2", "log: a") + route("2", "log: b").replace("direct:2", "direct:3"),
                        ":2: Failed to start route: 2 because: Duplicate id detected: 2"),
                arguments("mapping.camel.yaml", "routes:\n  - id: m\n", ": There is nothing in it that Camel knows"),
                arguments("comment.camel.yaml", "# - route: later\n", ": There is nothing in it that Camel knows"),
                arguments("empty.camel.yaml", "", ": There is nothing in it that Camel knows"),
                arguments(
                        "element.camel.xml",
                        "<routes>\n<route>\n<from uri='direct:e'/>\n<logg/>\n</route></routes>",
                        ":4: Unexpected element 'logg'"),
                arguments(
                        "attribute.camel.xml",
                        "<routes>\n<route><from uri='direct:a'/>\n<log mesage='a'/></route></routes>",
                        ":3: Unexpected attribute 'mesage'"),
                arguments(
                        "open.camel.xml",
                        "<routes>\n<route><from uri='direct:o'>\n</route></routes>",
                        ":3: end tag name </route> must match start tag name <from> from line 2"),
                arguments(
                        "component.camel.xml",
                        "<routes><route><from uri='direct:p'/>\n<to uri='nosuch:x'/></route></routes>",
                        ":2: There is no component 'nosuch', in nosuch:x"),
                arguments("pom.xml", "<project/>", ": There is nothing in it that Camel knows"));
    }

    @ParameterizedTest(name = "{0}{2}")
    @MethodSource("mistakes")
    void aMistakeIsOneLineWithItsPlace(String file, String content, String message) throws Exception {
        Path path = home.resolve("routes").resolve(file);
        assertThat(drover.server().deployments().problems())
                .filteredOn(problem -> problem.file().equals(path))
                .singleElement()
                .asString()
                .startsWith(path + message)
                .doesNotContain("\n")
                .satisfies(line -> assertThat(console.all()).contains("ERROR " + line));
        assertThat(drover.observe("health").body()).contains(file + message.substring(0, 2));
    }

    @Test
    void theServerAndTheOtherRoutesRun() throws Exception {
        assertThat(drover.get("/first").body()).isEqualTo("I am first");
        assertThat(drover.get("/last").body()).isEqualTo("I am last");
        assertThat(drover.get("/api/jobs").statusCode()).isEqualTo(200);
        assertThat(drover.observe("health/live").statusCode()).isEqualTo(200);
        assertThat(drover.observe("health/ready").statusCode()).isEqualTo(200);
        assertThat(drover.server().camel().getRoutes())
                .extracting(Route::getRouteId)
                .filteredOn(id -> !id.startsWith("api-"))
                .containsExactlyInAnyOrder("first", "last", "some", "inbox-folders", "inbox-Products");
    }

    @Test
    void whatABadFileBroughtBeforeItsMistakeIsGone() throws Exception {
        TestServer other = ErpTask.withJob(new TestServer(home.resolve("other")));
        other.withFile(
                "routes/good.camel.yaml",
                """
                - beans:
                    - name: keptBean
                      type: java.util.TreeMap
                """);
        other.withFile(
                "routes/mixed.camel.yaml",
                """
                - beans:
                    - name: leftBean
                      type: java.util.ArrayList
                    - name: keptBean
                      type: java.util.ArrayList
                - routeTemplate:
                    id: left-template
                    from:
                      uri: direct:left
                      steps:
                        - log: hi
                - rest:
                    id: left-rest
                    path: /left
                    get:
                      - path: /it
                        to: direct:first
                """
                        + route("first", "log: hi") + route("second", "to: nosuch:x"));
        try (other) {
            ModelCamelContext camel = (ModelCamelContext) other.start().server().camel();

            assertThat(camel.getRegistry().lookupByName("leftBean")).isNull();
            assertThat(camel.getRegistry().lookupByName("keptBean"))
                    .as("the one of another file, which the bad one replaced")
                    .isInstanceOf(TreeMap.class);
            assertThat(ids(camel.getRouteTemplateDefinitions())).doesNotContain("left-template");
            assertThat(ids(camel.getRestDefinitions())).containsExactly("api");
            assertThat(ids(camel.getRouteDefinitions())).doesNotContain("first", "second");
            assertThat(other.get("/left/it").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void twoRoutesWithOneInputClashWhenTheyStart() {
        TestServer other = ErpTask.withJob(new TestServer(home.resolve("clash")));
        other.withFile("routes/a.camel.yaml", route("a", "log: hi"));
        other.withFile("routes/b.camel.yaml", route("b", "log: hi").replace("direct:b", "direct:a"));
        try (other) {
            assertThat(texts(other.start().server().deployments().problems()))
                    .containsExactly(home + "/clash/routes/b.camel.yaml:2: Failed to start route: b because:"
                            + " Multiple consumers for the same endpoint is not allowed: direct://a");
        }
    }

    /** What validate says before a start is what the server would say. */
    @Test
    void validationFindsTheSame() {
        List<String> found =
                texts(Validation.all(drover.settings(), drover.home().resolve("application.properties"))
                        .problems());

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        texts(drover.server().deployments().problems()));
    }

    @Test
    void theShippedRoutesAreGood() {
        Settings shipped = Settings.of(Map.of("drover.routes", "routes", "drover.files", home.toString()));

        assertThat(texts(Validation.all(shipped, Path.of("application.properties"))
                        .problems()))
                .isEmpty();
    }

    /** CVE-2026-85250, -85251, -85314: docs/decisions/0036-versions-and-advisories.md. */
    @Test
    void theShippedRoutesUseNothingThatAnAdvisoryNames() throws Exception {
        Settings shipped = Settings.of(Map.of("drover.routes", "routes"));
        for (Path file : Installation.of(shipped).routes().paths()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContainIgnoringCase(
                            "xpath", "mimeMultipart", "followRedirects: true", "followRedirects=true");
        }
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static List<String> ids(List<? extends OptionalIdentifiedDefinition<?>> definitions) {
        return definitions.stream().map(OptionalIdentifiedDefinition::getId).toList();
    }
}
