package io.drover.job.draft;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.api.JobOperations;
import io.drover.api.OperationException;
import io.drover.definition.DefinitionLoader;
import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job from a file and a table: what a person gets to begin with. */
class JobDraftTest {
    private static JobServer jobs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        jobs = new JobServer(
                        new TestServer(home).with("drover.datasource.shop.url", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1"))
                .start();
    }

    @AfterAll
    static void stop() {
        jobs.close();
    }

    private static String draft(String fileName, String to, String name, String content) throws Exception {
        return draft(fileName, to, name, content, false);
    }

    private static String draft(String fileName, String to, String name, String content, boolean noHeader)
            throws Exception {
        Path file = Files.createTempDirectory(jobs.drover.home(), "draft").resolve(fileName);
        Files.writeString(file, content);
        String xml = jobs.drover.server().operations(JobOperations.class).draft(file, fileName, to, name, noHeader);
        assertThat(DefinitionLoader.validate(Files.writeString(file, xml))).isEmpty();
        return xml;
    }

    /** Takes a draft into use as it is. */
    private static Execution run(String job, String xml, String content) throws Exception {
        jobs.drover.withFile("Files/Jobs/" + job + ".xml", xml);
        jobs.awaitJob(job);
        return jobs.run(job, content);
    }

    @Test
    void mapsTheColumnsByNameAndSaysWhatToLookAt() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Goods (Id int PRIMARY KEY, Name varchar(5) NOT NULL, Price numeric(10,2), Colour varchar(9),"
                        + " Unit varchar(3) NOT NULL, Made int GENERATED ALWAYS AS IDENTITY)");
        String delivery = tables(table(
                "Products",
                item("ID", "1", "Name", "Bolt", "Price", "1.50", "Color", "red"),
                item("ID", "2", "Name", "Hex nut", "Price", "a -- lot", "Made", "7")));

        assertThat(draft("goods 2026-11.xml", "Goods", null, delivery))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <!-- Drafted from goods 2026-11.xml: 2 records in 1 table. Look at the comments, then try it with a dry run (docs/guide/jobs.md) -->
                        <job name="goods 2026-11" onError="stop">
                            <source>
                                <xml/>
                            </source>
                            <destination>
                                <sql dataSource="drover"/>
                            </destination>
                            <mapping source="Products" destination="GOODS">
                                <column source="ID" destination="ID"/>
                                <!-- 1 of the first 2 values of Name does not fit NAME (CHARACTER VARYING(5)). Line 10: 'Hex nut' has 7 characters, NAME takes 5 -->
                                <column source="Name" destination="NAME"/>
                                <!-- 1 of the first 2 values of Price does not fit PRICE (NUMERIC(10,2)). Line 10: 'a - - lot' is not a number: write digits with '.' (decimalSeparator) before the fraction and no thousands separators -->
                                <column source="Price" destination="PRICE"/>
                                <key column="ID"/>
                                <!-- Color of the file is not mapped: the table has no column of this name; similar columns: COLOUR -->
                                <!-- Made of the file is not mapped: the database makes the values of this column itself -->
                                <!-- UNIT (CHARACTER VARYING(3)) is required and gets nothing: new rows cannot be stored without it -->
                                <!-- Columns of the table that get nothing from the file: COLOUR, MADE (made by the database) -->
                            </mapping>
                        </job>
                        """);
    }

    @Test
    void runsAsItIs() throws Exception {
        jobs.drover.sql("CREATE TABLE Ready (Id int PRIMARY KEY, Price numeric(10,2))");
        String delivery = tables(table("Ready", item("Id", "1", "Price", "1,50"), item("Id", "2", "Price", "2")));

        String xml = draft("ready.xml", "Ready", "Ready made", delivery);

        assertThat(xml).as("numbers are written with a comma").contains("<xml decimalSeparator=\",\"/>");
        assertThat(run("Ready made", xml, delivery).status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Ready ORDER BY Id")).containsExactly("1|1.50", "2|2.00");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("Follows.csv", "<csv table=\"Follows\" decimalSeparator=\",\"/>", "Id;Price\n1;1,50\n"),
                arguments("Follows.json", "<json table=\"Follows\"/>", "[{\"Id\": 1, \"Price\": 1.5}]"),
                arguments("Follows.data", "<detect decimalSeparator=\",\"/>", "Id;Price\n1;1,50\n"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void followsTheFormatOfTheFile(String fileName, String format, String content) throws Exception {
        jobs.drover.sql(
                "CREATE TABLE IF NOT EXISTS Follows (Id int PRIMARY KEY, Price numeric(10,2))", "DELETE FROM Follows");
        String job = "As " + fileName;

        String xml = draft(fileName, "Follows", job, content);

        assertThat(xml).contains(format).doesNotContain("not fit");
        jobs.drover.withFile("Files/Jobs/" + job + ".xml", xml);
        jobs.awaitJob(job);
        Path file = Files.writeString(
                Files.createTempDirectory(jobs.drover.home(), "run").resolve(fileName), content);
        assertThat(jobs.drover
                        .server()
                        .operations(JobOperations.class)
                        .runJob(job, file, fileName)
                        .get(0)
                        .status())
                .isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Follows")).containsExactly("1|1.50");
    }

    private static void runs(String job, String xml, String fileName, String content) throws Exception {
        jobs.drover.withFile("Files/Jobs/" + job + ".xml", xml);
        jobs.awaitJob(job);
        Path file = Files.writeString(
                Files.createTempDirectory(jobs.drover.home(), "run").resolve(fileName), content);
        Execution run = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, file, fileName)
                .get(0);
        assertThat(run.status()).as(run.message()).isEqualTo(Status.Completed);
    }

    @Test
    void aFileWithoutAHeaderGoesToTheColumnsInTurn() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Bare (Line int GENERATED ALWAYS AS IDENTITY, Id varchar(9) PRIMARY KEY, Name varchar(9), Price"
                        + " numeric(10,2))");
        String content = "7;Bolt;1.50\n8;Nut;2\n";
        refused("bare.csv", "Bare", null, content, "if the first row is no header, draft with --no-header");

        String xml = draft("bare.csv", "Bare", "Bare", content, true);
        assertThat(xml)
                .contains("<csv table=\"bare\" header=\"false\"/>")
                .contains(
                        "<column source=\"Column 1\" destination=\"ID\"/>",
                        "<column source=\"Column 3\" destination=\"PRICE\"/>")
                .contains("<key column=\"ID\"/>")
                .doesNotContain("not fit");
        runs("Bare", xml, "bare.csv", content);
        assertThat(jobs.query("SELECT Id, Name, Price FROM Bare ORDER BY Id"))
                .containsExactly("7|Bolt|1.50", "8|Nut|2.00");

        assertThat(draft("bare.csv", "Bare", "Mixed", "Id;2026-01-02;7\n1;2;3\n"))
                .contains("the first row holds 2026-01-02, as rows of values do")
                .contains("draft again with - -no-header");
        assertThatThrownBy(() -> draft("a.xml", "Bare", null, tables(), true))
                .hasMessageContaining("only files of CSV");
    }

    @Test
    void namesAreMatchedOverBlanksUnderscoresAndCase() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Loose (Item_No varchar(9) PRIMARY KEY, UnitPrice numeric(10,2), \"Sales text\" varchar(9), A_B int,"
                        + " Other int)");
        String content = "Item no;unit_price;SALES_TEXT;a b;AB;Ot her\n1;1.5;x;1;2;3\n";
        String xml = draft("loose.csv", "Loose", "Loose", content);
        assertThat(xml)
                .contains(
                        "<column source=\"Item no\" destination=\"ITEM_NO\"/>",
                        "<column source=\"unit_price\" destination=\"UNITPRICE\"/>",
                        "<column source=\"SALES_TEXT\" destination=\"Sales text\"/>",
                        "<column source=\"Ot her\" destination=\"OTHER\"/>",
                        "<key column=\"ITEM_NO\"/>")
                .contains("<!-- a b of the file is not mapped", "<!-- AB of the file is not mapped");
        runs("Loose", xml, "loose.csv", content);
        assertThat(jobs.query("SELECT * FROM Loose")).containsExactly("1|1.50|x|null|3");

        try (var connection = jobs.drover.server().store().dataSource("shop").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Order_Lines (Id int PRIMARY KEY)");
            statement.execute("CREATE TABLE ORDERHEADS (Id int PRIMARY KEY)");
        }
        assertThat(draft("a.xml", "shop", null, tables(table("Order lines", item("Id", "1")))))
                .contains("<mapping source=\"Order lines\" destination=\"ORDER_LINES\">");
        assertThat(draft("a.xml", "shop", null, tables(table("OrderLines", item("Id", "1")))))
                .contains("destination=\"ORDER_LINES\">");
        assertThat(draft("a.xml", "shop", null, tables(table("order_heads", item("Id", "1")))))
                .contains("destination=\"ORDERHEADS\">");
    }

    @Test
    void whatStandsForNoValueIsProposed() throws Exception {
        jobs.drover.sql("CREATE TABLE Nulls (Id int PRIMARY KEY, Name varchar(9), Price numeric(10,2))");
        String nulls = "Id;Name;Price\n1;NULL;NULL\n2;x;1\n";
        String xml = draft("nulls.csv", "Nulls", "Nulls", nulls);
        assertThat(xml)
                .contains(
                        "<csv table=\"nulls\" nullText=\"NULL\"/>",
                        "<!-- nullText: NULL stands in the file for no value")
                .doesNotContain("not fit");
        runs("Nulls", xml, "nulls.csv", nulls);
        assertThat(jobs.query("SELECT * FROM Nulls ORDER BY Id")).containsExactly("1|null|null", "2|x|1.00");

        assertThat(draft("nulls.csv", "Nulls", null, "Id;Name;Price\n1;\\N;1\n"))
                .contains("nullText=\"\\N\"");
        assertThat(draft("nulls.csv", "Nulls", null, "Id;Name;Price\n1;-;-\n2;x;3\n"))
                .contains("nullText=\"-\"");
        assertThat(draft("nulls.csv", "Nulls", null, "Id;Name;Price\n1;-;a\n2;x;-\n"))
                .doesNotContain("nullText");
        assertThat(draft("nulls.csv", "Nulls", null, "Id;Name;Price\n1;-;2\n")).doesNotContain("nullText");
    }

    @Test
    void objectsAreKeptForColumnsOfJson() throws Exception {
        jobs.drover.sql("CREATE TABLE Objects (Id int PRIMARY KEY, Attributes json, Size_X int)");
        String content =
                "[{\"id\":1,\"attributes\":{\"a\":1.50,\"b\":{\"c\":[2]}},\"size\":{\"x\":3}},{\"id\":2,\"attributes\":{}}]";
        String xml = draft("o.json", "Objects", "Objects", content);
        assertThat(xml)
                .contains("<json table=\"o\" keepObjects=\"attributes\"/>")
                .contains("<column source=\"attributes\" destination=\"ATTRIBUTES\"/>")
                .contains("<column source=\"size.x\" destination=\"SIZE_X\"/>");
        runs("Objects", xml, "o.json", content);
        assertThat(jobs.query("SELECT Id, CAST(Attributes AS varchar), Size_X FROM Objects ORDER BY Id"))
                .containsExactly("1|{\"a\":1.50,\"b\":{\"c\":[2]}}|3", "2|{}|null");
    }

    @Test
    void mapsEveryTableOfAFileToADataSource() throws Exception {
        try (var connection = jobs.drover.server().store().dataSource("shop").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE Heads (Id int PRIMARY KEY)");
            statement.execute("CREATE TABLE Lines (HeadId int, Item varchar(9))");
        }
        String delivery = tables(
                table("heads", item("Id", "1")),
                table("lines", item("HeadId", "1", "Item", "a")),
                table("notes", item("Text", "b")));

        assertThat(draft("orders.xml.gz", "shop", null, delivery))
                .contains("<job name=\"orders\"", "<sql dataSource=\"shop\"/>")
                .contains(
                        "<mapping source=\"heads\" destination=\"HEADS\">",
                        "<mapping source=\"lines\" destination=\"LINES\">")
                .contains("<!-- No key: every record is inserted as a new row", "<key column=\"HEADID\"/>")
                .contains("<!-- The table notes of the file is not mapped: the database has no table notes; ");
        assertThat(draft("orders.xml", "shop/Lines", "Only lines", delivery))
                .contains("<mapping source=\"lines\"")
                .doesNotContain("HEADS");
    }

    @Test
    void saysWhyThereCanBeNoDraft() throws Exception {
        jobs.drover.sql("CREATE TABLE Lone (A int)");
        String two = tables(table("x", item("A", "1")), table("y", item("B", "1")));
        String one = tables(table("x", item("B", "1")));

        refused("a.xml", "Lone", null, two, "the file has several tables and none is called Lone: x, y");
        refused("a.xml", "Lone", null, one, "no column is mapped. The source has B; the table has A");
        refused("a.xml", "shp/Lone", null, one, "there is no data source 'shp'");
        refused("a.xml", "Lone", "a/b", one, "name=\"a/b\" is wrong on <job>");
        refused("a.xml", "Lone", null, tables(), "the file has no records");
        refused("a.xml", "Lone", null, "<tables>", "line 1, column ");
        refused("a.xml", " ", null, one, "to is missing");
    }

    private static void refused(String fileName, String to, String name, String content, String why) {
        assertThatThrownBy(() -> draft(fileName, to, name, content))
                .isInstanceOfAny(OperationException.class, IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
