package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.task.definition.TaskDefinition;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.TestServer;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** Tasks, their times, add-ins and schemas on the command line, beside a server and without one. */
class TaskCommandsTest {
    private static final String NIGHTLY =
            "<schedule><cron>0 30 2 * * ?</cron><timeZone>Europe/Copenhagen</timeZone></schedule>";

    @TempDir
    private Path home;

    private TestServer drover;
    private CommandLineRuns commands;

    @BeforeEach
    void setUp() throws Exception {
        drover = ErpTask.withJob(new TestServer(home));
        drover.withFile(
                "Files/ScheduledTasks/night/second/Nightly.xml",
                ErpTask.file("Nightly", NIGHTLY, "http://127.0.0.1:1/"));
        drover.withFile("Files/ScheduledTasks/Demand.xml", ErpTask.file("Demand", "", "http://127.0.0.1:1/"));
        commands = new CommandLineRuns(drover);
    }

    @AfterEach
    void stop() {
        commands.close();
        drover.close();
    }

    @Test
    void aTaskIsDisabledAndEnabledOnARunningServer() throws Exception {
        drover.start();
        Path file = drover.files("ScheduledTasks/night/second/Nightly.xml");
        String before = Files.readString(file);

        Result disabled = commands.drover("task", "disable", "nightly");
        assertThat(disabled.out()).isEqualTo("Nightly is disabled\n");
        assertThat(Files.readString(file)).isEqualTo(before.replace("enabled=\"true\"", "enabled=\"false\""));
        assertThat(drover.server()
                        .catalog()
                        .find(TaskDefinition.class, "Nightly")
                        .enabled())
                .isFalse();
        assertThat(drover.get("/api/task-times?count=2").body()).doesNotContain("Nightly");

        assertThat(drover.post("/api/tasks/Nightly/enable", "").body())
                .contains("\"enabled\" : true")
                .contains("\"inForce\" : true");
        assertThat(Files.readString(file)).isEqualTo(before);
        await().untilAsserted(() -> assertThat(
                        drover.get("/api/task-times?count=2").body())
                .contains("\"folder\" : \"night/second\"", " 02:30:00 +0", "\"zone\" : \"Europe/Copenhagen\""));
        assertThat(drover.get("/api/task-times?count=0").statusCode()).isEqualTo(400);
        assertThat(drover.post("/api/tasks/None/disable", "").statusCode()).isEqualTo(404);
        assertThat(drover.get("/api/add-ins").body()).contains("import-data", "webServiceUrl");

        Result tasks = commands.drover("tasks");
        assertThat(tasks.out()
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", "|"))
                        .toList())
                .anyMatch(line -> line.startsWith("Demand|yes|"))
                .anyMatch(line -> line.startsWith("Nightly|night/second|yes|"));
    }

    @Test
    void withoutAServerTooAndAddInsAndSchemasComeFromTheFiles() throws Exception {
        assertThat(commands.drover("task", "disable", "Nightly").out()).isEqualTo("Nightly is disabled\n");
        assertThat(drover.files("ScheduledTasks/night/second/Nightly.xml"))
                .content()
                .contains("enabled=\"false\"");
        commands.drover("task", "enable", "Nightly");
        Result times = commands.drover("tasks", "--next", "400");
        assertThat(times.out())
                .contains("night/second")
                .contains(" 03:30:00 +02:00", "the clocks go forward from 02:00 to 03:00 on 20")
                .contains("the clocks go back from 03:00 to 02:00 on 20");
        assertThat(times.out().lines()).hasSize(401);

        Result addIn = commands.drover("addin", "show", "import-data");
        assertThat(addIn.out())
                .startsWith("import-data: Asks a web service")
                .contains("  requestXml  (required)\n", "  expectedRoot  (default: tables)\n");
        assertThat(commands.drover("addin", "list", "--json").json().findValuesAsText("name"))
                .contains("import-data");
        assertThat(commands.drover("addin", "show", "none").err())
                .contains("there is no add-in 'none'; there are import-data");

        String xsd = commands.drover("schema").out();
        assertThat(xsd).contains("<xs:enumeration value=\"import-data\">", "<xs:enumeration value=\"requestXml\">");
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(xsd)));
        String task = ErpTask.file("Nightly", NIGHTLY, "http://127.0.0.1:1/");
        schema.newValidator().validate(new StreamSource(new StringReader(task)));
        assertThatThrownBy(() -> schema.newValidator()
                        .validate(new StreamSource(new StringReader(task.replace("import-data", "import-dada")))))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("import-dada");
        assertThat(commands.drover("schema", "job").out()).contains("<xs:element name=\"job\">");
        assertThat(commands.drover("schema", "none").err()).contains("there are job, scheduled-task");
    }
}
