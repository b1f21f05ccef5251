package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.deploy.check.Validation;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beans, route configurations, templates and kamelets of all files come before the routes of any, at a start, in a reload and in a check. */
class RouteOrderTest {
    private static final String BEAN =
            """
            - beans:
                - name: %s
                  type: java.lang.String
                  constructors: {0: "%s"}
            """;
    private static final String CONFIGURATION =
            """
            - routeConfiguration:
                id: shared-errors
                onException:
                  - onException:
                      exception: [java.lang.IllegalStateException]
                      handled: {constant: "true"}
                      steps:
                        - setBody: {constant: "%s"}
            """;

    @TempDir
    private static Path home;

    private static TestServer drover;

    @BeforeAll
    static void start() {
        drover = ErpTask.withJob(new TestServer(home));
        route(
                "a-errors",
                "routeConfigurationId: shared-errors",
                "throwException: {exceptionType: java.lang.IllegalStateException, message: no}");
        route(
                "a-pattern",
                "routeConfigurationId: 'shared-*'",
                "throwException: {exceptionType: java.lang.IllegalStateException, message: no}");
        route("a-bean", "description: x", "setBody: {simple: '${ref:word}'}");
        drover.withFile(
                "routes/a-templated.camel.yaml",
                """
                - templatedRoute:
                    routeTemplateRef: greeter
                    routeId: templated
                    parameters: [{name: path, value: a-templated}]
                """);
        drover.withFile("routes/b-derived.camel.yaml", BEAN.formatted("derived", "#bean:word"));
        drover.withFile("routes/z/word.camel.yaml", BEAN.formatted("word", "one"));
        drover.withFile("routes/z/errors.camel.yaml", CONFIGURATION.formatted("handled"));
        drover.withFile("routes/z/greeter.camel.yaml", template("hello"));
        drover.start();
    }

    private static void route(String name, String more, String step) {
        drover.withFile(
                "routes/" + name + ".camel.yaml",
                """
                - route:
                    id: NAME
                    MORE
                    from:
                      uri: platform-http:/NAME
                      steps:
                        - STEP
                """
                        .replace("NAME", name)
                        .replace("MORE", more)
                        .replace("STEP", step));
    }

    private static String template(String word) {
        return """
                - routeTemplate:
                    id: greeter
                    parameters: [{name: path}]
                    from:
                      uri: "platform-http:/{{path}}"
                      steps: [{setBody: {constant: "%s"}}]
                """
                .formatted(word);
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    private static void awaitAnswer(String path, String answer) {
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(drover.get(path).body()).isEqualTo(answer));
    }

    private static void save(String file, String content) throws IOException {
        Files.writeString(home.resolve("routes").resolve(file), content);
    }

    @Test
    void whatAFileDeclaresIsThereForRoutesOfFilesThatComeBeforeIt() {
        assertThat(drover.server().deployments().problems()).isEmpty();
        assertThat(Validation.all(drover.settings(), home.resolve("none")).problems())
                .isEmpty();
        awaitAnswer("/a-errors", "handled");
        awaitAnswer("/a-pattern", "handled");
        awaitAnswer("/a-bean", "one");
        awaitAnswer("/a-templated", "hello");
        assertThat(drover.server().camel().getRegistry().lookupByName("derived"))
                .isEqualTo("one");
    }

    @Test
    void aDeclarationThatAloneHasChangedAppliesToRoutesOfOtherFiles() throws Exception {
        save("z/errors.camel.yaml", CONFIGURATION.formatted("handled otherwise"));
        awaitAnswer("/a-errors", "handled otherwise");
        awaitAnswer("/a-pattern", "handled otherwise");

        save("z/word.camel.yaml", BEAN.formatted("word", "two"));
        awaitAnswer("/a-bean", "two");
        assertThat(drover.server().camel().getRegistry().lookupByName("derived"))
                .isEqualTo("two");

        save("z/greeter.camel.yaml", template("good bye"));
        awaitAnswer("/a-templated", "good bye");

        save("z/errors.camel.yaml", CONFIGURATION.formatted("handled"));
        awaitAnswer("/a-errors", "handled");
        save("z/word.camel.yaml", BEAN.formatted("word", "one"));
        awaitAnswer("/a-bean", "one");
        save("z/greeter.camel.yaml", template("hello"));
        awaitAnswer("/a-templated", "hello");
        assertThat(drover.server().deployments().problems()).isEmpty();
    }
}
