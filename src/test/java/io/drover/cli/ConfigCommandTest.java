package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the values of a task's parameters come from. */
class ConfigCommandTest {
    @TempDir
    private Path home;

    private CommandLineRuns commands;

    @BeforeEach
    void install() throws IOException {
        Path file = Files.writeString(home.resolve("time-out"), "1500ms");
        TestServer installation = ErpTask.withJob(new TestServer(home))
                .with("erp.log", "true")
                .withFile(
                        "Files/Config/erp.xml",
                        """
                        <Parameters>
                            <Parameter name="Web service URL" value="https://erp.test/api"/>
                            <Parameter name="Security key" value="{{env:ERP_KEY}}"/>
                            <Parameter name="Request timeout" value="{{file:%s}}"/>
                            <Parameter name="Notification sender name" value="Drover"/>
                        </Parameters>
                        """
                                .formatted(file))
                .withFile("Files/Config/unused.xml", "<Parameters/>")
                .withFile(
                        "Files/ScheduledTasks/Products.xml",
                        ErpTask.file(
                                        "Products",
                                        "",
                                        "http://localhost",
                                        "Security key",
                                        "literal-key-1",
                                        "logAllRequestsAndResponses",
                                        "{{erp.log}}")
                                .replace("<job>", "<configFile>erp.xml</configFile><job>"))
                .withFile(
                        "Files/ScheduledTasks/Literal.xml",
                        ErpTask.file(
                                "Literal", "", "http://u:in-the-url-2@localhost", "Security key", "literal-key-3"));
        commands = new CommandLineRuns(installation).withEnvironment("ERP_KEY", "key-of-the-environment");
    }

    @AfterEach
    void closeShell() {
        commands.close();
    }

    @Test
    void eachValueIsShownWithItsOriginAndSecretsAreHidden() throws Exception {
        Result shown = commands.drover("config", "show", "products", "--origin");

        assertThat(shown.err()).isEmpty();
        assertThat(shown.exit()).isZero();
        assertThat(shown.out().lines().map(line -> line.replaceAll("  +", " | ")))
                .contains(
                        "PARAMETER | VALUE | ORIGIN",
                        "requestXml | <GetEcomData/> | Files/ScheduledTasks/Products.xml:5",
                        "expectedRoot | tables | default of import-data",
                        "webServiceUrl | https://erp.test/api | Files/Config/erp.xml:2, instead of"
                                + " Files/ScheduledTasks/Products.xml:4",
                        "securityKey | *** | Files/Config/erp.xml:3, environment variable ERP_KEY, instead of"
                                + " Files/ScheduledTasks/Products.xml:6",
                        "logAllRequestsAndResponses | true | Files/ScheduledTasks/Products.xml:6, setting erp.log",
                        "Notification sender name | Drover | Files/Config/erp.xml:5, not used by the add-in")
                .anyMatch(line -> line.startsWith("requestTimeout | *** | Files/Config/erp.xml:4, file "));
        assertThat(shown.out()).doesNotContain("literal-key-1", "key-of-the-environment", "1500ms");
    }

    @Test
    void secretsInClearAreHiddenToo() throws Exception {
        Result shown = commands.drover("config", "show", "Literal");
        assertThat(shown.out())
                .contains("PARAMETER", "securityKey", "***")
                .doesNotContain("literal-key-3", "in-the-url-2");
        assertThat(commands.drover("config", "show", "Literal", "--json").out())
                .contains("\"parameter\" : \"securityKey\"")
                .doesNotContain("literal-key-3", "in-the-url-2");
    }

    @Test
    void whatCannotBeResolvedIsSaid() throws Exception {
        Path config = home.resolve("Files/Config/erp.xml");
        Files.writeString(config, Files.readString(config).replace("ERP_KEY", "NOT_SET_ANYWHERE"));
        Result shown = commands.drover("config", "show", "Products");
        assertThat(shown.exit()).isOne();
        assertThat(shown.out()).contains("(the environment variable NOT_SET_ANYWHERE is not set)");
        assertThat(commands.drover("config", "show", "Nothing").err())
                .contains("there is no task 'Nothing'; there are");
    }

    @Test
    void configFilesAreListedWithTheirTasks() throws Exception {
        assertThat(commands.drover("config", "list").out().lines().map(line -> line.replaceAll("  +", " | ")))
                .containsExactly("CONFIG FILE | PARAMETERS | TASKS", "erp.xml | 4 | Products", "unused.xml | 0");
    }
}
