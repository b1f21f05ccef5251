package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What validate says of secrets in clear, and how it says all to programs. */
class ValidateCommandTest {
    private static final List<String> SECRETS = List.of(
            "s3cret-of-task", "s3cret-of-config", "s3cret-of-url", "s3cret-of-store", "s3cret-of-ftp", "s3cret-route");

    @TempDir
    private Path home;

    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        TestServer installation = ErpTask.withJob(new TestServer(home))
                .withFile(
                        "Files/ScheduledTasks/Products.xml",
                        ErpTask.file("Products", "", "http://erp", "Security key", "s3cret-of-task"))
                .withFile(
                        "Files/ScheduledTasks/Stock.xml",
                        ErpTask.file("Stock", "", "http://shop:s3cret-of-url@erp", "Security key", "{{env:HOME}}"))
                .withFile(
                        "Files/Config/the erp.xml",
                        """
                        <Parameters>
                            <Parameter name="Security key" value="s3cret-of-config"/>
                            <Parameter name="Key column" value="ProductNumber"/>
                        </Parameters>
                        """)
                .withFile(
                        "Files/Jobs/Fetched.xml",
                        """
                        <job name="Fetched">
                            <source>
                                <xml/>
                                <endpoint uri="sftp:host/in?username=u&amp;password=s3cret-of-ftp&amp;delete=true"/>
                            </source>
                            <destination><sql/></destination>
                            <mapping source="Product" destination="Product"/>
                        </job>
                        """)
                .withFile(
                        "routes/own.camel.yaml",
                        """
                        - route:
                            id: own
                            from:
                              uri: direct:own
                              steps:
                                - to:
                                    uri: http:host/path?authPassword=s3cret-route
                        """);
        commands = new CommandLineRuns(installation);
        Path properties = home.resolve("application.properties");
        Files.writeString(
                properties,
                "drover.datasource.shop.url = jdbc:h2:mem:shop\ndrover.datasource.shop.password = \\\n    s3cret-of-store\n"
                        + "drover.tls.key = /etc/drover/key.pem\ndrover.auth.token-seconds = 3600\n"
                        + Files.readString(properties));
    }

    @AfterEach
    void closeShell() {
        commands.close();
    }

    @Test
    void secretsInClearAreNotedWithTheirPlacesAndNeverShown() throws Exception {
        Result result = commands.drover("validate");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).endsWith("no problems found\n");
        assertThat(result.out().lines().filter(line -> line.contains("in clear")))
                .allSatisfy(line -> assertThat(line).contains(": note: ", "\"drover secrets encrypt\" prints"))
                .extracting(line -> line.substring(0, line.indexOf(": note: ")))
                .containsExactly(
                        "application.properties:2",
                        "routes/own.camel.yaml:7",
                        "Files/Config/the erp.xml:2",
                        "Files/Jobs/Fetched.xml:4",
                        "Files/ScheduledTasks/Products.xml:6",
                        "Files/ScheduledTasks/Stock.xml:4");
        assertThat(result.out() + result.err()).doesNotContain(SECRETS);
        assertThat(result.out()).contains("the parameter \"Security key\" holds a secret in clear");
    }

    @Test
    void theReportIsSarif() throws Exception {
        Files.writeString(home.resolve("Files/Jobs/Bad.xml"), "<job name=\"Bad\">\n<nothing/></job>");
        Files.writeString(home.resolve("routes/bad.camel.yaml"), "- route:\n    nothing: here\n");

        Result result = commands.drover("validate", "--format", "sarif");

        assertThat(result.exit()).isOne();
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("version").asText()).isEqualTo("2.1.0");
        JsonNode run = document.get("runs").get(0);
        JsonNode driver = run.get("tool").get("driver");
        assertThat(driver.get("name").asText()).isEqualTo("Drover");
        assertThat(results(run))
                .contains(
                        "error invalid-definition Files/Jobs/Bad.xml:2",
                        "error invalid-route routes/bad.camel.yaml:2",
                        "warning literal-secret application.properties:2",
                        "warning literal-secret Files/Config/the%20erp.xml:2",
                        "warning literal-secret Files/ScheduledTasks/Products.xml:6");
        for (JsonNode found : run.get("results")) {
            assertThat(found.get("message").get("text").asText()).isNotBlank();
            assertThat(driver.get("rules").get(found.get("ruleIndex").asInt()).get("id"))
                    .isEqualTo(found.get("ruleId"));
        }
        assertThat(run.get("originalUriBaseIds").get("PROJECTROOT").get("uri").asText())
                .startsWith("file:///")
                .endsWith("/");
        assertThat(result.out()).doesNotContain(SECRETS);
    }

    private static List<String> results(JsonNode run) {
        return StreamSupport.stream(run.get("results").spliterator(), false)
                .map(found -> {
                    JsonNode place = found.get("locations").get(0).get("physicalLocation");
                    return found.get("level").asText() + " "
                            + found.get("ruleId").asText() + " "
                            + place.get("artifactLocation").get("uri").asText() + ":"
                            + place.path("region").path("startLine").asInt();
                })
                .toList();
    }

    @Test
    void jsonIsTheSameByBothNames() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(commands.drover("validate", "--format", "json").out());
        assertThat(json)
                .isEqualTo(new ObjectMapper()
                        .readTree(commands.drover("validate", "--json").out()));
        assertThat(json.get(0).get("kind").asText()).isEqualTo("note");
    }
}
