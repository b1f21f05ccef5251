package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job does with a delivery, the same on every database. Each test has a job and tables of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobContract {
    JobServer jobs;

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

    private static String mapping(String table) {
        return "<mapping source=\"" + table + "\" destination=\"" + table + "\"/>";
    }

    // ---- Counts ----------------------------------------------------------------------------------------------------

    @Test
    void countsWhatBecameOfEachRecord() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Counted (Id varchar(10) PRIMARY KEY, Name varchar(20), Stock int)",
                "INSERT INTO Counted VALUES ('same', 'Same', 1), ('other', 'Old', 2), ('gone', 'Gone', 3), ('bad', 'Bad', 4)");
        jobs.define(
                "Counted",
                "skip",
                """
                <mapping source="Counted" destination="Counted" removeMissing="true" maxDeletePercent="25">
                    <condition column="State" operator="notEqual" value="draft"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Counted",
                tables(table(
                        "Counted",
                        item("Id", "same", "Name", "Same", "Stock", "1", "State", "live"),
                        item("Id", "other", "Name", "New", "Stock", "2", "State", "live"),
                        item("Id", "new", "Name", "New", "Stock", "7", "State", "live"),
                        item("Id", "unfinished", "Name", "?", "Stock", "8", "State", "draft"),
                        item("Id", "bad", "Name", "Bad", "Stock", "a dozen", "State", "live"))));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.read()).isEqualTo(5);
        assertThat(execution.inserted()).isEqualTo(1);
        assertThat(execution.updated()).isEqualTo(1);
        assertThat(execution.unchanged()).isEqualTo(1);
        assertThat(execution.skipped()).isEqualTo(1);
        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(execution.deleted()).isEqualTo(1);
        assertThat(jobs.query("SELECT Id, Name, Stock FROM Counted ORDER BY Id"))
                .as("the row of the rejected record is not missing from the delivery")
                .containsExactly("bad|Bad|4", "new|New|7", "other|New|2", "same|Same|1");
        assertThat(jobs.executions("Counted")).as("the history says the same").containsExactly(execution);
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        jobs.drover.sql("CREATE TABLE Twice (Id int PRIMARY KEY, Name varchar(20))");
        jobs.define("Twice", "stop", mapping("Twice"));
        String delivery = tables(table("Twice", item("Id", "1", "Name", "a"), item("Id", "2", "Name", null)));

        assertThat(jobs.run("Twice", delivery).inserted()).isEqualTo(2);
        Execution second = jobs.run("Twice", delivery);

        assertThat(second.status()).isEqualTo(Status.Completed);
        assertThat(second.unchanged()).isEqualTo(2);
        assertThat(second.inserted() + second.updated() + second.deleted() + second.rejected())
                .isZero();
    }

    @Test
    void leavesOutTheRecordsThatConditionsDoNotHoldFor() throws Exception {
        jobs.drover.sql("CREATE TABLE Filtered (Id varchar(10) PRIMARY KEY, Price numeric(10,2))");
        jobs.define(
                "Filtered",
                "stop",
                """
                <mapping source="Filtered" destination="Filtered">
                    <condition column="Price" operator="greaterThan" value="9"/>
                    <condition column="Shop" operator="in" value="DK, DE"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Filtered",
                tables(table(
                        "Filtered",
                        item("Id", "a", "Price", "10.00", "Shop", "DK"),
                        item("Id", "b", "Price", "9.00", "Shop", "DK"),
                        item("Id", "c", "Price", "100", "Shop", "SE"),
                        item("Id", "d", "Price", "not even a number", "Shop", "SE"),
                        item("Id", "e", "Price", "11", "Shop", "DE"))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(execution.skipped()).isEqualTo(3);
        assertThat(jobs.query("SELECT Id FROM Filtered ORDER BY Id")).containsExactly("a", "e");
    }

    // ---- Records that cannot be loaded -----------------------------------------------------------------------------

    @Test
    void loadsNothingOfADeliveryWithABadRecordAndSaysWhere() throws Exception {
        jobs.drover.sql("CREATE TABLE Stopped (Id varchar(10) PRIMARY KEY, Stock int, Name varchar(5))");
        jobs.define("Stopped", "stop", mapping("Stopped"));

        Execution execution = jobs.run(
                "Stopped",
                """
                <tables>
                  <table tableName="Stopped">
                    <item table="Stopped">
                      <column columnName="Id"><![CDATA[A1]]></column>
                      <column columnName="Stock"><![CDATA[1]]></column>
                    </item>
                    <item table="Stopped">
                      <column columnName="Id"><![CDATA[A2]]></column>
                      <column columnName="Stock"><![CDATA[a dozen]]></column>
                      <column columnName="Name"><![CDATA[too long]]></column>
                    </item>
                  </table>
                </tables>
                """);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.read()).isEqualTo(2);
        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(execution.inserted()).isZero();
        assertThat(execution.message())
                .startsWith("1 record of 2 cannot be loaded; nothing was loaded")
                .contains("line 7, Stock 'a dozen' is not a number");
        assertThat(jobs.query("SELECT * FROM Stopped")).isEmpty();

        List<ExecutionError> errors = jobs.errors(execution);
        assertThat(errors).hasSize(2).allSatisfy(error -> {
            assertThat(error.table()).isEqualTo("Stopped");
            assertThat(error.line()).isEqualTo(7);
            assertThat(error.record()).isEqualTo(2);
            assertThat(error.key()).isEqualTo("Id=A2");
            assertThat(error.step()).isEqualTo("transform");
            assertThat(error.path()).isEqualTo("/" + error.column());
            assertThat(error.source())
                    .contains("<![CDATA[A2]]>", "<![CDATA[a dozen]]>", "<![CDATA[too long]]>")
                    .doesNotContain("A1");
        });
        assertThat(errors.get(0).column()).isEqualTo("Stock");
        assertThat(errors.get(0).value()).isEqualTo("a dozen");
        assertThat(errors.get(0).reason()).startsWith("is not a number");
        assertThat(errors.get(1).column()).isEqualTo("Name");
        assertThat(errors.get(1).value()).isEqualTo("too long");
        assertThat(errors.get(1).reason()).isEqualTo("has 8 characters, " + columnName("Name") + " takes 5");
    }

    /** A column's name as the database of this test writes it. */
    abstract String columnName(String name);

    @Test
    void gathersTheFirstHundredBadRecordsBeforeItStops() throws Exception {
        jobs.drover.sql("CREATE TABLE Hundred (Id int PRIMARY KEY)");
        jobs.define("Hundred", "stop", mapping("Hundred"));

        Execution execution = jobs.run(
                "Hundred",
                tables(table(
                        "Hundred",
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> item("Id", i % 2 == 0 ? "" + i : "x" + i))
                                .toArray(String[]::new))));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.read()).as("it does not read on for ever").isLessThan(5_000);
        assertThat(execution.message())
                .contains(execution.rejected() + " records of " + execution.read() + " read so far");
        assertThat(jobs.errors(execution)).hasSize(100);
        assertThat(jobs.errors(execution).get(99).value()).isEqualTo("x199");
    }

    @Test
    void loadsTheGoodRecordsAndWritesTheOthersToAFileThatLoadsOnceMended() throws Exception {
        jobs.drover.sql("CREATE TABLE Mended (Id varchar(10) PRIMARY KEY, Stock int, Name varchar(20))");
        jobs.define("Mended", "skip", mapping("Mended"));

        Execution execution = jobs.run(
                "Mended",
                tables(table(
                        "Mended",
                        item("Id", "A", "Stock", "1", "Name", "good"),
                        item("Id", "B", "Stock", "two", "Name", "Ærø & <Søn>"),
                        item("Id", "C", "Stock", "3", "Name", null))));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(execution.message()).contains("1 record is rejected", "Mended.rejects.xml");
        assertThat(jobs.query("SELECT Id FROM Mended ORDER BY Id")).containsExactly("A", "C");
        assertThat(jobs.errors(execution)).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("Id=B");
            assertThat(error.value()).isEqualTo("two");
        });

        String rejects = Files.readString(jobs.drover.files("Failed/Mended/Mended.rejects.xml"));
        assertThat(rejects).contains("Stock is not a number").doesNotContain("good");
        Execution mended = jobs.run("Mended", rejects.replace("two", "2"));

        assertThat(mended.status()).isEqualTo(Status.Completed);
        assertThat(mended.read()).isEqualTo(1);
        assertThat(jobs.query("SELECT Stock, Name FROM Mended WHERE Id = 'B'")).containsExactly("2|Ærø & <Søn>");
    }

    @Test
    void keepsEarlierRejectsThatNobodyHasMendedYet() throws Exception {
        jobs.drover.sql("CREATE TABLE Rejects (Id int PRIMARY KEY)");
        jobs.define("Rejects", "skip", mapping("Rejects"));

        jobs.run("Rejects", tables(table("Rejects", item("Id", "monday"))));
        jobs.run("Rejects", tables(table("Rejects", item("Id", "tuesday"))));

        assertThat(jobs.filesIn("Failed/Rejects")).hasSize(2);
        assertThat(jobs.filesIn("Failed/Rejects"))
                .map(name -> Files.readString(jobs.drover.files("Failed/Rejects/" + name)))
                .anyMatch(content -> content.contains("monday"))
                .anyMatch(content -> content.contains("tuesday"));
    }

    @Test
    void reportsTheRowsThatTheDatabaseRefuses() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE RefusedGroup (Id varchar(10) PRIMARY KEY)",
                "INSERT INTO RefusedGroup VALUES ('tools')",
                "CREATE TABLE Refused (Id int PRIMARY KEY, GroupId varchar(10) CONSTRAINT known_group REFERENCES RefusedGroup,"
                        + " Price numeric(10,2) CONSTRAINT price_not_negative CHECK (Price >= 0))");
        jobs.define("Refused", "skip", mapping("Refused"));

        Execution execution = jobs.run(
                "Refused",
                tables(table(
                        "Refused",
                        item("Id", "1", "GroupId", "tools", "Price", "1"),
                        item("Id", "2", "GroupId", "toys", "Price", "1"),
                        item("Id", "3", "GroupId", "tools", "Price", "-1"),
                        item("Id", "4", "GroupId", null, "Price", "0"))));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(execution.rejected()).isEqualTo(2);
        assertThat(jobs.query("SELECT Id FROM Refused ORDER BY Id")).containsExactly("1", "4");
        List<ExecutionError> errors = jobs.errors(execution);
        assertThat(errors).extracting(ExecutionError::key).containsExactly("Id=2", "Id=3");
        assertThat(errors).extracting(ExecutionError::record).containsExactly(2L, 3L);
        assertThat(errors.get(0).reason()).containsIgnoringCase("known_group");
        assertThat(errors.get(1).reason()).containsIgnoringCase("price_not_negative");
        assertThat(errors.get(1).source()).contains("<![CDATA[-1]]>");
    }

    @Test
    void loadsNothingWhenTheDatabaseRefusesARowAndTheJobStopsOnErrors() throws Exception {
        jobs.drover.sql("CREATE TABLE StoppedByCheck (Id int PRIMARY KEY, Price int CHECK (Price >= 0))");
        jobs.define("StoppedByCheck", "stop", mapping("StoppedByCheck"));

        Execution execution = jobs.run(
                "StoppedByCheck",
                tables(table("StoppedByCheck", item("Id", "1", "Price", "1"), item("Id", "2", "Price", "-1"))));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.inserted()).isZero();
        assertThat(jobs.errors(execution)).singleElement().satisfies(error -> assertThat(error.key())
                .isEqualTo("Id=2"));
        assertThat(jobs.query("SELECT * FROM StoppedByCheck")).isEmpty();
    }

    // ---- Columns and values ----------------------------------------------------------------------------------------

    @Test
    @Timeout(20)
    void givesEarlierRecordsNullInAColumnThatComesUpLate() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Late (Id int PRIMARY KEY, Ean varchar(13), Colour varchar(10))",
                "INSERT INTO Late VALUES (1, 'old ean', 'blue')");
        jobs.define("Late", "stop", mapping("Late"));
        String[] items = IntStream.range(0, 2_500)
                .mapToObj(i -> i == 2_400 ? item("Id", "2400", "Ean", "new ean") : item("Id", "" + i))
                .toArray(String[]::new);

        Execution execution = jobs.run("Late", tables(table("Late", items)));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(execution.read()).isEqualTo(2_500);
        assertThat(execution.inserted()).isEqualTo(2_499);
        assertThat(execution.updated()).isEqualTo(1);
        assertThat(jobs.query("SELECT Ean, Colour FROM Late WHERE Id IN (1, 2400) ORDER BY Id"))
                .as("a column that no record has is left alone")
                .containsExactly("null|blue", "new ean|null");
    }

    @Test
    void failsWhenNoRecordHasAColumnThatTheJobNames() throws Exception {
        jobs.drover.sql("CREATE TABLE Unseen (Id int PRIMARY KEY, Colour varchar(10))");
        jobs.define(
                "Unseen",
                "skip",
                """
                <mapping source="Unseen" destination="Unseen">
                    <column source="Id" destination="Id"/>
                    <column source="ProductColour" destination="Colour"/>
                </mapping>""");

        Execution execution = jobs.run("Unseen", tables(table("Unseen", item("Id", "1", "ProductColor", "red"))));

        String message =
                "no record of table Unseen has the column ProductColour that the job names; nothing was loaded";
        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).isEqualTo(message);
        assertThat(jobs.errors(execution)).extracting(ExecutionError::reason).containsExactly(message);
        assertThat(jobs.query("SELECT * FROM Unseen")).isEmpty();
    }

    @Test
    void tellsNullFromAnEmptyText() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Nulls (Id varchar(10) PRIMARY KEY, Name varchar(10), Stock int, Born date)",
                "INSERT INTO Nulls VALUES ('null', 'old', 1, DATE '2020-01-01'), ('empty', 'old', 1, DATE '2020-01-01'),"
                        + " ('absent', 'old', 1, DATE '2020-01-01')");
        jobs.define("Nulls", "stop", mapping("Nulls"));

        Execution execution = jobs.run(
                "Nulls",
                tables(table(
                        "Nulls",
                        item("Id", "null", "Name", null, "Stock", null, "Born", null),
                        item("Id", "empty", "Name", "", "Stock", "", "Born", ""),
                        item("Id", "absent"))));

        assertThat(execution.updated()).isEqualTo(3);
        assertThat(jobs.query("SELECT Id, Name, Stock, Born FROM Nulls ORDER BY Id"))
                .containsExactly("absent|null|null|null", "empty||null|null", "null|null|null|null");
    }

    @Test
    void readsNumbersAndDatesAsTheSourceWritesThem() throws Exception {
        jobs.drover.sql("CREATE TABLE Written (Id int PRIMARY KEY, Price numeric(10,2), Weight double precision,"
                + " Sold timestamp, Born date)");
        jobs.drover.withFile(
                "Files/Jobs/Written.xml", JobServer.definition("Written", "skip", ",", mapping("Written")));
        jobs.awaitJob("Written");

        Execution execution = jobs.run(
                "Written",
                tables(table(
                        "Written",
                        item("Id", "1", "Price", "1234,5", "Weight", "0,25", "Sold", "31-12-2025 23:59:58:123"),
                        item("Id", "2", "Price", "-7", "Sold", "2025-12-31T23:59:58", "Born", "31-12-2025"),
                        item("Id", "3", "Price", "12.50"),
                        item("Id", "4", "Born", "31-02-2025"),
                        item("Id", "5", "Price", "123456789,00"))));

        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(jobs.query("SELECT Price, Weight, CAST(Sold AS varchar(23)), Born FROM Written ORDER BY Id"))
                .containsExactly(
                        "1234.50|0.25|2025-12-31 23:59:58.123|null", "-7.00|null|2025-12-31 23:59:58|2025-12-31");
        List<ExecutionError> errors = jobs.errors(execution);
        assertThat(errors).extracting(ExecutionError::value).containsExactly("12.50", "31-02-2025", "123456789,00");
        assertThat(errors.get(0).reason()).contains("decimalSeparator is ','", "set decimalSeparator=\".\"");
        assertThat(errors.get(1).reason()).contains("is not a date or time that exists", "dd-MM-yyyy");
        assertThat(errors.get(2).reason()).contains("is too large", "8 digits before the decimal point");
    }

    @Test
    void keepsEveryCharacter() throws Exception {
        jobs.drover.sql("CREATE TABLE Characters (Id varchar(20) PRIMARY KEY, Name varchar(100))");
        jobs.define("Characters", "stop", mapping("Characters"));
        String name = "Größe ß, Smørrebrød på Ærø, Åse, 'quoted' \"twice\" \\ € 漢 😀\tund\nzwei Zeilen";

        Execution execution =
                jobs.run("Characters", tables(table("Characters", item("Id", "Øl & Söhne", "Name", name))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Name FROM Characters")).containsExactly("Øl & Söhne|" + name);
    }

    // ---- Tables ----------------------------------------------------------------------------------------------------

    @Test
    void findsTablesAndColumnsWhateverTheirCase() throws Exception {
        jobs.drover.sql("CREATE TABLE CaseTable (Id int PRIMARY KEY, Name varchar(10))");
        jobs.define("CaseTable", "stop", "<mapping source=\"casetable\" destination=\"CASETABLE\"/>");

        Execution execution = jobs.run("CaseTable", tables(table("CaseTABLE", item("ID", "1", "NAME", "a"))));

        assertThat(execution.inserted()).isEqualTo(1);
        assertThat(jobs.query("SELECT Id, Name FROM CaseTable")).containsExactly("1|a");
    }

    @Test
    void takesATableThatIsWrittenInTwoWaysForOne() throws Exception {
        jobs.drover.sql("CREATE TABLE Spelled (Id varchar(10) PRIMARY KEY, Name varchar(10))");
        jobs.define("Spelled", "stop", mapping("Spelled"));

        Execution execution = jobs.run(
                "Spelled",
                tables(
                        table("Spelled", item("Id", "1", "Name", "one")),
                        table("SPELLED", item("Name", "two", "Id", "2"))));

        assertThat(execution.inserted()).isEqualTo(2);
        assertThat(jobs.query("SELECT Id, Name FROM Spelled ORDER BY Id")).containsExactly("1|one", "2|two");
    }

    @Test
    void loadsEveryTableOfTheSameNameWhenTheJobHasNoMappings() throws Exception {
        jobs.drover.sql("CREATE TABLE PlainA (Id int PRIMARY KEY)", "CREATE TABLE PlainB (Id int PRIMARY KEY)");
        jobs.define("Plain", "stop");

        Execution execution = jobs.run(
                "Plain", tables(table("PlainA", item("Id", "1")), table("PlainB", item("Id", "2"), item("Id", "3"))));

        assertThat(execution.read()).isEqualTo(3);
        assertThat(jobs.query("SELECT Id FROM PlainA UNION ALL SELECT Id FROM PlainB ORDER BY Id"))
                .containsExactly("1", "2", "3");
    }

    /** The names are such that the alphabet has them the wrong way round. */
    @Test
    void storesTablesInTheOrderOfTheDelivery() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE ZGroup (Id int PRIMARY KEY)",
                "CREATE TABLE Article (Id int PRIMARY KEY, GroupId int NOT NULL REFERENCES ZGroup)");
        jobs.define("Ordered", "stop", mapping("Article"), mapping("ZGroup"));

        Execution execution = jobs.run(
                "Ordered",
                tables(table("ZGroup", item("Id", "1")), table("Article", item("Id", "10", "GroupId", "1"))));

        assertThat(execution.message()).isNull();
        assertThat(execution.inserted()).isEqualTo(2);
    }

    /** Records are held back to be stored many at once: the groups must be there when the first articles are stored. */
    @Test
    void storesTheRowsThatOthersReferToFirstHoweverManyThereAre() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE ManyGroup (Id int PRIMARY KEY)",
                "CREATE TABLE Many (Id int PRIMARY KEY, GroupId int NOT NULL REFERENCES ManyGroup)");
        jobs.define("Many", "stop", mapping("ManyGroup"), mapping("Many"));
        String groups = table("ManyGroup", item("Id", "1"), item("Id", "2"));
        String[] articles = IntStream.range(0, 51_000)
                .mapToObj(i -> "<item><c columnName=\"Id\">" + i + "</c><c columnName=\"GroupId\">1</c></item>")
                .toArray(String[]::new);
        String later = table("ManyGroup", item("Id", "3"));

        Execution execution = jobs.run(
                "Many",
                tables(groups, table("Many", articles), later, table("Many", item("Id", "-1", "GroupId", "3"))));

        assertThat(execution.message()).isNull();
        assertThat(execution.inserted()).isEqualTo(51_004);
    }

    @Test
    void leavesTheFirstTableAloneWhenTheSecondCannotBeLoaded() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE AtomicA (Id int PRIMARY KEY, Name varchar(10))",
                "CREATE TABLE AtomicB (Id int PRIMARY KEY)",
                "INSERT INTO AtomicA VALUES (1, 'old')");
        jobs.define("Atomic", "stop", mapping("AtomicA"), mapping("AtomicB"));

        Execution execution = jobs.run(
                "Atomic",
                tables(
                        table("AtomicA", item("Id", "1", "Name", "new"), item("Id", "2", "Name", "new")),
                        table("AtomicB", item("Id", "bad"))));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.inserted() + execution.updated())
                .as("what was undone is not counted")
                .isZero();
        assertThat(jobs.query("SELECT Id, Name FROM AtomicA")).containsExactly("1|old");
    }

    // ---- Removal of rows that the delivery does not have
    // --------------------------------------------------------------

    private void tenRows(String table) throws Exception {
        jobs.drover.sql("CREATE TABLE " + table + " (Id int PRIMARY KEY, Stock int)");
        for (int i = 1; i <= 10; i++) {
            jobs.drover.sql("INSERT INTO " + table + " VALUES (" + i + ", 0)");
        }
        jobs.define(
                table,
                "skip",
                "<mapping source=\"" + table + "\" destination=\"" + table + "\" removeMissing=\"true\"/>");
    }

    private static String[] items(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> item("Id", "" + i, "Stock", "0"))
                .toArray(String[]::new);
    }

    @Test
    void removesTheRowsThatTheDeliveryDoesNotHave() throws Exception {
        tenRows("Removed");
        Execution execution = jobs.run("Removed", tables(table("Removed", items(8))));
        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(execution.deleted()).isEqualTo(2);
        assertThat(execution.unchanged()).isEqualTo(8);
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Removed")).isEqualTo(8);
    }

    @Test
    void failsRatherThanRemoveMoreThanAFifth() throws Exception {
        tenRows("Guarded");

        Execution execution = jobs.run("Guarded", tables(table("Guarded", item("Id", "1", "Stock", "99"))));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message())
                .contains("would delete 9 of 10 rows (90.0 %)", "maxDeletePercent=20", "nothing was loaded");
        assertThat(execution.deleted() + execution.updated()).isZero();
        assertThat(jobs.errors(execution)).extracting(ExecutionError::reason).containsExactly(execution.message());
        assertThat(jobs.query("SELECT COUNT(*), SUM(Stock) FROM Guarded")).containsExactly("10|0");
    }

    @Test
    void removesNothingWhenARejectedRecordMayBeAnyRow() throws Exception {
        tenRows("Keyless");
        String[] nine = items(9);
        nine[0] = item("Id", "one?", "Stock", "0");

        Execution execution = jobs.run("Keyless", tables(table("Keyless", nine)));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(execution.message()).contains("no rows were removed", "a rejected record has no usable key");
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Keyless")).isEqualTo(10);
    }

    @Test
    void removesNothingFromATableThatTheDeliveryDoesNotHave() throws Exception {
        tenRows("Absent");
        jobs.drover.sql("CREATE TABLE Present (Id int PRIMARY KEY)");
        jobs.define(
                "Half",
                "stop",
                mapping("Present"),
                "<mapping source=\"Absent\" destination=\"Absent\" removeMissing=\"true\" maxDeletePercent=\"100\"/>");

        Execution execution = jobs.run("Half", tables(table("Present", item("Id", "1")), table("Absent")));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(execution.deleted()).isZero();
        assertThat(jobs.drover.count("SELECT COUNT(*) FROM Absent")).isEqualTo(10);
    }
}
