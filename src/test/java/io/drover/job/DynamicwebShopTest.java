package io.drover.job;

import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.elements;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.scripted;
import static io.drover.dynamicweb.JobFiles.source;
import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.dynamicweb.JobFiles;
import io.drover.store.ledger.Execution;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the tables of Dynamicweb's shop after a job file of Dynamicweb has run. */
class DynamicwebShopTest {
    @TempDir
    static Path home;

    private static JobServer jobs;
    private static Map<String, Connection> databases;

    /** Jobs by name: options of the destination, and mappings. */
    private static final Map<String, List<String>> JOBS = Map.of(
            "groups",
            List.of(
                    "",
                    mapping(
                            "EcomProducts",
                            "ProductId key",
                            "ProductName",
                            scripted("Groups", "Groups", "Append", ",ALL"),
                            "PrimaryGroup",
                            "GroupSorting")),
            "script",
            List.of(
                    "",
                    mapping(
                            "EcomProducts",
                            elements(
                                    "sourceColumn=ProductId",
                                    "destinationColumn=ProductId",
                                    "scriptType=Prepend",
                                    "scriptValue=X-",
                                    "isKey=True"),
                            elements(
                                    "sourceColumn=ProductName",
                                    "destinationColumn=ProductName",
                                    "nullEmptyActionType=SkipRow"),
                            "Groups")),
            "numbers",
            List.of(
                    "UseStrictPrimaryKeyMatching=False",
                    mapping(
                            "EcomProducts",
                            "ProductNumber",
                            "ProductName",
                            "ProductManufacturerId",
                            "ProductLanguageId")),
            "delete",
            List.of("DeleteIncomingItems=True", mapping("EcomProducts", "ProductId key", "Groups")),
            "remove",
            List.of("RemoveMissingAfterImport=True", mapping("EcomProducts", "ProductId key", "ProductName", "Groups")),
            "tree",
            List.of(
                    "",
                    mapping(
                            "EcomGroups",
                            "GroupId key",
                            "GroupName",
                            scripted("GroupName", "Shops", "Constant", "Web shop"),
                            "ParentGroups")),
            "prices",
            List.of(
                    "",
                    mapping("EcomPrices", "PriceProductId", "PriceCurrency", "PriceAmount"),
                    mapping(
                            "EcomStockUnit",
                            "StockUnitProductId key",
                            "StockUnitStockLocationId key",
                            "StockUnitQuantity")),
            "update",
            List.of(
                    "UpdateOnlyExistingProducts=True",
                    mapping("EcomProducts", "ProductId key", "ProductName", "Groups")));

    @BeforeAll
    static void start() throws Exception {
        String h2 = "jdbc:h2:mem:dynamicwebshop;DB_CLOSE_DELAY=-1";
        String postgres = TestPostgres.shared().createDatabase().url();
        databases = Map.of("h2", DriverManager.getConnection(h2), "postgres", DriverManager.getConnection(postgres));
        TestServer server = new TestServer(home)
                .with("drover.datasource.h2.url", h2)
                .with("drover.datasource.postgres.url", postgres);
        Path folder = Files.createDirectories(home.resolve("Files/Jobs"));
        for (String database : databases.keySet()) {
            execute(
                    database,
                    "CREATE TABLE drover_ledger ( delivery VARCHAR(36) PRIMARY KEY, job VARCHAR(64) NOT NULL, file VARCHAR(512) NOT NULL, loaded TIMESTAMP NOT NULL )",
                    table(
                            "EcomProducts",
                            "ProductId varchar(30)",
                            "ProductLanguageId varchar(50)",
                            "ProductVariantId varchar(255)",
                            "| ProductNumber varchar(255)",
                            "ProductName varchar(255)",
                            "ProductManufacturerId varchar(50)",
                            "ProductCreated timestamp",
                            "ProductUpdated timestamp"),
                    table(
                            "EcomGroups",
                            "GroupId varchar(255)",
                            "GroupLanguageId varchar(50)",
                            "| GroupName varchar(255)"),
                    table(
                            "EcomGroupProductRelation",
                            "GroupProductRelationGroupId varchar(255)",
                            "GroupProductRelationProductId varchar(30)",
                            "| GroupProductRelationSorting int",
                            "GroupProductRelationIsPrimary boolean"),
                    table("EcomShops", "ShopId varchar(255)", "| ShopName varchar(255)", "ShopDefault boolean"),
                    table(
                            "EcomShopGroupRelation",
                            "ShopGroupShopId varchar(255)",
                            "ShopGroupGroupId varchar(255)",
                            "| ShopGroupRelationsSorting int"),
                    table(
                            "EcomGroupRelations",
                            "GroupRelationsGroupId varchar(255)",
                            "GroupRelationsParentId varchar(255)",
                            "| GroupRelationsSorting int"),
                    table(
                            "EcomLanguages",
                            "LanguageId varchar(50)",
                            "| LanguageCode2 varchar(50)",
                            "LanguageName varchar(255)",
                            "LanguageNativeName varchar(255)",
                            "LanguageIsDefault boolean"),
                    table("EcomManufacturers", "ManufacturerId varchar(50)", "| ManufacturerName varchar(255)"),
                    table("EcomCurrencies", "CurrencyCode varchar(3)", "| CurrencyIsDefault boolean"),
                    table(
                            "EcomPrices",
                            "PriceId varchar(255)",
                            "PriceCurrency varchar(3)",
                            "| PriceProductId varchar(30)",
                            "PriceAmount double precision"),
                    table(
                            "EcomStockLocation",
                            "StockLocationId int",
                            "| StockLocationName varchar(255)",
                            "StockLocationLanguageId varchar(50)"),
                    "CREATE TABLE \"EcomStockUnit\" (\"Id\" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                            + " \"StockUnitProductId\" varchar(30), \"StockUnitStockLocationId\" bigint,"
                            + " \"StockUnitQuantity\" double precision)");
            for (Map.Entry<String, List<String>> job : JOBS.entrySet()) {
                String name = job.getKey() + "-" + database;
                List<String> options = new ArrayList<>(List.of("Catalog=" + database));
                if (!job.getValue().get(0).isEmpty()) {
                    options.add(job.getValue().get(0));
                }
                Files.writeString(
                        folder.resolve(name + ".xml"),
                        JobFiles.job(
                                        source("Xml", "SourceDecimalSeparator=,"),
                                        destination("Ecom", options.toArray(String[]::new)),
                                        job.getValue().stream().skip(1).toArray(String[]::new))
                                .replace("<Name>Shop</Name>", "<Name>" + name + "</Name>"));
            }
        }
        jobs = new JobServer(server).start();
    }

    /** A table whose columns before the bar are its key. */
    private static String table(String name, String... columns) {
        StringBuilder sql = new StringBuilder("CREATE TABLE \"" + name + "\" (");
        List<String> keys = new ArrayList<>();
        boolean key = true;
        for (String column : columns) {
            key = key && !column.startsWith("|");
            String[] words = column.replace("| ", "").split(" ", 2);
            sql.append('"').append(words[0]).append("\" ").append(words[1]).append(", ");
            if (key) {
                keys.add('"' + words[0] + '"');
            }
        }
        return sql + "PRIMARY KEY (" + String.join(", ", keys) + "))";
    }

    @AfterAll
    static void stop() throws Exception {
        jobs.close();
        for (Connection connection : databases.values()) {
            connection.close();
        }
    }

    @BeforeEach
    void fill() throws Exception {
        for (String database : databases.keySet()) {
            for (String name : List.of(
                    "EcomProducts",
                    "EcomGroups",
                    "EcomGroupProductRelation",
                    "EcomShops",
                    "EcomShopGroupRelation",
                    "EcomGroupRelations",
                    "EcomLanguages",
                    "EcomManufacturers",
                    "EcomCurrencies",
                    "EcomPrices",
                    "EcomStockLocation",
                    "EcomStockUnit")) {
                execute(database, "DELETE FROM \"" + name + "\"");
            }
            execute(
                    database,
                    "INSERT INTO \"EcomLanguages\" VALUES ('LANG1', 'en', 'English', 'English', TRUE),"
                            + " ('LANG2', 'da', 'Danish', 'Dansk', FALSE)",
                    "INSERT INTO \"EcomShops\" VALUES ('SHOP1', 'Shop', TRUE), ('SHOP2', 'Web shop', FALSE)",
                    "INSERT INTO \"EcomCurrencies\" VALUES ('EUR', TRUE), ('DKK', FALSE)",
                    "INSERT INTO \"EcomStockLocation\" VALUES (7, 'Odense', 'LANG1')",
                    "INSERT INTO \"EcomGroups\" VALUES ('G1', 'LANG1', 'Road bikes'), ('ALL', 'LANG1', 'All'),"
                            + " ('ImportedGROUP4', 'LANG1', 'made before')");
        }
    }

    private static void execute(String database, String... statements) throws Exception {
        try (Statement statement = databases.get(database).createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows of a table in order, of the columns that are named. */
    private static List<String> rows(String database, String name, String... columns) throws Exception {
        String quoted = "\"" + String.join("\", \"", columns) + "\"";
        try (Statement statement = databases.get(database).createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + quoted + " FROM \"" + name + "\" ORDER BY " + quoted)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.length; i++) {
                    row.add(String.valueOf(rows.getObject(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    private static Execution run(String job, String table, String... items) throws Exception {
        Execution execution = jobs.run(job, tables(TablesXml.table(table, items)));
        assertThat(execution.status()).as(execution.message()).isEqualTo(Execution.Status.Completed);
        return execution;
    }

    private static List<String> relations(String database) throws Exception {
        return rows(
                database,
                "EcomGroupProductRelation",
                "GroupProductRelationGroupId",
                "GroupProductRelationProductId",
                "GroupProductRelationSorting",
                "GroupProductRelationIsPrimary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void groupsOfProductsAreFoundByIdOrNameAndMadeWhenTheyAreMissing(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"EcomProducts\" VALUES ('P1', 'LANG1', '', NULL, 'old', NULL, TIMESTAMP '2020-01-01 00:00:00', NULL)",
                "INSERT INTO \"EcomGroupProductRelation\" VALUES ('ALL', 'P1', 9, TRUE), ('G1', 'gone', 1, FALSE)");

        run(
                "groups-" + database,
                "EcomProducts",
                item(
                        "ProductId",
                        "P1",
                        "ProductName",
                        "Bike",
                        "Groups",
                        "\"Road bikes\",\"Fast 20\"\"\"",
                        "PrimaryGroup",
                        "Road bikes",
                        "GroupSorting",
                        "5"),
                item("ProductId", "P1", "ProductName", "second row", "Groups", "g1"));

        assertThat(rows(database, "EcomProducts", "ProductId", "ProductLanguageId", "ProductVariantId", "ProductName"))
                .containsExactly("P1|LANG1||Bike");
        assertThat(rows(database, "EcomProducts", "ProductCreated")).containsExactly("2020-01-01 00:00:00.0");
        assertThat(rows(database, "EcomProducts", "ProductUpdated").get(0))
                .startsWith("20")
                .isNotEqualTo("null");
        assertThat(rows(database, "EcomGroups", "GroupId", "GroupLanguageId", "GroupName"))
                .contains("ImportedGROUP5|LANG1|Fast 20\"");
        assertThat(rows(database, "EcomShopGroupRelation", "ShopGroupShopId", "ShopGroupGroupId"))
                .containsExactly("SHOP1|ImportedGROUP5");
        assertThat(relations(database))
                .as("an existing place stays, the mark moves, relations of products that are gone go")
                .containsExactly("ALL|P1|9|false", "G1|P1|5|true", "ImportedGROUP5|P1|0|false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void relationsHaveTheIdThatIsStoredAndGoWithTheRow(String database) throws Exception {
        run(
                "script-" + database,
                "EcomProducts",
                item("ProductId", "P1", "ProductName", "Bike", "Groups", "G1"),
                item("ProductId", "P2", "ProductName", "", "Groups", "G1"));

        assertThat(rows(database, "EcomProducts", "ProductId")).containsExactly("X-P1");
        assertThat(relations(database)).containsExactly("G1|X-P1|0|false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void productsAreFoundByNumberOrGetAnIdThatCounts(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"EcomManufacturers\" VALUES ('M1', 'Acme')",
                "INSERT INTO \"EcomProducts\" VALUES ('ImportedPROD7', 'LANG1', '', '10007', 'old', NULL, NULL, NULL),"
                        + " ('ImportedPROD7', 'LANG1', 'V1', '10007', 'old', NULL, NULL, NULL)");
        String[] items = {
            item(
                    "ProductNumber",
                    "10007",
                    "ProductName",
                    "Bolt",
                    "ProductManufacturerId",
                    "m1",
                    "ProductLanguageId",
                    ""),
            item(
                    "ProductNumber",
                    "10008",
                    "ProductName",
                    "Nut",
                    "ProductManufacturerId",
                    "Acme",
                    "ProductLanguageId",
                    "English"),
            item(
                    "ProductNumber",
                    "10008",
                    "ProductName",
                    "Møtrik",
                    "ProductManufacturerId",
                    "New",
                    "ProductLanguageId",
                    "da"),
            item(
                    "ProductNumber",
                    "10009",
                    "ProductName",
                    "Tuerca",
                    "ProductManufacturerId",
                    "New",
                    "ProductLanguageId",
                    "Spanish")
        };

        run("numbers-" + database, "EcomProducts", items);
        Execution again = run("numbers-" + database, "EcomProducts", items);

        assertThat(rows(
                        database,
                        "EcomProducts",
                        "ProductId",
                        "ProductLanguageId",
                        "ProductVariantId",
                        "ProductName",
                        "ProductManufacturerId"))
                .containsExactly(
                        "ImportedPROD7|LANG1||Bolt|M1",
                        "ImportedPROD7|LANG1|V1|Bolt|M1",
                        "ImportedPROD8|LANG1||Nut|M1",
                        "ImportedPROD8|LANG2||Møtrik|ImportedMANU1",
                        "ImportedPROD9|ImportedLANG1||Tuerca|ImportedMANU1");
        assertThat(rows(database, "EcomLanguages", "LanguageId", "LanguageName"))
                .contains("ImportedLANG1|Spanish");
        assertThat(again.inserted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void deletingWritesNothing(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"EcomProducts\" VALUES ('P1', 'LANG1', '', NULL, 'a', NULL, NULL, NULL),"
                        + " ('P1', 'LANG1', 'V1', NULL, 'a', NULL, NULL, NULL), ('P2', 'LANG1', '', NULL, 'b', NULL, NULL, NULL)",
                "INSERT INTO \"EcomGroupProductRelation\" VALUES ('G1', 'P2', 0, FALSE)");

        run(
                "delete-" + database,
                "EcomProducts",
                item("ProductId", "P2", "Groups", "New group"),
                item("ProductId", "P3", "Groups", "G1"));

        assertThat(rows(database, "EcomProducts", "ProductId", "ProductVariantId"))
                .containsExactly("P1|", "P1|V1");
        assertThat(relations(database)).isEmpty();
        assertThat(rows(database, "EcomGroups", "GroupName")).doesNotContain("New group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void whatIsMissingGoesWithItsRelations(String database) throws Exception {
        StringBuilder stored = new StringBuilder("INSERT INTO \"EcomProducts\" VALUES ");
        StringBuilder related =
                new StringBuilder("INSERT INTO \"EcomGroupProductRelation\" VALUES ('ALL', 'P1', 0, FALSE)");
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            stored.append(i == 0 ? "" : ", ").append("('P" + i + "', 'LANG1', '', NULL, 'a', NULL, NULL, NULL)");
            related.append(", ('G1', 'P" + i + "', 0, FALSE)");
            if (i > 0) {
                items.add(item("ProductId", "P" + i, "ProductName", "a", "Groups", "G1"));
            }
        }
        execute(database, stored.toString(), related.toString());

        run("remove-" + database, "EcomProducts", items.toArray(String[]::new));

        assertThat(rows(database, "EcomProducts", "ProductId")).hasSize(9).doesNotContain("P0");
        assertThat(relations(database)).hasSize(9).noneMatch(row -> row.contains("P0") || row.contains("ALL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void groupsAreInTheShopsAndGroupsThatTheDeliveryNames(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"EcomShopGroupRelation\" VALUES ('SHOP1', 'G1', 3), ('SHOP1', 'ALL', 4)",
                "INSERT INTO \"EcomGroupRelations\" VALUES ('G1', 'OLD', 1)");

        run(
                "tree-" + database,
                "EcomGroups",
                item("GroupId", "G1", "GroupName", "Road", "ParentGroups", "ALL"),
                item("GroupId", "G2", "GroupName", "New", "ParentGroups", ""));

        assertThat(rows(database, "EcomGroups", "GroupId", "GroupLanguageId", "GroupName"))
                .contains("G1|LANG1|Road", "G2|LANG1|New");
        assertThat(rows(
                        database,
                        "EcomShopGroupRelation",
                        "ShopGroupShopId",
                        "ShopGroupGroupId",
                        "ShopGroupRelationsSorting"))
                .containsExactly("SHOP1|ALL|4", "SHOP2|G1|0", "SHOP2|G2|0");
        assertThat(rows(database, "EcomGroupRelations", "GroupRelationsGroupId", "GroupRelationsParentId"))
                .containsExactly("G1|ALL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void pricesGetIdsAndStockItsLocation(String database) throws Exception {
        execute(database, "INSERT INTO \"EcomPrices\" VALUES ('ImportedPRICE3', 'EUR', 'P1', 1)");

        Execution execution = jobs.run(
                "prices-" + database,
                tables(
                        TablesXml.table(
                                "EcomPrices",
                                item("PriceProductId", "P1", "PriceCurrency", "", "PriceAmount", "2,5"),
                                item("PriceProductId", "P2", "PriceCurrency", "DKK", "PriceAmount", "3")),
                        TablesXml.table(
                                "EcomStockUnit",
                                item(
                                        "StockUnitProductId",
                                        "P1",
                                        "StockUnitStockLocationId",
                                        "Odense",
                                        "StockUnitQuantity",
                                        "4"),
                                item(
                                        "StockUnitProductId",
                                        "P2",
                                        "StockUnitStockLocationId",
                                        "8",
                                        "StockUnitQuantity",
                                        "5"))));

        assertThat(execution.status()).as(execution.message()).isEqualTo(Execution.Status.Completed);
        assertThat(rows(database, "EcomPrices", "PriceId", "PriceCurrency", "PriceProductId", "PriceAmount"))
                .containsExactly("ImportedPRICE3|EUR|P1|1.0", "ImportedPRICE4|EUR|P1|2.5", "ImportedPRICE5|DKK|P2|3.0");
        assertThat(rows(
                        database,
                        "EcomStockUnit",
                        "StockUnitProductId",
                        "StockUnitStockLocationId",
                        "StockUnitQuantity"))
                .containsExactly("P1|7|4.0", "P2|8|5.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void updatingOnlyExistingProductsUpdatesAllTheirVariantsAndLanguages(String database) throws Exception {
        execute(
                database,
                "INSERT INTO \"EcomProducts\" VALUES ('P1', 'LANG1', '', NULL, 'a', NULL, NULL, NULL),"
                        + " ('P1', 'LANG2', 'V1', NULL, 'b', NULL, NULL, NULL)");

        run(
                "update-" + database,
                "EcomProducts",
                item("ProductId", "P1", "ProductName", "new", "Groups", "G1"),
                item("ProductId", "P2", "ProductName", "none", "Groups", "G1"));

        assertThat(rows(database, "EcomProducts", "ProductId", "ProductLanguageId", "ProductVariantId", "ProductName"))
                .containsExactly("P1|LANG1||new", "P1|LANG2|V1|new");
        assertThat(relations(database)).containsExactly("G1|P1|0|false");
    }
}
