package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.task.definition.TaskDefinition;
import io.drover.testing.CommandLineRuns;
import io.drover.testing.CommandLineRuns.Result;
import io.drover.testing.ErpTask;
import io.drover.testing.RecurringJobFile;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions move from one environment to another: whole, unchanged, and not over what is the other's own. */
class TransferCommandTest {
    /** Bytes that no reader and writer of XML would give back as they are. */
    private static final String TASK = ErpTask.file("Products", "", "http://dev", "Security key", "{{env:HOME}}")
            .replace("<job>", "<configFile>erp.xml</configFile><!-- ü -->\t<job>")
            .replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private TestServer test;
    private TestServer production;
    private CommandLineRuns inTest;
    private CommandLineRuns inProduction;
    private Path zip;

    @BeforeEach
    void install() throws IOException {
        zip = folder.resolve("export.zip");
        test = ErpTask.withJob(new TestServer(Files.createDirectory(folder.resolve("test"))))
                .withFile("Files/ScheduledTasks/Products.xml", TASK)
                .withFile(
                        "Files/ScheduledTasks/Own.xml",
                        ErpTask.file("Own", "", "x").replace("import-data", "own-add-in"))
                .withFile("Files/Config/erp.xml", config("http://test"))
                .withFile("Files/Config/other.xml", "<Parameters/>")
                .withRecurringJob(RecurringJobFile.importing("Uploads", "Products"))
                .withFile(
                        "routes/add-ins/own.camel.yaml",
                        """
                        - routeTemplate:
                            id: own-add-in
                            description: Does what we want
                            parameters:
                              - name: endpoint
                              - name: task
                              - name: jobs
                              - name: requestXml
                              - name: webServiceUrl
                            route:
                              from:
                                uri: "{{endpoint}}"
                                steps:
                                  - setBody:
                                      variable: requestXml
                        """);
        production = new TestServer(Files.createDirectory(folder.resolve("production")))
                .withFile("Files/Config/erp.xml", config("http://production"));
        inTest = new CommandLineRuns(test);
        inProduction = new CommandLineRuns(production);
    }

    @AfterEach
    void closeShells() {
        inTest.close();
        inProduction.close();
    }

    private static String config(String url) {
        return "<Parameters><Parameter name=\"Web service URL\" value=\"" + url + "\"/></Parameters>";
    }

    @Test
    void aTaskTakesItsJobsAndItsConfigFileAlongByteForByte() throws Exception {
        Result exported = inTest.drover("export", zip.toString(), "task:products");

        assertThat(exported.err()).isEmpty();
        assertThat(exported.out().lines())
                .containsExactly("Config/erp.xml", "Jobs/Products.xml", "ScheduledTasks/Products.xml");
        assertThat(unzipped(zip).get("ScheduledTasks/Products.xml")).isEqualTo(TASK);
        assertThat(unzipped(zip).get("manifest.json")).contains("\"sha256\"", "\"format\" : 1");

        Result imported = inProduction.drover("import", zip.toString());

        assertThat(imported.err()).isEmpty();
        assertThat(imported.exit()).isZero();
        assertThat(imported.out())
                .contains(
                        "kept     Files/Config/erp.xml",
                        "new      Files/Jobs/Products.xml",
                        "new      Files/ScheduledTasks/Products.xml",
                        "-<Parameters><Parameter name=\"Web service URL\" value=\"http://production\"/></Parameters>",
                        "+<Parameters><Parameter name=\"Web service URL\" value=\"http://test\"/></Parameters>",
                        "2 files are written.");
        assertThat(Files.readString(production.files("ScheduledTasks/Products.xml")))
                .isEqualTo(TASK);
        assertThat(production.files("Config/erp.xml")).hasContent(config("http://production"));
        assertThat(inProduction.drover("import", zip.toString()).out()).contains("same ", "All is here already.");
        assertThat(inProduction.drover("validate").out()).isEqualTo("no problems found\n");
    }

    @Test
    void allIsExportedWithTheAddInsOfOnesOwn() throws Exception {
        Result exported = inTest.drover("export", zip.toString());

        assertThat(exported.err()).isEmpty();
        assertThat(exported.out().lines())
                .containsExactly(
                        "Config/erp.xml",
                        "Config/other.xml",
                        "Jobs/Products.xml",
                        "RecurringJobs/Uploads.xml",
                        "ScheduledTasks/Own.xml",
                        "ScheduledTasks/Products.xml",
                        "add-ins/own.camel.yaml");
        assertThat(inProduction.drover("import", zip.toString()).exit()).isZero();
        assertThat(inProduction.drover("validate").out()).isEqualTo("no problems found\n");
        assertThat(inTest.drover("export", zip.toString()).err()).contains("is there already");
        assertThat(inTest.drover("export", folder + "/two.zip", "nothing").err())
                .contains("there is nothing called 'nothing'; there are the tasks [Own, Products]");
    }

    @Test
    void whatIsThereWithAnotherContentIsDecidedAboutBeforeAnythingIsWritten() throws Exception {
        inTest.drover("export", zip.toString(), "Products");
        String older = TASK.replace("http://dev", "http://older");
        production.withFile("Files/ScheduledTasks/Products.xml", older);
        Map<String, String> before = contents(production);

        Result undecided = inProduction.drover("import", zip.toString());
        assertThat(undecided.exit()).isOne();
        assertThat(undecided.out())
                .contains(
                        "changed  Files/ScheduledTasks/Products.xml",
                        "-        <parameter name=\"Web service URL\" value=\"http://older\"/>")
                .contains("Nothing is imported: 1 of the files are here with another content. --overwrite");
        assertThat(inProduction
                        .drover("import", zip.toString(), "--overwrite", "--dry-run")
                        .out())
                .contains("Nothing is written: a dry run. It would write 2 files.");
        assertThat(inProduction
                        .drover("import", zip.toString(), "--overwrite", "--skip-existing")
                        .exit())
                .isEqualTo(2);
        assertThat(contents(production)).isEqualTo(before);

        assertThat(inProduction
                        .drover("import", zip.toString(), "--skip-existing")
                        .out())
                .contains("kept     Files/ScheduledTasks/Products.xml", "1 file is written.");
        assertThat(Files.readString(production.files("ScheduledTasks/Products.xml")))
                .isEqualTo(older);
        assertThat(inProduction
                        .drover("import", zip.toString(), "--overwrite", "--overwrite-configs")
                        .out())
                .contains("changed  Files/Config/erp.xml", "2 files are written.");
        assertThat(Files.readString(production.files("ScheduledTasks/Products.xml")))
                .isEqualTo(TASK);
        assertThat(production.files("Config/erp.xml")).hasContent(config("http://test"));
    }

    @Test
    void secretsInClearStayUnlessAskedForAndNoDiffShowsThem() throws Exception {
        test.withFile(
                "Files/ScheduledTasks/Products.xml",
                ErpTask.file("Products", "", "http://dev", "Security key", "clear-key-5678"));

        Result refused = inTest.drover("export", zip.toString(), "Products");
        assertThat(refused.exit()).isOne();
        assertThat(refused.out())
                .contains("Products.xml:6: the parameter \"Security key\" holds a secret in clear")
                .contains("Nothing is exported")
                .doesNotContain("clear-key-5678");
        assertThat(zip).doesNotExist();

        assertThat(inTest.drover("export", zip.toString(), "Products", "--with-secrets")
                        .exit())
                .isZero();
        Result imported = inProduction.drover("import", zip.toString());
        assertThat(imported.exit()).isZero();
        assertThat(imported.out())
                .contains("name=\"Security key\" value=\"***\"")
                .doesNotContain("clear-key-5678");
        assertThat(production.files("ScheduledTasks/Products.xml")).content().contains("clear-key-5678");
    }

    @Test
    void theTargetStaysAsItIsWhenSomethingIsWrong() throws Exception {
        inTest.drover("export", zip.toString(), "Own");
        Map<String, String> before = contents(production);

        assertRefused(
                files -> files.remove("add-ins/own.camel.yaml"),
                "add-ins/own.camel.yaml is not in the export as its manifest");
        assertRefused(
                files -> files.remove("manifest.json"), "no manifest.json: it is not what \"drover export\" makes");
        assertRefused(
                files -> files.merge("Jobs/Products.xml", "<!-- -->", String::concat),
                "Jobs/Products.xml is not in the");
        assertRefused(files -> files.put("Jobs/More.xml", "<job/>"), "files that its manifest does not name");
        assertRefused(files -> files.put("../out.xml", "x"), "leads out of the zip");
        assertRefused(files -> files.put("/etc/out.xml", "x"), "has an absolute path");
        assertRefused(
                files -> files.put(
                        "manifest.json", files.get("manifest.json").replace("add-ins/own", "routes/../../own")),
                "routes/../../own.camel.yaml is not in the export");
        assertRefused(files -> files.put("Jobs/bomb.xml", "0".repeat(70_000_000)), "the export");
        assertThat(contents(production)).isEqualTo(before);

        // Sound, but not what this installation can take into use
        production.withFile("Files/Jobs/Taken.xml", Files.readString(test.files("Jobs/Products.xml")));
        before = contents(production);
        Result imported = inProduction.drover("import", zip.toString());
        assertThat(imported.exit()).isOne();
        assertThat(imported.out())
                .contains("Files/Jobs/Taken.xml:1: the name \"Products\" is taken by Products.xml")
                .contains("Nothing is imported: the installation would have the problems above.");
        assertThat(contents(production)).isEqualTo(before);
    }

    private void assertRefused(Consumer<Map<String, String>> change, String message) throws Exception {
        Map<String, String> files = unzipped(zip);
        change.accept(files);
        Path changed = folder.resolve("changed.zip");
        try (OutputStream out = Files.newOutputStream(changed);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                packed.putNextEntry(new ZipEntry(file.getKey()));
                packed.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Result imported = inProduction.drover("import", changed.toString(), "--overwrite");
        assertThat(imported.exit()).isOne();
        assertThat(imported.err()).contains("drover: ").contains(message);
    }

    @Test
    void aRunningServerTakesTheFilesUpByItself() throws Exception {
        inTest.drover("export", zip.toString(), "Products");
        production.withFile("tables.sql", "CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY, Name VARCHAR(50))");
        production.with(
                "drover.store.init", production.home().resolve("tables.sql").toString());
        try (TestServer running = production.start()) {
            assertThat(inProduction.drover("import", zip.toString()).exit()).isZero();
            await().untilAsserted(() -> assertThat(
                            running.server().catalog().current().all(TaskDefinition.class))
                    .containsKey("Products"));
            assertThat(running.server().deployments().problems()).isEmpty();
        }
    }

    private static Map<String, String> unzipped(Path zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Map<String, String> contents(TestServer installation) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String root : new String[] {"Files", "routes"}) {
            try (Stream<Path> all = Files.walk(installation.home().resolve(root))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    contents.put(file.toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }
}
