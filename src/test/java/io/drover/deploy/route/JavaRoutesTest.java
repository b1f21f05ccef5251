package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.RouteOperations;
import io.drover.api.RouteOperations.RouteView;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.deploy.route.own.Shop;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of the user's own that make routes are found as Camel Main finds them, and kept as files are. */
class JavaRoutesTest {
    private static final String SHOP = Shop.class.getName();
    private static final String REMEDY =
            " (none of its routes run: mend the class, put its jar into lib/ext and restart Drover)";

    @TempDir
    private static Path home;

    private static TestServer drover;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() {
        Shop.brokerIs(false);
        drover = ErpTask.withJob(new TestServer(home))
                .with("drover.endpoints.retry", "0.1")
                .with("shop.word", "hello")
                .with("camel.main.base-package-scan", "io.drover.deploy.route.own")
                .with(
                        "camel.main.java-routes-exclude-pattern",
                        pattern("Fails,NotMade,Initialiser,NeedsMore,SameId,OfDrover,ForAll,Binds,NoComponent"))
                .with(
                        "camel.main.routes-builder-classes",
                        classes("Fails, NotMade,Initialiser,NeedsMore,SameId,OfDrover,ForAll,Binds,NoComponent,Gone")
                                + ",java.lang.String")
                .with("camel.beans.settings", "#class:" + SHOP + "$Bean")
                .with("camel.beans.settings.id", "of-settings")
                .withFile("routes/beans.camel.yaml", prices("CHF"))
                .withFile(
                        "routes/files.camel.yaml",
                        """
                        - route: {id: of-a-file, from: {uri: "direct:file", steps: [{setBody: {method: {ref: annotated, method: word}}}]}}
                        - templatedRoute: {routeTemplateRef: of-java, parameters: [{name: name, value: made}]}
                        """)
                .start();
        template = drover.server().camel().createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private static String prices(String currency) {
        return "- beans: [{name: prices, type: io.drover.deploy.route.Price, properties: {currency: " + currency
                + "}}]";
    }

    private static String classes(String names) {
        return Stream.of(names.split(","))
                .map(name -> SHOP + "$" + name.strip())
                .collect(Collectors.joining(", "));
    }

    private static String pattern(String names) {
        return classes(names).replace('.', '/').replace(" ", "");
    }

    @Test
    void goodOnesRunAndAreSeenWithTheirClass() {
        assertThat(template.requestBody("direct:scanned", "you")).isEqualTo("hello you");
        assertThat(template.requestBody("direct:of-settings", "")).isEqualTo("handled");
        assertThat(template.requestBody("direct:plain", "")).isEqualTo("plain");
        assertThat(template.requestBody("direct:lambda", "")).isEqualTo("lambda");
        assertThat(template.requestBody("direct:made", "")).isEqualTo("from a template");
        assertThat(template.requestBody("direct:file", "")).isEqualTo("annotated");

        List<RouteView> routes =
                drover.server().operations(RouteOperations.class).routes();
        assertThat(routes)
                .filteredOn(route ->
                        route.place().startsWith("io.drover") || route.place().startsWith("bean"))
                .extracting(route -> route.id() + " " + route.place())
                .containsExactly(
                        "annotated " + SHOP + "$Annotated",
                        "lambda bean lambda",
                        "of-settings " + SHOP + "$Bean",
                        "plain " + SHOP + "$Plain",
                        "scanned " + SHOP + "$Scanned",
                        "waiting " + SHOP + "$Waiting");
    }

    @Test
    void badOnesAreNamedWithWhatToDoWhileAllElseRuns() {
        assertThat(problems())
                .containsExactlyInAnyOrder(
                        problem("Fails", "configure() fails: java.lang.UnsupportedOperationException: not yet"),
                        problem("NotMade", "cannot be made: java.lang.IllegalStateException: no licence"),
                        problem(
                                "Initialiser",
                                "cannot be made: java.lang.NumberFormatException: For input string: \"x\""),
                        problem(
                                "NeedsMore",
                                "no object can be made of the class: it must not be abstract, and needs a public constructor without parameters (or be a bean, by camel.beans)"),
                        problem(
                                "SameId",
                                "Failed to start route: of-a-file because: Another file has a route of this id; ids must be unique among all routes"),
                        problem(
                                "OfDrover",
                                "the path /api/mine is Drover's own, as is all at / itself, below /api, /data, /metadata, /docs/api and /drover/dmf, and OAuth's: choose another"),
                        problem(
                                "ForAll",
                                "restConfiguration would change all rests of the server, Drover's own API included: leave it out; a rest says for itself what it needs (path, bindingMode, consumes, produces)"),
                        problem(
                                "Binds",
                                "there is a bean 'jobs' already, in another file or of Drover's: choose another name"),
                        problem("NoComponent", "There is no component 'nosuch', in nosuch:orders"),
                        problem(
                                "Gone",
                                "there is no such class in lib/ext or lib/connectors, which the settings of Camel name"),
                        "java.lang.String: the class is no RoutesBuilder: let it extend org.apache.camel.builder.RouteBuilder"
                                + REMEDY);
        assertThat(drover.server().camel().getRegistry().lookupByName("jobs")).isNotInstanceOf(Shop.Binds.class);
    }

    @Test
    void theyAreStartedAgainAndMadeAnewLikeThoseOfFiles() {
        await().until(() -> waiting().isPresent());
        Shop.brokerIs(true);
        await().until(() -> waiting().isEmpty());

        assertThat(template.requestBody("direct:annotated", 2)).isEqualTo("2 CHF");
        drover.withFile("routes/beans.camel.yaml", prices("USD"));
        await().untilAsserted(() ->
                assertThat(template.requestBody("direct:annotated", 2)).isEqualTo("2 USD"));
        goodOnesRunAndAreSeenWithTheirClass();
        badOnesAreNamedWithWhatToDoWhileAllElseRuns();
    }

    @Test
    void nothingOfThemRunsInACheckWhichNamesWhatCanBeKnown() {
        List<String> before = List.copyOf(Shop.RAN);

        assertThat(texts(Validation.all(drover.settings(), home.resolve("none")).problems()))
                .containsExactlyInAnyOrder(
                        problem(
                                "NeedsMore",
                                "no object can be made of the class: it must not be abstract, and needs a public constructor without parameters (or be a bean, by camel.beans)"),
                        problem(
                                "Gone",
                                "there is no such class in lib/ext or lib/connectors, which the settings of Camel name"),
                        "java.lang.String: the class is no RoutesBuilder: let it extend org.apache.camel.builder.RouteBuilder"
                                + REMEDY);
        assertThat(List.copyOf(Shop.RAN)).isEqualTo(before);
    }

    private static java.util.Optional<String> waiting() {
        return texts(drover.server().deployments().problems()).stream()
                .filter(text -> text.startsWith(
                        SHOP + "$Waiting: cannot start yet, and is tried again until it can: Connection refused"))
                .findFirst();
    }

    private static List<String> problems() {
        return texts(drover.server().deployments().problems()).stream()
                .filter(text -> !text.startsWith(SHOP + "$Waiting"))
                .toList();
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static String problem(String type, String text) {
        return SHOP + "$" + type + ": " + text + REMEDY;
    }
}
