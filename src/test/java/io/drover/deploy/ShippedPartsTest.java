package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts that are shipped for routes of one's own are there and work: those of the guide to connectors, as it shows them. */
class ShippedPartsTest {
    private static final Pattern ROUTES = Pattern.compile("^```yaml\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() throws IOException {
        Matcher routes = ROUTES.matcher(Files.readString(Path.of("docs/guide/connectors.md")));
        assertThat(routes.find()).isTrue();
        server = new TestServer(folder)
                .withFile("routes/parts.camel.yaml", routes.group(1))
                .withFile("Files/Jobs/.keep", "")
                .start();
        template = server.server().camel().createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theCheckOfRoutesKnowsThemAll() {
        assertThat(server.server().deployments().problems()).isEmpty();
    }

    @Test
    void jsonByPathDataFormatAndScript() {
        String order =
                """
                {"customer": {"name": "Alpha"}, "lines": [{"quantity": 2, "price": 1.5}, {"quantity": 1, "price": 4}]}
                """;

        assertThat(template.requestBody("direct:order-total", order, String.class))
                .isEqualTo("Alpha: 7.0");
    }

    @Test
    void xmlToJson() {
        String xml = "<order><line>bolt</line><line>nut</line></order>";

        assertThat(template.requestBody("direct:lines-of-order", xml, String.class))
                .isEqualTo("{\"line\":[\"bolt\",\"nut\"]}");
    }

    @Test
    void theFilesOfAnArchive() throws Exception {
        MockEndpoint files = server.server().camel().getEndpoint("mock:file?retainLast=10", MockEndpoint.class);
        files.expectedBodiesReceived("one", "two");

        template.sendBody("direct:files-of-archive", zip(List.of("one", "two")));

        files.assertIsSatisfied();
    }

    private static byte[] zip(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String text : texts) {
                zip.putNextEntry(new ZipEntry(text + ".txt"));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theCircuitOpensAndTheFallbackAnswers() {
        for (int call = 0; call < 3; call++) {
            Exchange answer = template.request("direct:stock-or-nothing", exchange -> {});
            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo("unknown");
            assertThat(answer.getProperty(Exchange.EXCEPTION_CAUGHT) == null)
                    .as("nobody was called, at call %d", call)
                    .isEqualTo(call == 2);
        }
    }

    @Test
    void aKameletOfTheCatalogue() {
        Exchange answer = template.request("direct:stamped", exchange -> {});

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader("source")).isEqualTo("shop");
    }
}
