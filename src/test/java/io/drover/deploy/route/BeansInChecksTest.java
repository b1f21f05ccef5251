package io.drover.deploy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.context.ScratchContext;
import io.drover.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check knows the beans, data sources and components that the server would have, and nothing of them runs. */
class BeansInChecksTest {
    private static final String LOUD = Loud.class.getName();
    private static final String ROUTE = "- route: {id: r, from: {uri: 'direct:r', steps: [%s]}}\n";
    private static final String SEEN =
            """
            - beans:
                - name: seen
                  type: org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository
                  constructors: {0: "#bean:%s", 1: orders}
            """;

    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader lib;

    @BeforeEach
    void putIntoLib() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services/org/apache/camel/language"));
        Files.writeString(services.resolve("loud"), "class=" + Loud.Language.class.getName());
        lib = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(lib);
        Loud.Heard.SAID.clear();
    }

    @AfterEach
    void takeOut() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        lib.close();
    }

    private List<Problem> check(String content, String... settings) throws IOException {
        Path file =
                Files.writeString(folder.resolve(content.startsWith("<") ? "x.camel.xml" : "x.camel.yaml"), content);
        Map<String, String> all = new java.util.HashMap<>(
                Map.of("drover.files", folder.toString(), "drover.datasource.warehouse.url", "jdbc:h2:mem:warehouse"));
        for (String setting : settings) {
            String[] parts = setting.split(" = ", 2);
            all.put(parts[0], parts[1]);
        }
        try (ScratchContext scratch = new ScratchContext(Settings.of(all))) {
            return CheckedRoutes.load(scratch.camel(), List.of(file)).problems();
        }
    }

    private static String bean(String more) {
        return "- beans: [{name: loud, type: " + LOUD + more + "}]\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", initMethod: open, destroyMethod: shut",
                ", properties: {word: bonjour}",
                ", constructors: {0: bonjour, 1: '#bean:drover'}, initMethod: open",
                ", factoryBean: 'io.drover.deploy.route.Loud$Factory', factoryMethod: make",
                ", factoryBean: 'io.drover.deploy.route.Loud$Factory', factoryMethod: make, constructors: {0: x}",
                ", scriptLanguage: loud, script: anything",
            })
    void nothingOfABeanRunsHoweverItIsMade(String more) throws IOException {
        for (String step : List.of(
                "{bean: {ref: loud, method: greet}}",
                "{process: {ref: loud}}",
                "{to: 'bean:loud?method=greet'}",
                "{setBody: {method: {ref: loud, method: greet}}}",
                "{setBody: {simple: '${bean:loud?method=greet}'}}",
                "{aggregate: {correlationExpression: {constant: x}, aggregationStrategy: loud, completionSize: 2, steps: [{log: x}]}}")) {
            assertThat(check(bean(more) + ROUTE.formatted(step))).as(step).isEmpty();
        }
        assertThat(Loud.Heard.SAID).isEmpty();
    }

    @Test
    void norDoesABeanThatOnlyAStepNames() throws IOException {
        for (String step : List.of(
                "{bean: {beanType: " + LOUD + ", method: greet}}",
                "{process: {ref: '#class:" + LOUD + "'}}",
                "{setBody: {method: {beanType: " + LOUD + ", method: greet}}}",
                "{aggregate: {correlationExpression: {constant: x}, aggregationStrategy: '#class:" + LOUD
                        + "', completionSize: 2, steps:" + " [{log: x}]}}",
                "{aggregate: {correlationExpression: {constant: x}, aggregationStrategy: '#class:" + LOUD
                        + "(hi,#bean:drover)', completionSize: 2, steps: [{log: x}]}}")) {
            assertThat(check(ROUTE.formatted(step))).as(step).isEmpty();
            assertThat(Loud.Heard.SAID).as(step).isEmpty();
        }
        String xml =
                "<camel><bean name='loud' type='" + LOUD + "' initMethod='open'/><route id='x'><from uri='direct:x'/>"
                        + "<bean ref='loud' method='greet'/></route></camel>";
        assertThat(check(xml)).isEmpty();
        assertThat(Loud.Heard.SAID).isEmpty();
    }

    @Test
    void beansOfTheSettingsAreThereAndDoNotRunEither() throws IOException {
        String step = ROUTE.formatted("{bean: {ref: greeter, method: greet}}, {log: '{{my.greeting}}'}");

        assertThat(check(step)).singleElement().asString().contains("greeter");
        assertThat(check(
                        step,
                        "camel.beans.greeter = #class:" + LOUD,
                        "camel.beans.greeter.word = {{my.greeting}}",
                        "my.greeting = Servus"))
                .isEmpty();
        assertThat(Loud.Heard.SAID).isEmpty();
    }

    @Test
    void componentsAndLanguagesAreConfiguredAsInTheServer() throws IOException {
        String step = ROUTE.formatted("{to: 'jms:queue:orders?selector=x'}");
        String xml = "<routes><route id='x'><from uri='direct:x'/><to uri='jms:queue:x'/></route></routes>";

        assertThat(check(
                        step,
                        "camel.beans.broker = #class:org.apache.activemq.ActiveMQConnectionFactory('tcp://127.0.0.1:1')",
                        "camel.component.jms.connectionFactory = #bean:broker",
                        "camel.component.sql.dataSource = #bean:warehouse",
                        "camel.language.xpath.logNamespaces = true"))
                .isEmpty();
        assertThat(check(xml)).isEmpty();
    }

    @Test
    void sqlOverAnyOfTheDataSourcesIsGood() throws IOException {
        for (String source : List.of("drover", "warehouse")) {
            for (String step : List.of(
                    "{to: 'sql:select 1?dataSource=#" + source + "'}",
                    "{to: 'sql:insert into x values (:#a)?batch=true&dataSource=#bean:" + source + "'}",
                    "{to: 'jdbc:" + source + "'}")) {
                assertThat(check(ROUTE.formatted(step))).as(step).isEmpty();
            }
            assertThat(check("- route: {id: p, from: {uri: 'sql:select * from t?dataSource=#" + source
                            + "&onConsume=delete from t', steps: [{log: x}]}}"))
                    .isEmpty();
            assertThat(check(SEEN.formatted(source)
                            + ROUTE.formatted(
                                    "{idempotentConsumer: {idempotentRepository: seen, simple: '${body}', steps:"
                                            + " [{log: x}]}}")))
                    .isEmpty();
        }
        assertThat(check(ROUTE.formatted("{to: 'sql:select 1?dataSource=#elsewhere'}")))
                .singleElement()
                .asString()
                .contains("elsewhere");
    }

    /** What a stand-in has of its class is what a check finds mistakes by. */
    @ParameterizedTest
    @ValueSource(strings = {", constructors: {0: a, 1: b, 2: c}", ", properties: {wrod: x}", ", factoryMethod: mkae"})
    void whatABeanDoesNotHaveIsStillFound(String more) throws IOException {
        assertThat(check(bean(more))).isNotEmpty();
        assertThat(Loud.Heard.SAID).isEmpty();
    }

    @Test
    void aMethodThatABeanDoesNotHaveIsStillFound() throws IOException {
        assertThat(check(bean("") + ROUTE.formatted("{setBody: {method: {ref: loud, method: great}}}")))
                .singleElement()
                .asString()
                .contains("great");
    }
}
