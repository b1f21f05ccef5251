package io.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.RouteOperations;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes and routes of the guide to Java of one's own: compiled, put where Drover finds them, and run. */
class OwnJavaGuideTest {
    private static final Pattern BLOCK =
            Pattern.compile("^```(java|yaml|properties)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @TempDir
    private static Path folder;

    private static final ClassLoader BEFORE = Thread.currentThread().getContextClassLoader();
    private static URLClassLoader ext;
    private static TestServer server;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() throws IOException {
        List<String> sources = new ArrayList<>();
        server = new TestServer(folder.resolve("home")).withFile("Files/Jobs/.keep", "");
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/guide/own-java.md")));
        for (int number = 0; block.find(); number++) {
            if (block.group(1).equals("yaml")) {
                server.withFile("routes/snippet" + number + ".camel.yaml", block.group(2));
                continue;
            }
            if (block.group(1).equals("properties")) {
                Properties settings = new Properties();
                settings.load(new StringReader(block.group(2)));
                settings.stringPropertyNames().forEach(key -> server.with(key, settings.getProperty(key)));
                continue;
            }
            Matcher name = CLASS.matcher(block.group(2));
            assertThat(name.find()).isTrue();
            sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), block.group(2))
                    .toString());
        }
        List<String> arguments = new ArrayList<>(
                List.of("-d", folder.resolve("classes").toString(), "-cp", System.getProperty("java.class.path")));
        arguments.addAll(sources);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        ext = new URLClassLoader(new URL[] {jar().toUri().toURL()}, BEFORE);
        Thread.currentThread().setContextClassLoader(ext);
        server.start();
        template = server.server().camel().createProducerTemplate();
    }

    private static Path jar() {
        Path jar = folder.resolve("orders-1.0.jar");
        String classes = folder.resolve("classes").toString();
        int done = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes, ".");
        assertThat(done).isZero();
        return jar;
    }

    @AfterAll
    static void stop() throws IOException {
        Thread.currentThread().setContextClassLoader(BEFORE);
        server.close();
        ext.close();
    }

    @Test
    void checksKnowTheClasses() {
        assertThat(server.server().deployments().problems()).isEmpty();
    }

    @Test
    void theBean() {
        assertThat(template.requestBodyAndHeader("direct:price", 2.5, "customer", "Alpha"))
                .isEqualTo("Alpha: 2.5 CHF");
    }

    @Test
    void theDataFormat() {
        assertThat(template.requestBody("direct:pipes", "a|b|c")).isEqualTo("b");
    }

    @Test
    void theRoutesOfAClass() {
        assertThat(template.requestBody("direct:order", "<order id='7'/>", String.class))
                .isEqualTo("7: 2.5 CHF");
        assertThat(server.server()
                        .operations(RouteOperations.class)
                        .route("order")
                        .place())
                .isEqualTo("org.example.shop.OrderRoutes");
    }

    @Test
    void xmlAsClasses() {
        String invoice =
                "<invoice number='17'><line quantity='2' price='3.5'/><line quantity='1' price='1'/></invoice>";
        Exchange done = template.request(
                "direct:invoice", exchange -> exchange.getMessage().setBody(invoice));

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("DroverExternalId")).isEqualTo("17");
        assertThat(done.getMessage().getBody(String.class)).contains("<total>8.0</total>");
        for (String wrong : List.of("<invoice", "<order/>")) {
            assertThat(template.request("direct:invoice", exchange -> exchange.getMessage()
                                    .setBody(wrong))
                            .getException())
                    .as(wrong)
                    .isNotNull();
        }
    }

    @Test
    void theBeanOfAnAddIn() {
        TemplatedRouteBuilder.builder(server.server().camel(), "price-list")
                .parameters(Map.of("currency", "USD"))
                .add();

        assertThat(template.requestBodyAndHeader("direct:price-list", 1.5, "customer", "Beta"))
                .isEqualTo("Beta: 1.5 USD");
    }
}
