package io.drover.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as file systems, databases and people have them: long, with odd characters, composed or not, alike but for their case. */
class OddNamesTest {
    private static final String LONG = "n".repeat(251);
    private static JobServer jobs;
    /** What makes the content of each file another. */
    private static int runs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home);
        job(server, "Named", "<csv table='Named'/>", "<mapping source='Named' destination='Named'/>");
        job(
                server,
                "Umlaut",
                "<csv/>",
                "<mapping source='Gr\u00F6\u00DFe' destination='Sizes'>"
                        + "<column source='Id' destination='Id'/><column source='H\u00F6he' destination='Height'/></mapping>");
        job(server, "Json", "<json shape='tables'/>", "");
        job(
                server,
                "JsonMapped",
                "<json shape='tables'/>",
                "<mapping source='Case' destination='CASE'/><mapping source='CASE' destination='Case'/>");
        job(server, "Xml", "<xml/>", "");
        job(
                server,
                "Sql",
                "<sql/>",
                "<mapping source='Case' destination='Copy1'/><mapping source='CASE' destination='Copy2'/>");
        jobs = new JobServer(server).start();
        jobs.drover.sql(
                "CREATE TABLE Named (Id varchar(400) PRIMARY KEY, V int)",
                "CREATE TABLE Sizes (Id varchar(20) PRIMARY KEY, Height int)",
                "CREATE TABLE \"Case\" (Id varchar(20) PRIMARY KEY)",
                "CREATE TABLE \"CASE\" (Id varchar(20) PRIMARY KEY)",
                "CREATE TABLE Copy1 (Id varchar(20) PRIMARY KEY)",
                "CREATE TABLE Copy2 (Id varchar(20) PRIMARY KEY)");
    }

    private static void job(TestServer server, String name, String source, String mappings) {
        server.withFile(
                "Files/Jobs/" + name + ".xml",
                "<job name=\"%s\" onError=\"skip\"><source>%s</source><destination><sql/></destination>%s</job>"
                        .formatted(name, source, mappings));
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static Execution load(String job, String name, String content) throws Exception {
        int before = jobs.executions(job).size();
        Path folder = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path temporary = Files.writeString(folder.resolve(".part"), content, UTF_8);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return jobs.awaitExecutions(job, before + 1).get(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "back\\slash.csv",
                "line\nbreak.csv",
                " blanks .csv",
                "%n{}$(x)'\".csv",
                "\u00E9\uD83D\uDE00.csv",
                "tab\t.csv"
            })
    void filesOfEveryNameAreLoadedAndTheirRejectsToo(String name) throws Exception {
        assertLoaded(name);
    }

    @Test
    void filesWithNamesOfTheMostBytesThatASystemHasAreLoaded() throws Exception {
        assertLoaded(LONG + ".csv");
        assertLoaded("\u00E9".repeat(125) + "x.csv");
        assertLoaded("\uD83D\uDE00".repeat(62) + "abc.csv");
        assertLoaded("x".repeat(255));
    }

    private static void assertLoaded(String name) throws Exception {
        jobs.drover.sql("DELETE FROM Named");
        Execution first = load("Named", name, "Id;V\na;1\nb;x\n\n" + "\n".repeat(++runs));
        assertThat(first.status()).as(first.message()).isEqualTo(Status.CompletedWithErrors);
        assertThat(jobs.query("SELECT Id, V FROM Named")).containsExactly("a|1");
        List<String> archived = jobs.filesIn("Archive/Named");
        List<String> failed = jobs.filesIn("Failed/Named");
        assertThat(archived).as("archive").hasSize(1);
        assertThat(failed).as("rejects").hasSize(1);
        String mended = Files.readString(jobs.drover.files("Failed/Named").resolve(failed.get(0)))
                .replace("\"x\"", "\"2\"");
        Files.delete(jobs.drover.files("Failed/Named").resolve(failed.get(0)));
        Files.delete(jobs.drover.files("Archive/Named").resolve(archived.get(0)));

        Execution second = load("Named", failed.get(0), mended + "\n".repeat(runs));
        assertThat(second.status()).as(second.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, V FROM Named ORDER BY Id")).containsExactly("a|1", "b|2");
        for (String file : jobs.filesIn("Archive/Named")) {
            Files.delete(jobs.drover.files("Archive/Named").resolve(file));
        }
        // the same name again, and one that fails
        assertThat(load("Named", name, "Id;V\na;3\n" + "\n".repeat(runs)).status())
                .isEqualTo(Status.Completed);
        assertThat(load("Named", name, "Id;V\na;4\n" + "\n".repeat(runs)).status())
                .isEqualTo(Status.Completed);
        assertThat(jobs.filesIn("Archive/Named")).hasSize(2);
        assertThat(load("Named", name, "\"cut" + runs).status()).isEqualTo(Status.Failed);
        assertThat(jobs.filesIn("Failed/Named")).hasSize(1);
        for (String folder : List.of("Archive/Named", "Failed/Named")) {
            for (String file : jobs.filesIn(folder)) {
                Files.delete(jobs.drover.files(folder).resolve(file));
            }
        }
    }

    @Test
    void namesThatLookTheSameAreTheSame() throws Exception {
        Execution loaded = load("Umlaut", "Gro\u0308\u00DFe.csv", "Id;\u00A0Ho\u0308he\na;1\n");
        assertThat(loaded.status()).as(loaded.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Height FROM Sizes")).containsExactly("a|1");
    }

    @Test
    void tablesThatDifferInTheirCaseOnlyAreTwo() throws Exception {
        jobs.drover.sql("DELETE FROM \"Case\"", "DELETE FROM \"CASE\"");
        assertThat(load("Json", "both.json", "{\"Case\":[{\"Id\":\"small\"}],\"CASE\":[{\"Id\":\"LARGE\"}]}")
                        .status())
                .isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id FROM \"Case\"")).containsExactly("small");
        assertThat(jobs.query("SELECT Id FROM \"CASE\"")).containsExactly("LARGE");

        Execution copied = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("Sql", null, null)
                .get(0);
        assertThat(copied.status()).as(copied.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id FROM Copy1")).containsExactly("small");
        assertThat(jobs.query("SELECT Id FROM Copy2")).containsExactly("LARGE");

        jobs.drover.sql("DELETE FROM \"Case\"", "DELETE FROM \"CASE\"");
        assertThat(load("JsonMapped", "cross.json", "{\"CASE\":[{\"Id\":\"LARGE\"}],\"Case\":[{\"Id\":\"small\"}]}")
                        .status())
                .isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id FROM \"Case\"")).containsExactly("LARGE");
        assertThat(jobs.query("SELECT Id FROM \"CASE\"")).containsExactly("small");
        Execution neither = load("JsonMapped", "neither.json", "{\"case\":[{\"Id\":\"?\"}]}");
        assertThat(neither.status()).isEqualTo(Status.Failed);
        assertThat(neither.message()).contains("the table case of the source may be Case or CASE");

        jobs.drover.sql("DELETE FROM \"Case\"", "DELETE FROM \"CASE\"");
        String item = "<table tableName='%s'><item><column columnName='Id'>%s</column></item></table>";
        Execution xml = load(
                "Xml",
                "both.xml",
                "<tables>" + item.formatted("CASE", "L") + item.formatted("Case", "s") + "</tables>");
        assertThat(xml.status()).as(xml.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id FROM \"Case\"")).containsExactly("s");
        assertThat(jobs.query("SELECT Id FROM \"CASE\"")).containsExactly("L");
    }
}
