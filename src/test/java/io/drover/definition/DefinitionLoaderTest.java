package io.drover.definition;

import static io.drover.definition.DefinitionFiles.JOB;
import static io.drover.definition.DefinitionFiles.TASK;
import static io.drover.definition.DefinitionFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.drover.job.definition.JobDefinition;
import io.drover.task.definition.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionLoaderTest {
    @TempDir
    Path folder;

    private DefinitionFiles files;

    @BeforeEach
    void start() {
        files = new DefinitionFiles(folder);
    }

    @Test
    void readsTheSamplesThatShipWithDrover() throws IOException {
        Path samples = Path.of("Files", "Integration");

        Definitions definitions = DefinitionLoader.load(samples, Definitions.NONE);

        assertThat(definitions.problems()).isEmpty();
        assertThat(definitions.all(JobDefinition.class)).containsKeys("Products", "Stock", "Currencies");
        assertThat(definitions.all(TaskDefinition.class)).containsKey("Products");
        try (Stream<Path> all = Files.walk(samples)) {
            List<Path> written = all.filter(path -> path.toString().endsWith(".xml"))
                    .filter(path -> List.of("Jobs", "ScheduledTasks", "Config")
                            .contains(path.getParent().getFileName().toString()))
                    .toList();
            assertThat(written).hasSizeGreaterThanOrEqualTo(5);
            assertThat(written).allSatisfy(file -> assertThat(DefinitionLoader.validate(file))
                    .isEmpty());
        }
    }

    @Test
    void findsNamesWhateverTheirCase() throws IOException {
        files.write("Jobs/a.xml", JOB.formatted("Products"));
        files.write("ScheduledTasks/a.xml", TASK.formatted("Nightly", "PRODUCTS"));

        Definitions definitions = files.load();

        assertThat(definitions.problems()).isEmpty();
        assertThat(definitions.all(JobDefinition.class).get("products").name()).isEqualTo("Products");
        assertThat(definitions.all(TaskDefinition.class).get("nightly").jobs()).containsExactly("Products");
    }

    @Test
    void givesANameToTheFirstFileThatHasIt() throws IOException {
        files.write("Jobs/1.xml", JOB.formatted("Products"));
        files.write("Jobs/2.xml", JOB.formatted("PRODUCTS"));

        Definitions definitions = files.load();

        assertThat(definitions.all(JobDefinition.class).get("Products").file()).hasFileName("1.xml");
        assertThat(texts(definitions.problems()))
                .containsExactly("2.xml:1: the name \"PRODUCTS\" is taken by 1.xml; give this one another");
    }

    @Test
    void keepsTheDefinitionOfAFileThatTurnsBadAndTakesTheRepairedOne() throws IOException {
        files.write("Jobs/Products.xml", JOB.formatted("Products"));
        Definitions good = files.load();

        files.write("Jobs/Products.xml", "<job name=\"Products\">");
        Definitions bad = files.load(good);
        Definitions stillBad = files.load(bad);

        assertThat(stillBad.all(JobDefinition.class)).isEqualTo(good.all(JobDefinition.class));
        assertThat(stillBad.problems()).hasSize(1);

        files.write(
                "Jobs/Products.xml",
                JOB.replace("<source>", "<description>new</description><source>")
                        .formatted("Products"));
        Definitions repaired = files.load(stillBad);

        assertThat(repaired.problems()).isEmpty();
        assertThat(repaired.all(JobDefinition.class).get("Products").head().description())
                .isEqualTo("new");
    }

    @Test
    void givesTheNameOfABadFileToAGoodOneThatClaimsIt() throws IOException {
        files.write("Jobs/a.xml", JOB.formatted("Products"));
        Definitions before = files.load();

        files.write("Jobs/a.xml", "<job/>");
        files.write("Jobs/b.xml", JOB.formatted("Products"));
        Definitions after = files.load(before);

        assertThat(after.all(JobDefinition.class).get("Products").file()).hasFileName("b.xml");
        assertThat(after.problems())
                .allSatisfy(problem -> assertThat(problem.file()).hasFileName("a.xml"));
    }

    @Test
    void dropsTheDefinitionOfADeletedFileAndReportsTasksThatNeedIt() throws IOException {
        files.write("Jobs/Products.xml", JOB.formatted("Products"));
        files.write("Jobs/Stock.xml", JOB.formatted("Stock"));
        files.write("Jobs/Users.xml", JOB.formatted("Users"));
        files.write("ScheduledTasks/Nightly.xml", TASK.formatted("Nightly", "Products"));
        Definitions before = files.load();

        files.delete("Jobs/Products.xml");
        Definitions after = files.load(before);

        assertThat(after.all(JobDefinition.class)).containsOnlyKeys("Stock", "Users");
        assertThat(after.all(TaskDefinition.class)).containsOnlyKeys("Nightly");
        assertThat(texts(after.problems()))
                .containsExactly("Nightly.xml:3: there is no usable job \"Products\" in Jobs; usable are Stock, Users");
        assertThat(files.load().all(TaskDefinition.class)).isEmpty();
    }

    @Test
    void keepsEverythingWhenTheFolderCannotBeListed() throws IOException {
        files.write("Jobs/Products.xml", JOB.formatted("Products"));
        Definitions before = files.load();

        Definitions after = DefinitionLoader.load(folder.resolve("unmounted"), before);

        assertThat(after.all(JobDefinition.class)).isEqualTo(before.all(JobDefinition.class));
        assertThat(after.problems()).isNotEmpty();
    }

    @Test
    void readsAllKindsInFoldersAndThoseFurtherUpFirst() throws IOException {
        files.write("Jobs/a/b/c/d/e/f/g/Deep.xml", JOB.formatted("Deep"));
        files.write("Jobs/a/b/c/d/e/f/g/h/Deeper.xml", JOB.formatted("Deeper"));
        files.write("Jobs/archive/Products.xml", JOB.formatted("Products"));
        files.write("Jobs/Products.xml", JOB.formatted("Products"));
        files.write("Jobs/.old/Hidden.xml", JOB.formatted("Hidden"));
        files.write("Config/test/erp.xml", "<Parameters/>");
        files.write(
                "ScheduledTasks/erp/T.xml",
                TASK.formatted("T", "Deep").replace("<job>", "<configFile>erp.xml</configFile><job>"));

        Definitions definitions = files.load();

        assertThat(definitions.all(JobDefinition.class)).containsOnlyKeys("Deep", "Products");
        assertThat(definitions.all(JobDefinition.class).get("Products").file())
                .isEqualTo(folder.resolve("Jobs/Products.xml"));
        assertThat(definitions.all(TaskDefinition.class).get("T").work().config())
                .isEqualTo(folder.resolve("Config/test/erp.xml"));
        assertThat(texts(definitions.problems()))
                .containsExactly(
                        "h: is not looked into: folders may be 8 deep; move it further up",
                        "Products.xml:1: the name \"Products\" is taken by Products.xml; give this one another");
    }

    @Test
    void oneBadPlaceKeepsWhatItHadAndDoesNotHoldUpTheOthers() throws IOException {
        files.write("mounted/Linked.xml", JOB.formatted("Linked"));
        files.write("Jobs/Products.xml", JOB.formatted("Products"));
        Files.createSymbolicLink(folder.resolve("Jobs/Linked.xml"), folder.resolve("mounted/Linked.xml"));
        Definitions before = files.load();
        assertThat(before.all(JobDefinition.class)).containsOnlyKeys("Linked", "Products");

        files.delete("mounted/Linked.xml");
        Files.createSymbolicLink(folder.resolve("Jobs/loop"), folder.resolve("Jobs"));
        files.write("Jobs/New.xml", JOB.formatted("New"));
        Definitions after = files.load(before);

        assertThat(after.all(JobDefinition.class)).containsOnlyKeys("Linked", "New", "Products");
        assertThat(texts(after.problems()))
                .containsExactlyInAnyOrder(
                        "Linked.xml: is a link that leads nowhere: mend or remove it",
                        "loop: is a link to a folder that it lies in: remove it");
    }

    @Test
    void readsFilesAsContainersMountThem() throws IOException {
        files.write("Jobs/..2026_11_30/Products.xml", JOB.formatted("Products"));
        Files.createSymbolicLink(folder.resolve("Jobs/..data"), Path.of("..2026_11_30"));
        Files.createSymbolicLink(folder.resolve("Jobs/Products.xml"), Path.of("..data/Products.xml"));

        Definitions definitions = files.load();

        assertThat(definitions.problems()).isEmpty();
        assertThat(definitions.all(JobDefinition.class).get("Products").file())
                .isEqualTo(folder.resolve("Jobs/Products.xml"));
    }

    @Test
    void treatsAFolderThatIsNotThereAsEmpty() {
        Definitions definitions = files.load();

        assertThat(definitions.all(JobDefinition.class)).isEmpty();
        assertThat(definitions.problems()).isEmpty();
    }

    @Test
    void leavesTemporaryAndOtherFilesAlone() throws IOException {
        for (String name :
                List.of(".Products.xml", "Products.xml~", "Products.xml.tmp", "Products.part", "notes.txt")) {
            files.write("Jobs/" + name, "half a fi");
        }

        assertThat(files.load().problems()).isEmpty();
    }

    @Test
    void saysWhereAFileInTheWrongFolderBelongs() throws IOException {
        files.write("Jobs/Nightly.xml", TASK.formatted("Nightly", "Products"));

        assertThat(texts(files.load().problems()))
                .containsExactly("Nightly.xml:1: <scheduledTask> belongs in the folder ScheduledTasks;"
                        + " Jobs holds files of <job>");
    }

    @Test
    void letsAConfigFileWinOverATask() throws IOException {
        files.write(
                "Config/erp.xml",
                """
                <Parameters>
                  <Parameter name="Extra" value="from config"/>
                  <Parameter name="Web service URL">
                    http://erp
                  </Parameter>
                </Parameters>
                """);
        Path task = files.write(
                "ScheduledTasks/t.xml",
                """
                <scheduledTask name="t">
                  <addIn name="import-data">
                    <parameter name="webServiceUrl" value="http://own"/>
                    <parameter name="Security key" value=" s p "/>
                  </addIn>
                  <configFile>erp.xml</configFile>
                </scheduledTask>
                """);

        Definitions definitions = files.load();

        assertThat(definitions.problems()).isEmpty();
        TaskDefinition loaded = definitions.all(TaskDefinition.class).get("t");
        assertThat(loaded.work().parameters())
                .containsExactly(entry("webServiceUrl", "http://erp"), entry("Security key", " s p "));
        assertThat(loaded.work().configOnly()).containsExactly(entry("Extra", "from config"));
        assertThat(loaded.work().config()).isEqualTo(folder.resolve("Config/erp.xml"));
        assertThat(loaded.file()).isEqualTo(task);
    }

    @Test
    void reportsBadConfigFilesAndKeepsTheValuesTheyHad() throws IOException {
        files.write("Config/erp.xml", "<Parameters><Parameter name='url' value='1'/></Parameters>");
        files.write(
                "ScheduledTasks/t.xml",
                "<scheduledTask name='t'><addIn name='a'/><configFile>erp.xml</configFile></scheduledTask>");
        Definitions before = files.load();

        files.write("Config/erp.xml", "<Parameters>");
        Definitions after = files.load(before);

        assertThat(after.problems()).hasSize(1);
        assertThat(after.all(TaskDefinition.class).get("t").work().configOnly()).containsExactly(entry("url", "1"));
        assertThat(texts(files.load().problems()))
                .hasSize(2)
                .contains("t.xml:1: there is no usable config file \"erp.xml\" in Config; usable are none");
    }
}
