package io.drover.deploy.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.definition.edit.FileReplacement;
import io.drover.definition.problem.Problem;
import io.drover.deploy.check.Validation;
import io.drover.deploy.transfer.TransferImport.Existing;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.settings.Settings;
import io.drover.task.definition.TaskDefinition;
import io.drover.testing.RecurringJobFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported comes in elsewhere as it was: the same files in the same folders, the same definitions, the same chains. */
class TransferRoundTripTest {
    private static final String JOB = job("Alpha", "<csv/>", "");
    private static final String SCHEMA = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">%s</xs:schema>";
    private static final String STYLESHEET =
            "<xsl:stylesheet version=\"3.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">%s</xsl:stylesheet>";

    @TempDir
    private Path folder;

    private Path here;
    private Path there;
    private Path zip;

    /** Files of an installation by their paths. */
    private record Layout(String name, Map<String, String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        here = installation("here");
        there = installation("there");
        zip = folder.resolve("export.zip");
    }

    private Path installation(String name) throws IOException {
        Path home = folder.resolve(name);
        for (String route : List.of(
                "add-ins/run-job.camel.yaml",
                "add-ins/import-data.camel.yaml",
                "add-ins/parts/delivery-check.camel.yaml",
                "add-ins/parts/notification.camel.yaml",
                "add-ins/parts/web-service.camel.yaml",
                "inbox.camel.yaml")) {
            write(home, "routes/" + route, Files.readString(Path.of("routes").resolve(route)));
        }
        Files.createDirectories(home.resolve("Files"));
        return home;
    }

    private static Settings settings(Path home) {
        return Settings.of(Map.of(
                "drover.files", home.resolve("Files").toString(),
                "drover.routes", home.resolve("routes").toString(),
                "drover.data", home.resolve("data").toString()));
    }

    private static String job(String name, String source, String column) {
        return """
                <job name="%s">
                    <source>%s</source>
                    <destination><sql/></destination>
                    <mapping source="A" destination="B"><column source="x" destination="x">%s</column></mapping>
                </job>
                """
                .formatted(name, source, column);
    }

    private static String task(String name, int order, String job) {
        return "<scheduledTask name=\"%s\" order=\"%d\"><addIn name=\"run-job\"/><job>%s</job></scheduledTask>"
                .formatted(name, order, job);
    }

    private static String importing(String name, String parameters, String more) {
        return """
                <scheduledTask name="%s"><addIn name="import-data">
                <parameter name="Web service URL" value="http://localhost"/><parameter name="Request XML" value="&lt;a/&gt;"/>
                %s
                </addIn>%s<job>Alpha</job></scheduledTask>
                """
                .formatted(name, parameters, more);
    }

    static Stream<Layout> layouts() {
        return Stream.concat(
                Stream.of(
                        new Layout(
                                "two files of a name in two folders",
                                Map.of(
                                        "Jobs/Alpha.xml", JOB,
                                        "ScheduledTasks/ERP/Nightly.xml", task("ERP nightly", 1, "Alpha"),
                                        "ScheduledTasks/PIM/Nightly.xml", task("PIM nightly", 1, "Alpha"))),
                        new Layout(
                                "a chain in a folder",
                                Map.of(
                                        "Jobs/erp/Alpha.xml", JOB,
                                        "ScheduledTasks/night/c.xml", task("First", 1, "Alpha"),
                                        "ScheduledTasks/night/a.xml", task("Third", 3, "Alpha"),
                                        "ScheduledTasks/night/b.xml", task("Second", 2, "Alpha"),
                                        "ScheduledTasks/a.xml", task("Alone", 1, "Alpha"))),
                        new Layout(
                                "folders in folders, of every kind",
                                Map.of(
                                        "Jobs/1/2/3/4/5/6/7/Alpha.xml",
                                        JOB,
                                        "Config/test/erp.xml",
                                        "<Parameters/>",
                                        "ScheduledTasks/x/y/Poll.xml",
                                        importing("Poll", "", "<configFile>erp.xml</configFile>"),
                                        "RecurringJobs/dealers/In.xml",
                                        RecurringJobFile.importing("In", "Alpha")
                                                .text())),
                        new Layout(
                                "what definitions refer to",
                                Map.of(
                                        "Jobs/Alpha.xml",
                                                job(
                                                        "Alpha",
                                                        "<xml xslt=\"Xslt/a/in.xsl\"/>",
                                                        "<lookup file=\"Lookups/x.csv\"/>"),
                                        "Xslt/a/in.xsl", STYLESHEET.formatted("<xsl:include href=\"more/parts.xsl\"/>"),
                                        "Xslt/a/more/parts.xsl", STYLESHEET.formatted(""),
                                        "Lookups/x.csv", "a,b\n1,2\n",
                                        "ScheduledTasks/Poll.xml",
                                                importing(
                                                        "Poll",
                                                        "<parameter name=\"XSD file\" value=\"Schemas/p.xsd\"/>",
                                                        "<configFile>erp.xml</configFile>"),
                                        "Schemas/p.xsd", SCHEMA.formatted("<xs:include schemaLocation=\"types.xsd\"/>"),
                                        "Schemas/types.xsd", SCHEMA.formatted(""),
                                        "Config/erp.xml",
                                                "<Parameters><Parameter name=\"Notification e-mail template\" value=\"Mail/task.html\"/></Parameters>",
                                        "Mail/task.html", "<p>{task}</p>"))),
                Stream.of(1, 2, 3, 4).map(TransferRoundTripTest::random));
    }

    /** As many jobs and tasks as a seed says, in folders and under names as people give them. */
    private static Layout random(int seed) {
        Random random = new Random(seed);
        List<String> steps = List.of("ERP", "PIM", "Ä ö", "night 1", "x.xml", "50% (old)", "日本");
        Map<String, String> files = new TreeMap<>();
        int jobs = 1 + random.nextInt(4);
        for (int i = 0; i < jobs; i++) {
            files.put(place("Jobs", steps, "Same.xml", random, files), job("Job " + i, "<csv/>", ""));
        }
        for (int i = 0; i < 6; i++) {
            String task = task("Task " + i, random.nextInt(3), "Job " + random.nextInt(jobs));
            files.put(
                    place("ScheduledTasks", steps, i % 2 == 0 ? "Same.xml" : "Task " + i + ".xml", random, files),
                    task);
        }
        return new Layout("seed " + seed, files);
    }

    private static String place(
            String kind, List<String> steps, String name, Random random, Map<String, String> taken) {
        String folder = kind;
        while (true) {
            String place = folder + "/" + name;
            if (!taken.containsKey(place) && random.nextBoolean()) {
                return place;
            }
            folder = folder.split("/").length > 6 ? kind : folder + "/" + steps.get(random.nextInt(steps.size()));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void theOtherInstallationHasTheSameFilesAndDefinitions(Layout layout) throws Exception {
        for (Map.Entry<String, String> file : layout.files().entrySet()) {
            write(here, "Files/" + file.getKey(), file.getValue());
        }

        TransferExport.Report exported = export();
        TransferImport.Report imported = take();

        assertThat(exported.left()).isEmpty();
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.written()).isTrue();
        assertThat(contents(there)).isEqualTo(contents(here));
        assertThat(chains(there)).isEqualTo(chains(here)).isNotEmpty();
        assertThat(definitions(there).problems()).isEmpty();
        assertThat(definitions(there).all(JobDefinition.class).keySet())
                .isEqualTo(definitions(here).all(JobDefinition.class).keySet());
        assertThat(definitions(there).all(RecurringJobDefinition.class).keySet())
                .isEqualTo(definitions(here).all(RecurringJobDefinition.class).keySet());
        assertThat(Validation.all(settings(there), there.resolve("none")).problems())
                .isEmpty();
    }

    @Test
    void whatIsReferredToAndDoesNotGoAlongIsNamed() throws Exception {
        write(
                here,
                "Files/Jobs/Alpha.xml",
                job("Alpha", "<xml xslt=\"Xslt/gone.xsl\"/>", "<lookup file=\"Outbox/x.csv\"/>"));
        write(here, "Files/Outbox/x.csv", "a,b\n");
        write(
                here,
                "routes/own.camel.yaml",
                "- route:\n    from:\n      uri: direct:a\n      steps:\n        - log: a\n");

        TransferExport.Report exported = export();

        assertThat(exported.files()).containsExactly("Jobs/Alpha.xml");
        assertThat(texts(exported.left()))
                .containsExactly(
                        "Alpha.xml:2: there is no stylesheet Xslt/gone.xsl in " + here.resolve("Files"),
                        "Alpha.xml:4: the lookup file Outbox/x.csv does not go along: what lies in Outbox is not what definitions refer to",
                        "own.camel.yaml:0: a route of your own does not go along: copy it, if it is wanted there");
        assertThat(texts(Validation.all(settings(here), here.resolve("none")).problems()))
                .containsExactly("Alpha.xml:2: there is no stylesheet Xslt/gone.xsl in " + here.resolve("Files"));
    }

    @Test
    void aReferredFileThatIsThereAlreadyCountsAndOneThatIsMissingIsAProblem() throws Exception {
        write(here, "Files/Jobs/Alpha.xml", job("Alpha", "<xml/>", "<lookup file=\"Archive/x.csv\"/>"));
        write(here, "Files/Archive/x.csv", "a,b\n");
        export();

        assertThat(texts(take().problems()))
                .containsExactly("Alpha.xml:4: there is no lookup file Archive/x.csv in " + there.resolve("Files"));
        assertThat(there.resolve("Files/Jobs")).doesNotExist();

        write(there, "Files/Archive/x.csv", "a,b\n");
        assertThat(take().written()).isTrue();
    }

    @Test
    void aProblemThatWasThereBeforeDoesNotKeepAnythingOut() throws Exception {
        write(here, "Files/Jobs/Alpha.xml", JOB);
        write(there, "Files/Jobs/Other.xml", job("Other", "<xml xslt=\"gone.xsl\"/>", ""));
        write(
                there,
                "Files/ScheduledTasks/T.xml",
                importing("T", "<parameter name=\"Notification e-mail template\" value=\"gone.html\"/>", "")
                        .replace("Alpha", "Other"));
        export();

        assertThat(take().written()).isTrue();
    }

    @Test
    void namesThatNotEverySystemTellsApartAreNotExported() throws Exception {
        write(here, "Files/Jobs/Alpha.xml", JOB);
        write(here, "Files/ScheduledTasks/ERP/a.xml", task("A", 1, "Alpha"));
        write(here, "Files/ScheduledTasks/Erp/b.xml", task("B", 1, "Alpha"));

        assertThatThrownBy(this::export)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "ScheduledTasks/Erp and ScheduledTasks/ERP differ only in case, which not every system tells"
                                + " apart: rename one");
        assertThat(zip).doesNotExist();
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws Exception {
        Map<String, String> before = contents(there);
        for (String name : List.of(
                "Jobs/../../out.xml",
                "Jobs/a/../../../out.xml",
                "../Jobs/out.xml",
                "/Jobs/out.xml",
                "Jobs/a\\..\\out.xml",
                "Jobs/.hidden.xml",
                "Jobs//out.xml",
                "Jobs/./out.xml",
                "Jobs/a/.x/out.xml",
                "Jobs/a:b.xml",
                "Jobs/a.xml ",
                "Jobs/out.txt",
                "files/Jobs/out.xml",
                "files/Inbox/Alpha/x.csv",
                "files/inbox/Alpha/x.csv",
                "routes/out.camel.yaml",
                "application.properties",
                "files/../../x",
                "Jobs/1/2/3/4/5/6/7/8/deep.xml",
                "Jobs/a\n.xml")) {
            pack(Map.of(name, JOB));
            assertThatThrownBy(this::take).as(name).isInstanceOfAny(IllegalArgumentException.class, IOException.class);
        }
        pack(Map.of("Jobs/a.xml", JOB, "Jobs/A.xml", JOB));
        assertThatThrownBy(this::take).isInstanceOfAny(IllegalArgumentException.class, IOException.class);
        assertThat(contents(there)).isEqualTo(before);
    }

    @Test
    void whatStandsInTheWayIsSaidBeforeAnythingIsWritten() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(there.resolve("Files/Jobs/taken.xml"));
        Files.createSymbolicLink(there.resolve("Files/Jobs/linked"), outside);
        Files.createSymbolicLink(there.resolve("Files/Jobs/Dangling.xml"), outside.resolve("none.xml"));
        write(there, "Files/Jobs/night/Products.xml", job("Products", "<csv/>", ""));
        Map<String, String> before = contents(there);
        pack(Map.of(
                "Jobs/Before.xml", job("Before", "<csv/>", ""),
                "Jobs/linked/a.xml", JOB,
                "Jobs/Dangling.xml", job("B", "<csv/>", ""),
                "Jobs/night/products.xml", job("C", "<csv/>", ""),
                "Jobs/Night/d.xml", job("D", "<csv/>", ""),
                "Jobs/taken.xml", job("E", "<csv/>", "")));

        assertThatThrownBy(this::take).hasMessageContaining("differ only in case");
        pack(Map.of(
                "Jobs/Before.xml", job("Before", "<csv/>", ""),
                "Jobs/linked/a.xml", JOB,
                "Jobs/Dangling.xml", job("B", "<csv/>", ""),
                "Jobs/night/products.xml", job("C", "<csv/>", ""),
                "Jobs/taken.xml", job("E", "<csv/>", "")));
        TransferImport.Report report = take();

        assertThat(report.written()).isFalse();
        assertThat(texts(report.problems()))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("Dangling.xml:0: ").contains("a link that leads out of"),
                        text -> assertThat(text).startsWith("a.xml:0: ").contains("a link that leads out of"),
                        text -> assertThat(text)
                                .startsWith("products.xml:0: ")
                                .contains("Products.xml, which differs only in case"),
                        text -> assertThat(text)
                                .startsWith("taken.xml:0: ")
                                .contains("there is a folder of this name"));
        assertThat(contents(there)).isEqualTo(before);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void onlyTheOwnerReadsAnExportWithSecrets() throws Exception {
        write(here, "Files/Jobs/Alpha.xml", JOB);
        write(
                here,
                "Files/Config/deep/erp.xml",
                "<Parameters><Parameter name=\"Security key\" value=\"clear-key-1234\"/></Parameters>");

        assertThat(texts(export().secrets())).hasSize(1).first().asString().startsWith("erp.xml:1: ");
        assertThat(zip).doesNotExist();

        new TransferExport(settings(here)).write(zip, List.of(), true, "1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRouteThatIsBadAlreadyDoesNotLetInATaskWithoutItsAddIn() throws Exception {
        write(there, "routes/bad.camel.yaml", "- route:\n    nothing: here\n");
        pack(Map.of(
                "ScheduledTasks/T.xml", task("T", 1, "Alpha").replace("run-job", "no-such"), "Jobs/Alpha.xml", JOB));

        assertThat(texts(take().problems())).hasSize(1).first().asString().contains("there is no add-in 'no-such'");
    }

    private TransferExport.Report export() throws IOException {
        Files.deleteIfExists(zip);
        return new TransferExport(settings(here)).write(zip, List.of(), false, "1");
    }

    private TransferImport.Report take() throws IOException {
        return new TransferImport(settings(there), zip).run(Existing.REFUSE, false, false);
    }

    /** A zip such as nobody's export makes. */
    private void pack(Map<String, String> files) throws IOException {
        TransferManifest manifest = new TransferManifest(
                TransferManifest.FORMAT,
                "1",
                "now",
                files.entrySet().stream()
                        .map(file -> TransferManifest.Entry.of(
                                file.getKey(), file.getValue().getBytes(UTF_8)))
                        .toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(TransferManifest.NAME));
            out.write(manifest.json());
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(UTF_8));
            }
        }
        Files.deleteIfExists(zip);
        try (FileReplacement written = new FileReplacement(zip, bytes.toByteArray())) {
            written.place();
        }
    }

    private static Definitions definitions(Path home) {
        return DefinitionLoader.load(home.resolve("Files"), Definitions.NONE);
    }

    private static List<String> chains(Path home) {
        return definitions(home).all(TaskDefinition.class).values().stream()
                .sorted(TaskDefinition.IN_FOLDER)
                .map(task -> task.head().folder() + ": " + task.name() + " of " + task.jobs())
                .toList();
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.file().getFileName() + ":" + problem.line() + ": " + problem.message())
                .toList();
    }

    private static Map<String, String> contents(Path home) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.resolve("Files"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static void write(Path home, String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
