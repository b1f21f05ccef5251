package io.drover.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.dynamicweb.DynamicwebFile;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled tasks that Dynamicweb saved, in Drover's own form. The form of such files is not published: several are tried. */
class DynamicwebTaskTest {
    private static final String SETTINGS =
            """
            <Parameters addin="Dynamicweb.Integration.ImportDataWithPagingScheduledTaskAddIn">
              <Parameter addin="x" name="Web service URL" value="http://localhost:8090/DynamicwebService"/>
              <Parameter addin="x" name="Security key" value="secret"/>
              <Parameter addin="x" name="Request XML"><![CDATA[<GetEcomData><tables><Products type="all"/></tables></GetEcomData>]]></Parameter>
              <Parameter addin="x" name="Import activity" value="ERP\\Import products"/>
              <Parameter addin="x" name="Notification e-mail template" value=""/>
            </Parameters>
            """;

    @TempDir
    private Path folder;

    @Test
    void aTaskBecomesAValidOneOfOurs() throws IOException {
        Conversion conversion = convert(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <ScheduledTask>
                  <TaskName>Products, nightly</TaskName>
                  <TaskBegin>2024-03-01T02:30:00</TaskBegin>
                  <TaskEnd>9999-12-31T00:00:00</TaskEnd>
                  <TaskEnabled>False</TaskEnabled>
                  <TaskMinute>1440</TaskMinute>
                  <TaskCheckPrevious>True</TaskCheckPrevious>
                  <ConfigFile>/Files/Integration/Config/erp.xml</ConfigFile>
                  <TaskAddInSettings>%s</TaskAddInSettings>
                </ScheduledTask>
                """
                        .formatted(SETTINGS));

        TaskDefinition task = valid(conversion);
        assertThat(task.name()).isEqualTo("Products_ nightly");
        assertThat(task.enabled()).isFalse();
        assertThat(task.schedule().inWords()).contains("daily at 02:30");
        assertThat(task.addIn()).isEqualTo("import-data-with-paging");
        assertThat(task.work().parameters())
                .containsEntry("Web service URL", "http://localhost:8090/DynamicwebService")
                .containsEntry("Request XML", "<GetEcomData><tables><Products type=\"all\"/></tables></GetEcomData>")
                .containsOnlyKeys("Web service URL", "Security key", "Request XML");
        assertThat(task.jobs()).containsExactly("Import products");
        assertThat(conversion.xml()).contains("<configFile>erp.xml</configFile>");
        assertThat(conversion.notes())
                .anyMatch(note -> note.contains("Security key stands here as it is"))
                .anyMatch(note -> note.contains("the task before it had succeeded"))
                .anyMatch(note -> note.contains("<timeZone>"));
    }

    @Test
    void settingsThatStandThereAsTextAndNamesAsAttributesAreRead() throws IOException {
        Conversion conversion =
                convert("<task Name='Stock' Begin='01-03-2024 06:00:00' minute='5' active='true'><settings>"
                        + SETTINGS.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                        + "</settings></task>");

        TaskDefinition task = valid(conversion);
        assertThat(task.name()).isEqualTo("Stock");
        assertThat(task.schedule().inWords()).contains("every 5 minutes");
        assertThat(task.addIn()).isEqualTo("import-data-with-paging");
    }

    @Test
    void theSettingsAloneGiveATaskWithoutASchedule() throws IOException {
        Conversion conversion = DynamicwebFile.task(
                write(
                        "Import_all.xml",
                        """
                <?xml version="1.0" encoding="utf-8"?>
                <Parameters addin="Dynamicweb.DataIntegration.Integration.JobScheduledTaskAddIn">
                  <Parameter addin="x" name="Activity" value="ERP\\Import products" />
                </Parameters>
                """));

        TaskDefinition task = valid(conversion);
        assertThat(task.name()).isEqualTo("Import_all");
        assertThat(task.addIn()).isEqualTo("run-job");
        assertThat(task.jobs()).containsExactly("Import products");
        assertThat(conversion.notes()).contains("no schedule was found: the task runs on demand only");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> convert("<tables/>")).hasMessageContaining("no settings of an add-in");
        assertThatThrownBy(() -> convert("<ScheduledTask>")).hasMessageContaining("cannot be read as XML");
    }

    private Conversion convert(String xml) throws IOException {
        return DynamicwebFile.task(write("task.xml", xml));
    }

    private Path write(String name, String xml) throws IOException {
        return Files.write(folder.resolve(name), xml.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** The task as Drover reads it, with no fault found. */
    private TaskDefinition valid(Conversion conversion) throws IOException {
        Path root = Files.createTempDirectory(folder, "integration");
        Path tasks = Files.createDirectories(root.resolve("ScheduledTasks"));
        Path task = Files.writeString(tasks.resolve("Converted.xml"), conversion.xml());
        assertThat(DefinitionLoader.validate(task)).isEmpty();
        Files.createDirectories(root.resolve("Jobs"));
        Files.writeString(
                root.resolve("Jobs/Import.xml"),
                "<job name=\"Import products\"><source><xml/></source><destination><sql dataSource=\"drover\"/></destination></job>");
        Files.createDirectories(root.resolve("Config"));
        Files.writeString(root.resolve("Config/erp.xml"), "<Parameters/>");
        Definitions definitions = DefinitionLoader.load(root, Definitions.NONE);
        assertThat(definitions.problems()).isEmpty();
        return definitions.all(TaskDefinition.class).values().iterator().next();
    }
}
