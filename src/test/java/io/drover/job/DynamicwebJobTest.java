package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.JobOperations;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files of Dynamicweb, put into the folder of jobs as they are. */
class DynamicwebJobTest {
    private static final String SHOP = "jdbc:h2:mem:dynamicweb;DB_CLOSE_DELAY=-1";

    @TempDir
    private Path home;

    private JobServer jobs;
    private Connection shop;

    @BeforeEach
    void openShop() throws Exception {
        shop = DriverManager.getConnection(SHOP);
        sql(
                "CREATE TABLE EcomProducts (ProductId varchar(30) NOT NULL,"
                        + " ProductLanguageId varchar(50) NOT NULL, ProductVariantId varchar(255) NOT NULL,"
                        + " ProductNumber varchar(255), ProductName varchar(255), ProductPrice double precision,"
                        + " ProductActive boolean DEFAULT TRUE, ProductDefaultShopId varchar(255),"
                        + " PRIMARY KEY (ProductId, ProductLanguageId, ProductVariantId))",
                "CREATE TABLE EcomGroups (GroupId varchar(255) NOT NULL, GroupLanguageId varchar(50) NOT NULL,"
                        + " GroupName varchar(255), PRIMARY KEY (GroupId, GroupLanguageId))",
                "CREATE TABLE EcomGroupProductRelation (GroupProductRelationGroupId varchar(255) NOT NULL,"
                        + " GroupProductRelationProductId varchar(30) NOT NULL, GroupProductRelationIsPrimary boolean,"
                        + " PRIMARY KEY (GroupProductRelationGroupId, GroupProductRelationProductId))",
                "CREATE TABLE EcomOrders (OrderId varchar(50) PRIMARY KEY, OrderIsExported boolean, OrderCart boolean,"
                        + " OrderComplete boolean,"
                        + " OrderStateId varchar(50), OrderPriceWithVat double precision, OrderDate timestamp)",
                "CREATE TABLE EcomOrderLines (OrderLineId varchar(50) PRIMARY KEY, OrderLineOrderId varchar(50),"
                        + " OrderLineQuantity double precision)");
    }

    @AfterEach
    void stop() throws Exception {
        if (jobs != null) {
            jobs.close();
        }
        sql("SHUTDOWN");
    }

    private void sql(String... statements) throws Exception {
        try (Statement statement = shop.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws Exception {
        try (Statement statement = shop.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    private void start(String file, byte[] job) throws Exception {
        TestServer server =
                new TestServer(home).withRoutes("endpoints.camel.yaml").with("drover.datasource.dynamicweb.url", SHOP);
        Files.createDirectories(home.resolve("Files/Jobs"));
        Files.write(home.resolve("Files/Jobs").resolve(file), job);
        jobs = new JobServer(server).start();
    }

    private void start(String file, String job) throws Exception {
        start(file, job.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-dw10-shape.utf16le-bom.xml", "job-dw10-shape.utf8-but-declares-utf16.xml"})
    void runInEitherOfTheirEncodings(String sample) throws Exception {
        start(sample, Files.readAllBytes(Path.of("src/test/resources/dynamicweb", sample)));

        Execution execution = jobs.run(
                "Import products",
                tables(table(
                        "EcomProducts",
                        item("ProductNumber", "10001", "ProductName", "Bolt"),
                        item("ProductNumber", "10002", "ProductName", ""))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.inserted()).isOne();
        assertThat(execution.skipped()).as("nullEmptyActionType SkipRow").isOne();
        assertThat(query(
                        "SELECT ProductNumber, ProductName, ProductLanguageId, ProductDefaultShopId FROM EcomProducts"))
                .containsExactly("10001|Bolt|LANG1|SHOP1");
    }

    private static String job(String source, String destination, String mappings) {
        return "<?xml version=\"1.0\" encoding=\"utf-16\"?><job><Name>Shop</Name>" + source + destination + "<mappings>"
                + mappings + "</mappings></job>";
    }

    private static final String XML_SOURCE =
            "<source type=\"Dynamicweb.DataIntegration.Providers.XmlProvider.XmlProvider\">"
                    + "<SourceDecimalSeparator>,</SourceDecimalSeparator></source>";

    private static String ecom(String options) {
        return "<destination type=\"Dynamicweb.DataIntegration.Providers.EcomProvider.EcomProvider\">" + options
                + "</destination>";
    }

    private static String mapping(String table, String... columns) {
        StringBuilder mapping = new StringBuilder("<mapping><sourceTableName>" + table
                + "</sourceTableName><destinationTableName>" + table + "</destinationTableName><columnMappings>");
        for (String column : columns) {
            mapping.append("<columnMapping>").append(column).append("</columnMapping>");
        }
        return mapping + "</columnMappings><mappingConditionals/></mapping>";
    }

    private static String column(String name, String more) {
        return "<sourceColumn>" + name + "</sourceColumn><destinationColumn>" + name + "</destinationColumn>" + more;
    }

    @Test
    void groupsOfAProductBecomeRelations() throws Exception {
        sql("INSERT INTO EcomGroups VALUES ('GROUP7', 'LANG1', 'Road bikes'), ('GROUP8', 'LANG1', 'Bikes, others')");
        start(
                "Shop.xml",
                job(
                        XML_SOURCE,
                        ecom("<DefaultLanguage>LANG1</DefaultLanguage><GroupsForProductsBy>Name</GroupsForProductsBy>"
                                + "<CreateMissingGoups>False</CreateMissingGoups>"),
                        mapping(
                                "EcomProducts",
                                column("ProductId", "<isKey>True</isKey>"),
                                column("ProductPrice", ""),
                                column("Groups", ""),
                                column("PrimaryGroup", ""))));

        Execution execution = jobs.run(
                "Shop",
                tables(table(
                        "EcomProducts",
                        item(
                                "ProductId", "P1",
                                "ProductPrice", "74,99",
                                "Groups", "\"Road bikes\",\"Bikes, others\"",
                                "PrimaryGroup", "Road bikes"))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(query("SELECT ProductId, ProductPrice FROM EcomProducts")).containsExactly("P1|74.99");
        assertThat(query("SELECT GroupProductRelationGroupId, GroupProductRelationIsPrimary"
                        + " FROM EcomGroupProductRelation ORDER BY 1"))
                .containsExactly("GROUP7|TRUE", "GROUP8|FALSE");
    }

    @Test
    void whatDiffersWithoutOtherDataIsTold() throws Exception {
        start(
                "Shop.xml",
                job(
                        XML_SOURCE,
                        ecom("<RepositoriesIndexUpdate>Products-Products.index-Full</RepositoriesIndexUpdate>"
                                + "<ManufacturerForProductsBy/>"),
                        mapping(
                                "EcomProducts",
                                column("ProductId", "<isKey>True</isKey>"),
                                column("ProductLanguageId", ""))));

        Execution execution =
                jobs.run("Shop", tables(table("EcomProducts", item("ProductId", "P1", "ProductLanguageId", "L"))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.message())
                .contains("RepositoriesIndexUpdate=Products-Products.index-Full: indexes are built after the job")
                .doesNotContain("ManufacturerForProductsBy");
    }

    @Test
    void whatADocumentSaysOfATableCountsWhereTheJobSaysNothing() throws Exception {
        sql("INSERT INTO EcomGroups VALUES ('OLD', 'L', 'gone'), ('G1', 'L', 'a'), ('G2', 'L', 'b'), ('G3', 'L', 'c'),"
                + " ('G4', 'L', 'd')");
        start(
                "Shop.xml",
                job(
                        XML_SOURCE,
                        ecom("").replace("Ecom", "Dynamicweb"),
                        mapping(
                                "EcomGroups",
                                column("GroupId", "<isKey>True</isKey>"),
                                column("GroupLanguageId", "<isKey>True</isKey>"))));
        String groups = tables(table(
                "EcomGroups",
                item("GroupId", "G1", "GroupLanguageId", "L"),
                item("GroupId", "G2", "GroupLanguageId", "L"),
                item("GroupId", "G3", "GroupLanguageId", "L"),
                item("GroupId", "G4", "GroupLanguageId", "L")));

        assertThat(jobs.run("Shop", groups).deleted()).isZero();
        Execution execution = jobs.run("Shop", groups.replace("<table ", "<table RemoveMissingAfterImport=\"true\" "));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.deleted()).isOne();
        assertThat(query("SELECT GroupId FROM EcomGroups ORDER BY 1")).containsExactly("G1", "G2", "G3", "G4");
    }

    @Test
    void ordersAreExportedOnceToXml() throws Exception {
        sql(
                "INSERT INTO EcomOrders VALUES ('O1', FALSE, FALSE, TRUE, 'OS1', 74.99, TIMESTAMP '2026-11-21 09:05:00'),"
                        + " ('O2', TRUE, FALSE, TRUE, 'OS1', 1, NULL), ('CART1', FALSE, TRUE, FALSE, NULL, 2, NULL)",
                "INSERT INTO EcomOrderLines VALUES ('L1', 'O1', 2), ('L2', 'O2', 3)");
        start(
                "Orders.xml",
                job(
                        "<source type=\"Dynamicweb.DataIntegration.Providers.OrderProvider.OrderProvider\">"
                                + "<ExportNotYetExportedOrders>True</ExportNotYetExportedOrders>"
                                + "<DoNotExportCarts>True</DoNotExportCarts>"
                                + "<OrderStateAfterExport>OS2</OrderStateAfterExport></source>",
                        "<destination type=\"Dynamicweb.DataIntegration.Providers.XmlProvider.XmlProvider\">"
                                + "<DestinationFile>Orders.xml</DestinationFile>"
                                + "<DestinationFolder>/Files/Integration/Export</DestinationFolder></destination>",
                        mapping(
                                        "EcomOrders",
                                        column("OrderId", ""),
                                        column("OrderPriceWithVat", ""),
                                        column("OrderDate", ""))
                                + mapping(
                                        "EcomOrderLines", column("OrderLineId", ""), column("OrderLineQuantity", ""))));

        Execution execution = jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob("Shop", null, null)
                .get(0);

        assertThat(execution.status()).as(execution.message()).isEqualTo(Status.Completed);
        assertThat(execution.read()).isEqualTo(2);
        assertThat(Files.readString(jobs.drover.files("Export/Orders.xml")))
                .contains(
                        "<column columnName=\"OrderId\"><![CDATA[O1]]></column>",
                        "<column columnName=\"OrderDate\"><![CDATA[21-11-2026 09:05:00:000]]></column>",
                        "<column columnName=\"OrderLineId\"><![CDATA[L1]]></column>")
                .doesNotContain("O2", "CART1", "L2");
        assertThat(query("SELECT OrderId, OrderIsExported, OrderStateId FROM EcomOrders ORDER BY OrderId"))
                .containsExactly("CART1|FALSE|null", "O1|TRUE|OS2", "O2|TRUE|OS1");
    }

    @Test
    void theFileThatDynamicwebWouldReadIsTakenUpWhereItLies() throws Exception {
        start(
                "Shop.xml",
                job(
                        XML_SOURCE.replace(
                                "</source>",
                                "<SourceFile>/Files/Integration/Products.xml</SourceFile>"
                                        + "<DeleteSourceFile>True</DeleteSourceFile></source>"),
                        ecom("<DefaultLanguage>LANG1</DefaultLanguage>"),
                        mapping("EcomProducts", column("ProductId", "<isKey>True</isKey>"))));
        Path file = jobs.drover.files("Products.xml");
        Files.writeString(file, tables(table("EcomProducts", item("ProductId", "P9"))));

        jobs.awaitExecutions("Shop", 1);

        assertThat(query("SELECT ProductId FROM EcomProducts")).containsExactly("P9");
        await().untilAsserted(() -> assertThat(file).doesNotExist());
    }
}
