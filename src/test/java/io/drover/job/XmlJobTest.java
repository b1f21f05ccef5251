package io.drover.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** XML of every shape through whole jobs. Each test has a job and tables of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XmlJobTest {
    private static final String SQL = "<sql/>";

    private JobServer jobs;

    @BeforeAll
    void start(@TempDir Path home) {
        jobs = new JobServer(new TestServer(home)).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    private void define(String name, String onError, String source, String destination, String mappings) {
        jobs.drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" onError="%s">
                    <source>%s</source>
                    <destination>%s</destination>
                    %s
                </job>
                """
                        .formatted(name, onError, source, destination, mappings));
        jobs.awaitJob(name);
    }

    private String outbox(String file) throws Exception {
        return Files.readString(jobs.drover.files("Outbox/" + file)).replace("\uFEFF", "");
    }

    // ---- Entity files ----------------------------------------------------------------------------------------------

    @Test
    void anEntityFileIsLoaded() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Groups (CustomerGroupId varchar(10) PRIMARY KEY, Description varchar(60), PaymentTermId varchar(10))");
        define("Groups", "stop", "<xml/>", SQL, "<mapping source='CUSTCUSTOMERGROUPENTITY' destination='Groups'/>");

        Execution execution = jobs.run(
                "Groups",
                """
                <?xml version="1.0" encoding="utf-8"?>
                <Document>
                  <CUSTCUSTOMERGROUPENTITY>
                    <CUSTOMERGROUPID>10</CUSTOMERGROUPID>
                    <DESCRIPTION>Wholesale &amp; distribution</DESCRIPTION>
                    <PAYMENTTERMID>Net30</PAYMENTTERMID>
                  </CUSTCUSTOMERGROUPENTITY>
                  <CUSTCUSTOMERGROUPENTITY>
                    <CUSTOMERGROUPID>20</CUSTOMERGROUPID>
                    <DESCRIPTION>Détaillants</DESCRIPTION>
                    <PAYMENTTERMID></PAYMENTTERMID>
                  </CUSTCUSTOMERGROUPENTITY>
                </Document>
                """);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Groups ORDER BY 1"))
                .containsExactly("10|Wholesale & distribution|Net30", "20|Détaillants|");
    }

    @Test
    void aCompositeEntityIsLoadedIntoTwoTablesAndItsMendedRejectsAfterwards() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE SalesOrder (SalesId varchar(10) PRIMARY KEY, CurrencyCode varchar(3))",
                "CREATE TABLE SalesLine (SalesId varchar(10) REFERENCES SalesOrder, LineNum numeric(10,2), ItemId varchar(10),"
                        + " Qty numeric(10,2), PRIMARY KEY (SalesId, LineNum))");
        define(
                "Composite",
                "skip",
                "<xml><table name='MySalesLineEntity' parentKey='SalesID'/></xml>",
                SQL,
                """
                <mapping source="MySalesTableEntity" destination="SalesOrder"/>
                <mapping source="MySalesLineEntity" destination="SalesLine" automatic="true">
                    <column source="QtyOrdered" destination="Qty"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Composite",
                """
                <Document>
                <MySalesTableEntity SalesID="SO1" CurrencyCode="USD">
                <MySalesLineEntity QtyOrdered="10.00" ItemId="1000" LineNum="1.00"/>
                <MySalesLineEntity QtyOrdered="ten" ItemId="4401" LineNum="2.00"/>
                </MySalesTableEntity>
                <MySalesTableEntity SalesID="SO2" CurrencyCode="EUR">
                <MySalesLineEntity QtyOrdered="1.00" ItemId="4402" LineNum="1.00"/>
                </MySalesTableEntity>
                </Document>
                """);

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(jobs.query("SELECT * FROM SalesOrder ORDER BY 1")).containsExactly("SO1|USD", "SO2|EUR");
        assertThat(jobs.query("SELECT SalesId, LineNum, ItemId, Qty FROM SalesLine ORDER BY 1, 2"))
                .containsExactly("SO1|1.00|1000|10.00", "SO2|1.00|4402|1.00");
        String rejects = Files.readString(jobs.drover.files("Failed/Composite/Composite.rejects.xml"));
        assertThat(rejects)
                .contains("<Document>", "<!-- line 4, record 3: QtyOrdered is not a number")
                .contains("<MySalesLineEntity QtyOrdered=\"ten\" ItemId=\"4401\" LineNum=\"2.00\" SalesID=\"SO1\"");

        Execution mended = jobs.run("Composite", rejects.replace("ten", "10"));
        assertThat(mended.status()).as(mended.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT count(*) FROM SalesLine")).containsExactly("3");
    }

    @Test
    void aCompositeEntityIsWrittenAsItWasRead() throws Exception {
        String nested = "<table name='LINE' parent='HEAD'/>";
        define(
                "CompositeCopy",
                "stop",
                "<xml/>",
                "<xml shape='attributes' byteOrderMark='false'>" + nested + "</xml>",
                "");
        String document =
                """
                <?xml version="1.0" encoding="utf-8"?>
                <Document>
                  <HEAD ID="1">
                    <LINE N="1"/>
                    <LINE N="2"/>
                  </HEAD>
                  <HEAD ID="2">
                    <LINE N="1"/>
                  </HEAD>
                </Document>
                """;

        Execution execution = jobs.run("CompositeCopy", document);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(outbox("CompositeCopy/CompositeCopy.xml")).isEqualTo(document);
    }

    // ---- Other XML -------------------------------------------------------------------------------------------------

    private static final String CATALOG =
            """
            <catalog currency="EUR">
              <product id="1"><name>Saw</name><price amount="10,50"/><tag>wood</tag><tag>metal</tag></product>
              <product id="2"><name>Axe</name><price amount="%s"/></product>
            </catalog>
            """;

    @Test
    void aCatalogIsLoadedByPathsAndItsMendedRejectsAfterwards() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Catalog (Id int PRIMARY KEY, Name varchar(20), Price numeric(10,2), Currency varchar(3), Tags varchar(40))");
        define(
                "Catalog",
                "skip",
                """
                <xml records="/catalog/product" decimalSeparator=",">
                    <column name="Id" path="@id"/>
                    <column name="Name" path="name"/>
                    <column name="Price" path="price/@amount"/>
                    <column name="Currency" path="../@currency"/>
                    <column name="Tags" path="tag" separator="; "/>
                </xml>""",
                SQL,
                "<mapping source='product' destination='Catalog'/>");

        Execution execution = jobs.run("Catalog", CATALOG.formatted("cheap"));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        String rejects = Files.readString(jobs.drover.files("Failed/Catalog/Catalog.rejects.xml"));
        Execution mended = jobs.run("Catalog", rejects.replace("cheap", "7"));
        assertThat(mended.status()).as(mended.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Catalog ORDER BY 1"))
                .containsExactly("1|Saw|10.50|EUR|wood; metal", "2|Axe|7.00|EUR|null");
    }

    @Test
    void allThatARecordHasIsAColumn() throws Exception {
        jobs.drover.sql("CREATE TABLE Whole (Id int PRIMARY KEY, Price numeric(10,2))");
        define(
                "Whole",
                "stop",
                "<xml records='//product'/>",
                SQL,
                """
                <mapping source="product" destination="Whole">
                    <column source="@id" destination="Id"/>
                    <column source="price.@amount" destination="Price"/>
                </mapping>""");

        Execution execution = jobs.run("Whole", CATALOG.replace(",", ".").formatted("7"));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Whole ORDER BY 1")).containsExactly("1|10.50", "2|7.00");
    }

    // ---- Stylesheets -----------------------------------------------------------------------------------------------

    private static final String TO_TABLES =
            """
            <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
              <xsl:template match="/">
                <tables><table tableName="Styled"><xsl:for-each select="//product">
                  <item table="Styled">
                    <column columnName="Id"><xsl:value-of select="@id"/></column>
                    <column columnName="Price"><xsl:value-of select="translate(price/@amount, ',', '.')"/></column>
                  </item></xsl:for-each>
                </table></tables>
              </xsl:template>
            </xsl:stylesheet>
            """;

    @Test
    void aStylesheetMakesADeliveryReadableAndMendedRejectsDoNotGoThroughIt() throws Exception {
        jobs.drover.withFile("Files/Xslt/catalog.xsl", TO_TABLES);
        jobs.drover.sql("CREATE TABLE Styled (Id int PRIMARY KEY, Price numeric(10,2))");
        define(
                "Styled",
                "skip",
                "<xml xslt='Xslt/catalog.xsl'/>",
                SQL,
                "<mapping source='Styled' destination='Styled'/>");

        Execution execution = jobs.run("Styled", CATALOG.formatted("cheap"));

        assertThat(execution.rejected()).isEqualTo(1);
        String rejects = Files.readString(jobs.drover.files("Failed/Styled/Styled.rejects.xml"));
        Execution mended = jobs.run("Styled", rejects.replace("cheap", "7"));
        assertThat(mended.status()).as(mended.message()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT * FROM Styled ORDER BY 1")).containsExactly("1|10.50", "2|7.00");
    }

    @Test
    void aStylesheetMakesAnythingOfTheResult() throws Exception {
        jobs.drover.withFile(
                "Files/Xslt/list.xsl",
                """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:output method="text" encoding="UTF-8"/>
                  <xsl:template match="/"><xsl:value-of select="//column[@columnName='Id']" separator=","/></xsl:template>
                </xsl:stylesheet>
                """);
        define(
                "Listed",
                "stop",
                "<xml/>",
                "<xml xslt='Xslt/list.xsl'/><output file='ids.txt'/>",
                "<mapping source='T' destination='T'/>");

        Execution execution = jobs.run(
                "Listed", TablesXml.tables(TablesXml.table("T", TablesXml.item("Id", "a"), TablesXml.item("Id", "b"))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(outbox("Listed/ids.txt")).isEqualTo("a,b");
    }

    @Test
    void aMissingStylesheetIsAnErrorOfTheRun() throws Exception {
        define("NoStyle", "stop", "<xml xslt='Xslt/none.xsl'/>", SQL, "<mapping source='T' destination='T'/>");

        Execution execution = jobs.run("NoStyle", CATALOG);

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).contains("there is no stylesheet Xslt/none.xsl");
    }

    // ---- <tables> --------------------------------------------------------------------------------------------------

    @Test
    void tablesAreWrittenByDynamicwebsRulesAndRowsThatXmlCannotHoldAreRejected() throws Exception {
        define(
                "Copied",
                "skip",
                "<xml/>",
                "<xml/><output file='products-{timestamp}.xml'/>",
                """
                <mapping source="Products" destination="EcomProducts">
                    <column source="Id" destination="ProductId"/>
                    <column source="Name" destination="ProductName"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Copied",
                TablesXml.tables(TablesXml.table(
                        "Products",
                        TablesXml.item("Id", "P1", "Name", "Bolt & <nut>"),
                        TablesXml.item("Id", "P2", "Name", null))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.inserted()).isEqualTo(2);
        String name = jobs.filesIn("Outbox/Copied").get(0);
        assertThat(name).matches("products-\\d{8}-\\d{9}\\.xml");
        byte[] file = Files.readAllBytes(jobs.drover.files("Outbox/Copied/" + name));
        assertThat(new String(file, StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                \uFEFF<?xml version="1.0" encoding="utf-8"?>
                <tables>
                  <table tableName="EcomProducts">
                    <item table="EcomProducts">
                      <column columnName="ProductId"><![CDATA[P1]]></column>
                      <column columnName="ProductName"><![CDATA[Bolt & <nut>]]></column>
                    </item>
                    <item table="EcomProducts">
                      <column columnName="ProductId"><![CDATA[P2]]></column>
                      <column columnName="ProductName" isNull="true"/>
                    </item>
                  </table>
                </tables>
                """);
    }

    @Test
    void aTableThatComesBackInALaterFileWithOtherColumnsIsLoadedWhole() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Paged (Id int PRIMARY KEY, Name varchar(20), Ean varchar(20))",
                "CREATE TABLE PagedPrice (Id int PRIMARY KEY, Amount numeric(10,2))");
        define("Paged", "stop", "<xml/>", SQL, "");
        String one = TablesXml.tables(
                TablesXml.table("Paged", TablesXml.item("Id", "1", "Name", "a")),
                TablesXml.table("PagedPrice", TablesXml.item("Id", "1", "Amount", "2")));
        String two = TablesXml.tables(
                TablesXml.table("PagedPrice", TablesXml.item("Amount", "3", "Id", "2")),
                TablesXml.table("Paged", TablesXml.item("Ean", "x", "Id", "2")));
        Path part = Files.createDirectories(jobs.drover.files("Inbox/Paged/.answer"));
        Files.writeString(part.resolve("page1.xml"), one);
        Files.writeString(
                part.resolve("page2.xml"), "<tables ExportIsDone=\"true\"><table tableName=\"Paged\"/></tables>");
        Files.writeString(part.resolve("page3.xml"), two);
        Files.move(part, part.resolveSibling("answer"));

        Execution execution = jobs.awaitExecutions("Paged", 1).get(0);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.read()).isEqualTo(4);
        assertThat(jobs.query("SELECT * FROM Paged ORDER BY 1")).containsExactly("1|a|null", "2|null|x");
        assertThat(jobs.query("SELECT * FROM PagedPrice ORDER BY 1")).containsExactly("1|2.00", "2|3.00");
    }
}
