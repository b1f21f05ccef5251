package io.drover.job.dry;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.api.JobOperations;
import io.drover.api.OperationException;
import io.drover.definition.UnknownNameException;
import io.drover.job.JobServer;
import io.drover.job.dry.RowChange.Kind;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Everything but the commit: what a person is shown before a job is let loose. The same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DryRunContract {
    private JobServer jobs;

    /** Sets the database of a server. */
    abstract TestServer onDatabase(TestServer server);

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(onDatabase(new TestServer(home))).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    private DryRun dryRun(String job, Long limit, String content) throws Exception {
        Path file = Files.writeString(Files.createTempFile(jobs.drover.home(), job, ".xml"), content);
        return jobs.drover.server().operations(JobOperations.class).dryRun(job, file, job + ".xml", limit);
    }

    @Test
    void showsWhatWouldBecomeOfEachRowAndChangesNothing() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Shown (Id varchar(10) PRIMARY KEY, Name varchar(20), Price numeric(10,2), Since date)",
                "INSERT INTO Shown VALUES ('same', 'Same', 1.5, '2026-01-31'), ('other', 'Old', 2, NULL),"
                        + " ('gone', 'Gone', 3, NULL), ('bad', 'Bad', 4, NULL)");
        jobs.define(
                "Shown",
                "skip",
                "<mapping source=\"Shown\" destination=\"Shown\" removeMissing=\"true\" maxDeletePercent=\"25\"/>");
        List<String> before = jobs.query("SELECT * FROM Shown ORDER BY Id");
        List<Path> files = everyFile();

        DryRun run = dryRun(
                "Shown",
                null,
                tables(table(
                        "Shown",
                        item("Id", "same", "Name", "Same", "Price", "1.50", "Since", "2026-01-31"),
                        item("Id", "other", "Name", "New", "Price", "2.25", "Since", null),
                        item("Id", "new", "Name", "Newer", "Price", "7", "Since", "2026-02-01"),
                        item("Id", "bad", "Name", "Bad", "Price", "a dozen", "Since", null))));

        assertThat(run.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(run.message()).isEqualTo("1 record is rejected");
        assertThat(List.of(run.read(), run.inserted(), run.updated(), run.unchanged(), run.deleted(), run.rejected()))
                .containsExactly(4L, 1L, 1L, 1L, 1L, 1L);
        assertThat(run.changes())
                .extracting(
                        RowChange::change, change -> lower(change.key()), c -> lower(c.before()), c -> lower(c.after()))
                .containsExactly(
                        tuple(
                                Kind.Update,
                                "{id=other}",
                                "{id=other, name=Old, price=2.00, since=null}",
                                "{id=other, name=New, price=2.25, since=null}"),
                        tuple(Kind.Insert, "{id=new}", "null", "{id=new, name=Newer, price=7.00, since=2026-02-01}"),
                        tuple(Kind.Delete, "{id=gone}", "{id=gone, name=Gone, price=3.00, since=null}", "null"));
        assertThat(run.errors()).singleElement().satisfies(error -> {
            assertThat(error.column()).isEqualTo("Price");
            assertThat(error.value()).isEqualTo("a dozen");
            assertThat(error.source()).contains("a dozen");
        });

        assertThat(jobs.query("SELECT * FROM Shown ORDER BY Id")).isEqualTo(before);
        assertThat(jobs.executions("Shown")).as("no execution").isEmpty();
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM drover.delivery WHERE job = 'Shown'"))
                .as("no entry in the ledger")
                .isZero();
        assertThat(everyFile())
                .as("no file, but the delivery that the test wrote")
                .hasSize(files.size() + 1);
    }

    @Test
    void showsTenRowsOfEachKindThoughManyMoreStayTheSame() throws Exception {
        jobs.drover.sql("CREATE TABLE Many (Id int PRIMARY KEY, Stock int)");
        jobs.define("Many", "stop", "<mapping source=\"Many\" destination=\"Many\"/>");
        jobs.run("Many", delivery(5_000, 0, 5_000));

        DryRun run = dryRun("Many", null, delivery(5_100, 4_970, 5_000));

        assertThat(run.status()).isEqualTo(Status.Completed);
        assertThat(run.updated()).isEqualTo(30);
        assertThat(run.inserted()).isEqualTo(100);
        assertThat(run.unchanged()).isEqualTo(4_970);
        assertThat(run.changes())
                .filteredOn(change -> change.change() == Kind.Update)
                .extracting(change -> change.key().values().iterator().next())
                .containsExactlyElementsOf(
                        IntStream.range(4_970, 4_980).mapToObj(String::valueOf).toList());
        assertThat(run.changes())
                .filteredOn(change -> change.change() == Kind.Insert)
                .hasSize(10);
        assertThat(jobs.drover.count("SELECT SUM(Stock) FROM Many")).isZero();
    }

    /** Records 0 to count; of the stock of those in between one more. */
    private static String delivery(int count, int from, int to) {
        return tables(table(
                "Many",
                IntStream.range(0, count)
                        .mapToObj(i -> item(
                                "Id", String.valueOf(i), "Stock", count > 5_000 && i >= from && i < to ? "1" : "0"))
                        .toArray(String[]::new)));
    }

    @Test
    void readsOnlyTheFirstRecordsWhenAsked() throws Exception {
        jobs.drover.sql("CREATE TABLE Cut (Id int PRIMARY KEY)", "INSERT INTO Cut VALUES (1), (2), (3)");
        jobs.define(
                "Cut",
                "stop",
                "<mapping source=\"Cut\" destination=\"Cut\" removeMissing=\"true\" maxDeletePercent=\"100\"/>");
        String delivery = tables(table("Cut", item("Id", "1"), item("Id", "4"), item("Id", "five")));

        DryRun run = dryRun("Cut", 2L, delivery);

        assertThat(run.status()).isEqualTo(Status.Completed);
        assertThat(run.message())
                .isEqualTo("only the first 2 records were read, so it is not known which rows would be removed");
        assertThat(run.read()).isEqualTo(2);
        assertThat(run.inserted()).isEqualTo(1);
        assertThat(run.deleted()).isZero();
        assertThat(dryRun("Cut", 3L, delivery).status())
                .as("the third record too")
                .isEqualTo(Status.Failed);
    }

    @Test
    void saysWhyTheRunWouldFail() throws Exception {
        jobs.drover.sql("CREATE TABLE Fails (Id int PRIMARY KEY)", "INSERT INTO Fails VALUES (1), (2), (3)");
        jobs.define("Fails", "stop", "<mapping source=\"Fails\" destination=\"Fails\" removeMissing=\"true\"/>");

        DryRun shrunk = dryRun("Fails", null, tables(table("Fails", item("Id", "1"))));
        assertThat(shrunk.status()).isEqualTo(Status.Failed);
        assertThat(shrunk.message()).contains("would delete 2 of 3 rows");

        DryRun malformed = dryRun("Fails", null, "<tables><table tableName='Fails'>");
        assertThat(malformed.status()).isEqualTo(Status.Failed);
        assertThat(malformed.message()).startsWith("line 1, column ");
        assertThat(malformed.inserted() + malformed.unchanged()).isZero();

        DryRun bad = dryRun("Fails", null, tables(table("Fails", item("Id", "one"))));
        assertThat(bad.message()).contains("1 record of 1 cannot be loaded");
        assertThat(bad.errors()).hasSize(1);
    }

    @Test
    void showsTheRowsOfATableWithoutKeys() throws Exception {
        jobs.drover.sql("CREATE TABLE Keyless (Name varchar(10))");
        jobs.define("Keyless", "stop", "<mapping source=\"Keyless\" destination=\"Keyless\"/>");

        DryRun run = dryRun("Keyless", null, tables(table("Keyless", item("Name", "a"), item("Name", "a"))));

        assertThat(run.changes())
                .extracting(
                        RowChange::change,
                        change -> change.after().values().iterator().next(),
                        RowChange::key)
                .containsExactly(tuple(Kind.Insert, "a", Map.of()), tuple(Kind.Insert, "a", Map.of()));
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Keyless")).isZero();
    }

    @Test
    void saysWhichColumnsWouldBeAddedAndAddsNone() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Wider (Id int PRIMARY KEY, Name varchar(9))", "INSERT INTO Wider VALUES (1, 'a')");
        jobs.define(
                "Wider", "stop", "<mapping source=\"Wider\" destination=\"Wider\" schemaChange=\"addTextColumn\"/>");

        DryRun run = dryRun("Wider", null, tables(table("Wider", item("Id", "1", "Colour", "red", "Name", "b"))));

        assertThat(run.status()).isEqualTo(Status.Completed);
        assertThat(run.message()).isEqualToIgnoringCase("the column Wider.Colour would be added");
        assertThat(run.changes())
                .extracting(change -> lower(change.before()), change -> lower(change.after()))
                .containsExactly(tuple("{id=1, name=a}", "{id=1, name=b}"));
        assertThat(jobs.query("SELECT * FROM Wider")).containsExactly("1|a");
    }

    @Test
    void showsTheRowsThatWouldBeWrittenToAFileAndWritesNone() throws Exception {
        jobs.drover.withFile(
                "Files/Jobs/Out.xml",
                """
                <job name="Out">
                    <source><xml/></source>
                    <destination><xml/></destination>
                </job>
                """);
        jobs.awaitJob("Out");

        DryRun run = dryRun("Out", null, tables(table("Any", item("Id", "1", "Name", "Bolt"))));

        assertThat(run.status()).isEqualTo(Status.Completed);
        assertThat(run.inserted()).isEqualTo(1);
        assertThat(run.changes())
                .containsExactly(new RowChange("Any", Kind.Insert, Map.of(), null, Map.of("Id", "1", "Name", "Bolt")));
        assertThat(jobs.drover.files("Outbox")).doesNotExist();
    }

    @Test
    void needsAJobAndAFile() throws Exception {
        jobs.define("Needy", "stop");

        assertThatThrownBy(() -> dryRun("Nope", null, "")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> dryRun("Needy", 0L, ""))
                .isInstanceOf(OperationException.class)
                .hasMessage("limit is 0; it must be at least 1");
        assertThatThrownBy(() ->
                        jobs.drover.server().operations(JobOperations.class).dryRun("Needy", null, null, null))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("needs a file");
    }

    private static String lower(Map<String, String> row) {
        if (row == null) {
            return "null";
        }
        return row.entrySet().stream()
                .map(entry -> entry.getKey().toLowerCase(Locale.ROOT) + "=" + entry.getValue())
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }

    private List<Path> everyFile() throws Exception {
        try (Stream<Path> all = Files.walk(jobs.drover.home())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
