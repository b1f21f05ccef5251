package io.drover.job.inbox;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.job.BadFile;
import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that others put into the inbox of a job. Each test has a job of its own. */
class InboxTest {
    private static JobServer jobs;

    @BeforeAll
    static void start(@TempDir Path home) {
        jobs = new JobServer(
                        new TestServer(home).with("drover.inbox.min-age", "1").with("drover.inbox.max-wait", "2"))
                .start();
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static void job(String name) throws Exception {
        jobs.drover.sql("CREATE TABLE " + name + " (Id int PRIMARY KEY, Name varchar(20))");
        jobs.define(name, "stop", "<mapping source=\"" + name + "\" destination=\"" + name + "\"/>");
    }

    private static String delivery(String table, String name, int records) {
        return tables(table(
                table,
                IntStream.rangeClosed(1, records)
                        .mapToObj(i -> item("Id", "" + i, "Name", name))
                        .toArray(String[]::new)));
    }

    // ---- Files that are not complete yet
    // -----------------------------------------------------------------------------

    @Test
    void leavesAFileAloneWhileItGrowsAndLoadsItOnceWhenItIsComplete() throws Exception {
        job("Growing");
        String delivery = delivery("Growing", "x".repeat(20), 800);

        jobs.drip(jobs.drover.files("Inbox/Growing/slow.xml"), delivery, 30);
        assertThat(jobs.executions("Growing")).as("while it grew").isEmpty();

        assertThat(jobs.awaitExecutions("Growing", 1)).singleElement().satisfies(execution -> {
            assertThat(execution.status()).isEqualTo(Status.Completed);
            assertThat(execution.inserted()).isEqualTo(800);
        });
        assertThat(jobs.filesIn("Archive/Growing")).containsExactly("slow.xml");
    }

    @Test
    void keepsAFileWhoseWriterStoppedHalfWayAndReportsItUntilItIsComplete() throws Exception {
        job("HalfWay");
        String delivery = delivery("HalfWay", "complete", 100);
        String half = delivery.substring(0, delivery.length() / 2);
        Path file = jobs.drover.files("Inbox/HalfWay/half.xml");

        jobs.drip(file, half, 5);
        await().untilAsserted(() -> assertThat(problems())
                .anyMatch(problem -> problem.contains("HalfWay/half.xml lies in the inbox for more than 2 s")));
        assertThat(file).hasContent(half);
        assertThat(jobs.query("SELECT * FROM HalfWay")).isEmpty();
        assertThat(jobs.filesIn("Failed/HalfWay")).isEmpty();
        assertThat(jobs.executions("HalfWay"))
                .as("one attempt, not one after the other")
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(execution -> execution.message().contains("it was cut off or is still being written"));

        jobs.drip(file, delivery.substring(half.length()), 2);
        await().until(() -> jobs.filesIn("Archive/HalfWay").equals(List.of("half.xml")));
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM HalfWay")).isEqualTo(100);
        assertThat(problems()).noneMatch(problem -> problem.contains("half.xml"));
    }

    @Test
    void keepsAHalfWrittenFileOverARestart() throws Exception {
        job("Restarted");
        String delivery = delivery("Restarted", "complete", 100);
        String half = delivery.substring(0, delivery.length() / 2);
        Path file = jobs.drover.files("Inbox/Restarted/half.xml");
        jobs.drip(file, half, 5);
        await().until(() -> jobs.executions("Restarted").size() == 1);

        jobs.close();
        jobs.start();

        await().untilAsserted(() -> assertThat(problems()).anyMatch(problem -> problem.contains("Restarted/half.xml")));
        assertThat(file).exists();
        assertThat(jobs.executions("Restarted")).as("nothing new to try").hasSize(1);
        jobs.drip(file, delivery.substring(half.length()), 1);
        assertThat(jobs.awaitExecutions("Restarted", 2).get(1).inserted()).isEqualTo(100);
    }

    @Test
    void takesAFileForANewOneThatHasTheNameOfOneThatWasTakenOut() throws Exception {
        job("TakenOut");
        String delivery = delivery("TakenOut", "x", 10);
        String half = delivery.substring(0, delivery.lastIndexOf("<item>"));
        Path file = jobs.drover.files("Inbox/TakenOut/stock.xml");
        jobs.drip(file, half, 5);
        await().until(() -> jobs.executions("TakenOut").size() == 1 && Files.exists(file));
        Files.move(file, jobs.drover.home().resolve("taken-out.xml"));

        jobs.drover.drop("TakenOut", "stock.xml", half + "<!-- cut off for good -->");

        assertThat(jobs.awaitExecutions("TakenOut", 2)).allMatch(execution -> execution.status() == Status.Failed);
        assertThat(jobs.filesIn("Failed/TakenOut"))
                .as("nobody has seen this one growing")
                .containsExactly("stock.xml");
    }

    /** What the health check says is wrong with files. */
    private static List<String> problems() throws Exception {
        JsonNode health = new ObjectMapper()
                .readTree(jobs.drover.observe("health?data=true").body());
        List<String> problems = new ArrayList<>();
        for (JsonNode check : health.get("checks")) {
            if (check.get("name").asText().equals("files")) {
                check.at("/data/problems").forEach(problem -> problems.add(problem.asText()));
            }
        }
        return problems;
    }

    // ---- The same again
    // ------------------------------------------------------------------------------------------------

    @Test
    void loadsTheSameContentOnceUnderWhateverName() throws Exception {
        job("Same");
        String delivery = delivery("Same", "x", 3);
        jobs.drover.drop("Same", "stock.xml", delivery);
        jobs.awaitExecutions("Same", 1);

        jobs.drover.drop("Same", "stock.xml", delivery);
        jobs.drover.drop("Same", "copy.xml", delivery);

        await().until(() -> jobs.filesIn("Archive/Same").size() == 3);
        assertThat(jobs.filesIn("Archive/Same")).containsExactly("copy.xml", "stock-2.xml", "stock.xml");
        assertThat(jobs.filesIn("Inbox/Same")).isEmpty();
        assertThat(jobs.executions("Same")).hasSize(1);
    }

    @Test
    void loadsNewContentUnderTheSameName() throws Exception {
        job("Newer");
        jobs.drover.drop("Newer", "stock.xml", delivery("Newer", "old", 3));
        jobs.awaitExecutions("Newer", 1);

        jobs.drover.drop("Newer", "stock.xml", delivery("Newer", "new", 3));

        assertThat(jobs.awaitExecutions("Newer", 2).get(1).updated()).isEqualTo(3);
        assertThat(jobs.query("SELECT DISTINCT Name FROM Newer")).containsExactly("new");
    }

    @Test
    void loadsTheOldContentAgainAfterAnother() throws Exception {
        job("Back");
        for (String name : List.of("right", "wrong", "right")) {
            int before = jobs.executions("Back").size();
            jobs.drover.drop("Back", "prices.xml", delivery("Back", name, 3));
            jobs.awaitExecutions("Back", before + 1);
        }
        assertThat(jobs.executions("Back")).extracting(Execution::status).containsOnly(Status.Completed);
        assertThat(jobs.executions("Back")).hasSize(3);
        assertThat(jobs.query("SELECT DISTINCT Name FROM Back")).containsExactly("right");
    }

    // ---- Files that are no good
    // ------------------------------------------------------------------------------------------

    @Test
    void putsEveryBadFileAsideSaysWhyAndTouchesNoRow() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Kept (Id int PRIMARY KEY, Name varchar(20))",
                "INSERT INTO Kept VALUES (7, 'a'), (8, 'b'), (9, 'c')");
        jobs.define(
                "Bad",
                "stop",
                "<mapping source=\"Kept\" destination=\"Kept\" removeMissing=\"true\" maxDeletePercent=\"100\"/>",
                "<mapping source=\"Ghost\" destination=\"NoSuchTable\"/>");
        List<BadFile> corpus = Stream.of(
                        BadFile.TRUNCATED, BadFile.MALFORMED, BadFile.SOMETHING_ELSE, BadFile.WRONG_TABLES)
                .flatMap(List::stream)
                .toList();
        for (BadFile bad : corpus) {
            drop("Bad", bad.name, bad.content);
        }

        List<Execution> executions = jobs.awaitExecutions("Bad", corpus.size());

        SoftAssertions all = new SoftAssertions();
        all.assertThat(executions).hasSameSizeAs(corpus);
        for (BadFile bad : corpus) {
            Execution execution = executions.stream()
                    .filter(e -> e.file().equals(bad.name))
                    .findFirst()
                    .orElseThrow();
            all.assertThat(execution.status()).as(bad.name).isEqualTo(Status.Failed);
            all.assertThat(execution.message()).as(bad.name).contains(bad.says);
            List<ExecutionError> errors = jobs.errors(execution);
            all.assertThat(errors).as(bad.name).hasSize(1);
            for (ExecutionError error : errors) {
                all.assertThat(error.reason()).as(bad.name).contains(bad.says);
                all.assertThat(error.line()).as(bad.name).isEqualTo(bad.line);
                if (bad.line > 0 && error.record() == 0) {
                    all.assertThat(error.reason()).as(bad.name).matches("(?s)line " + bad.line + ", column \\d+: .*");
                }
            }
        }
        all.assertThat(jobs.filesIn("Failed/Bad"))
                .containsExactlyInAnyOrderElementsOf(
                        corpus.stream().map(bad -> bad.name).toList());
        all.assertThat(jobs.query("SELECT Id, Name FROM Kept ORDER BY Id")).containsExactly("7|a", "8|b", "9|c");
        all.assertAll();
    }

    @Test
    void deletesNothingForAFileWithoutRecordsAndWantsALook() throws Exception {
        job("Empty");
        jobs.drover.sql("INSERT INTO Empty VALUES (1, 'a')");
        jobs.define(
                "NoRecords",
                "stop",
                "<mapping source=\"Empty\" destination=\"Empty\" removeMissing=\"true\" maxDeletePercent=\"100\"/>");

        jobs.drover.drop("NoRecords", "1-no-tables.xml", "<tables/>");
        jobs.drover.drop("NoRecords", "2-no-items.xml", tables(table("Empty")));
        jobs.drover.drop("NoRecords", "3-others.xml", tables(table("Currencies", item("Code", "DKK"))));

        assertThat(jobs.awaitExecutions("NoRecords", 3)).hasSize(3).allSatisfy(execution -> {
            assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
            assertThat(execution.message()).isEqualTo("the file has no records for this job; nothing was changed");
            assertThat(execution.deleted()).isZero();
        });
        assertThat(jobs.filesIn("Archive/NoRecords")).hasSize(3);
        assertThat(jobs.query("SELECT Id FROM Empty")).containsExactly("1");
    }

    private static void drop(String job, String name, byte[] content) throws IOException {
        Path folder = Files.createDirectories(jobs.drover.files("Inbox/" + job));
        Path temporary = Files.write(folder.resolve("." + name + ".part"), content);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
