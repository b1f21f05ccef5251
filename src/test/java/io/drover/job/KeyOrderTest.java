package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.job.dry.DryRun;
import io.drover.provider.sql.TestDatabase;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that refer to each other, in whatever order they come, in databases that are not Drover's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyOrderTest {
    /** More than the engine stores at once. */
    private static final int MANY = 9_000;

    private static final int SEVERAL = 1_000;

    private final Map<TestDatabase, DataSource> databases = new EnumMap<>(TestDatabase.class);
    private JobServer jobs;
    private int named;

    @BeforeAll
    void start(@TempDir Path home) throws SQLException {
        TestServer server = new TestServer(home);
        for (TestDatabase database : TestDatabase.values()) {
            TestPostgres.Database postgres =
                    database == TestDatabase.POSTGRES ? TestPostgres.shared().createDatabase() : null;
            DataSource dataSource = postgres == null ? database.create(home) : postgres.dataSource();
            databases.put(database, dataSource);
            try (Connection connection = dataSource.getConnection()) {
                String url = postgres == null ? connection.getMetaData().getURL() : postgres.url();
                server.with("drover.datasource." + database.name().toLowerCase(Locale.ROOT) + ".url", url);
            }
        }
        jobs = new JobServer(server).start();
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    private void sql(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = databases.get(database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = databases.get(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }

    /** Defines a job of a name of its own. */
    private String job(TestDatabase database, String onError, String... mappings) {
        return jobOf(database, onError, "", mappings);
    }

    /** @param shop what the destination knows of a shop's tables */
    private String jobOf(TestDatabase database, String onError, String shop, String... mappings) {
        String name = "Job" + ++named;
        jobs.drover.withFile(
                "Files/Jobs/" + name + ".xml",
                """
                <job name="%s" onError="%s">
                    <source><xml/></source>
                    <destination><sql dataSource="%s">%s</sql></destination>
                    %s
                </job>
                """
                        .formatted(
                                name,
                                onError,
                                database.name().toLowerCase(Locale.ROOT),
                                shop,
                                String.join("\n", mappings)));
        jobs.awaitJob(name);
        return name;
    }

    private static String mapping(String table, String options) {
        return "<mapping source=\"%1$s\" destination=\"%1$s\" %2$s/>".formatted(table, options);
    }

    /** Makes a table of groups and loads it by a job of its own. */
    private Execution loadGroups(TestDatabase database, String onError, String table, String options, String... rows)
            throws Exception {
        sql(database, GROUPS.formatted(table));
        return jobs.run(job(database, onError, mapping(table, options)), tables(table(table, rows)));
    }

    private static String group(String id, String parent) {
        return parent == null ? item("id", id) : item("id", id, "parent", parent);
    }

    private static final String GROUPS =
            "CREATE TABLE %s (id varchar(20) PRIMARY KEY, parent varchar(20), name varchar(20),"
                    + " CONSTRAINT %1$s_parent FOREIGN KEY (parent) REFERENCES %1$s (id))";

    /** A tree in which each row's parent is the one of half its number. */
    private static String[] tree(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> group("g" + i, i == 1 ? null : "g" + i / 2))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void rowsReferToRowsFurtherDown(TestDatabase database) throws Exception {
        sql(database, GROUPS.formatted("tree"));
        int count = database == TestDatabase.POSTGRES ? MANY : SEVERAL;
        List<String> rows = new ArrayList<>(List.of(tree(count)));
        Collections.shuffle(rows, new Random(7));
        String job = job(database, "stop", mapping("tree", ""));
        String document = tables(table("tree", rows.toArray(String[]::new)));

        Execution execution = jobs.run(job, document);

        assertThat(execution.message()).isNull();
        assertThat(execution.inserted()).isEqualTo(count);
        assertThat(query(database, "SELECT count(*), count(parent) FROM tree"))
                .containsExactly(count + "|" + (count - 1));
        assertThat(jobs.run(job, document.replace("<tables", "<tables again=\"1\""))
                        .unchanged())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRES"})
    void aChainThatComesFromItsEndIsLoaded(TestDatabase database) throws Exception {
        String[] rows = IntStream.range(0, MANY)
                .mapToObj(i -> group("c" + i, i == MANY - 1 ? null : "c" + (i + 1)))
                .toArray(String[]::new);

        Execution execution = loadGroups(database, "stop", "chain", "", rows);

        assertThat(execution.message()).isNull();
        assertThat(execution.inserted()).isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void tablesComeInWhateverOrder(TestDatabase database) throws Exception {
        sql(
                database,
                "CREATE TABLE country (id int PRIMARY KEY)",
                "CREATE TABLE customer (id int PRIMARY KEY, country int NOT NULL, FOREIGN KEY (country) REFERENCES country (id))",
                "CREATE TABLE orders (id int PRIMARY KEY, customer int, FOREIGN KEY (customer) REFERENCES customer (id))");
        String job = job(database, "stop", mapping("orders", ""), mapping("customer", ""), mapping("country", ""));

        Execution execution = jobs.run(
                job,
                tables(
                        table("orders", item("id", "1", "customer", "1"), item("id", "2", "customer", "2")),
                        table("customer", item("id", "1", "country", "2")),
                        table("country", item("id", "1")),
                        table("customer", item("id", "2", "country", "1")),
                        table("country", item("id", "2"))));

        assertThat(execution.message()).isNull();
        assertThat(query(database, "SELECT id, customer FROM orders ORDER BY id"))
                .containsExactly("1|1", "2|2");
    }

    @ParameterizedTest
    @EnumSource
    void whatRefersToNothingIsRejectedAtTheEndAndTheOthersAreLoaded(TestDatabase database) throws Exception {
        Execution execution = loadGroups(
                database,
                "skip",
                "lost",
                "",
                group("a", "b"),
                group("x", "none"),
                group("y", "x"),
                group("b", "c"),
                group("c", null));

        assertThat(execution.inserted()).isEqualTo(3);
        assertThat(jobs.errors(execution)).hasSize(2);
        assertThat(jobs.errors(execution)).extracting(ExecutionError::key).containsExactlyInAnyOrder("id=x", "id=y");
        assertThat(jobs.errors(execution).get(0).record()).isEqualTo(2);
        assertThat(jobs.errors(execution).get(0).source()).contains("none");
        assertThat(query(database, "SELECT id FROM lost ORDER BY id")).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLoadedWhenARowRefersToNothingAndTheJobStops(TestDatabase database) throws Exception {
        Execution execution =
                loadGroups(database, "stop", "stopped", "", group("a", "b"), group("b", null), group("x", "none"));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).contains("1 record of 3 cannot be loaded");
        assertThat(query(database, "SELECT id FROM stopped")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLastRowOfAKeyWinsThoughAnEarlierOneWaited(TestDatabase database) throws Exception {
        Execution execution = loadGroups(
                database,
                "stop",
                "versions",
                "",
                item("id", "a", "parent", "b", "name", "first"),
                item("id", "a", "name", "second"),
                item("id", "b", "name", "b"),
                item("id", "a", "parent", "b", "name", "third"));

        assertThat(execution.message()).isNull();
        assertThat(query(database, "SELECT id, parent, name FROM versions ORDER BY id"))
                .containsExactly("a|b|third", "b|null|b");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsRejectedGivesWayToTheLaterOneOfItsKey(TestDatabase database) throws Exception {
        Execution execution = loadGroups(
                database,
                "skip",
                "replaced",
                "",
                item("id", "child", "parent", "a", "name", "c"),
                item("id", "a", "parent", "none", "name", "bad"),
                item("id", "a", "name", "good"));

        assertThat(execution.rejected()).isEqualTo(1);
        assertThat(query(database, "SELECT id, name FROM replaced ORDER BY id")).containsExactly("a|good", "child|c");
    }

    @ParameterizedTest
    @EnumSource
    void theFirstRowOfAKeyCountsThoughItWaited(TestDatabase database) throws Exception {
        Execution execution = loadGroups(
                database,
                "stop",
                "firsts",
                "discardDuplicates=\"true\"",
                item("id", "a", "parent", "b", "name", "first"),
                item("id", "a", "name", "second"),
                item("id", "b", "name", "b"));

        assertThat(execution.skipped()).isEqualTo(1);
        assertThat(query(database, "SELECT id, name FROM firsts ORDER BY id")).containsExactly("a|first", "b|b");
    }

    @ParameterizedTest
    @EnumSource
    void missingRowsAreRemovedOverLevels(TestDatabase database) throws Exception {
        sql(
                database,
                GROUPS.formatted("levels"),
                "CREATE TABLE member (id int PRIMARY KEY, level varchar(20), FOREIGN KEY (level) REFERENCES levels (id))",
                "INSERT INTO levels (id) VALUES ('keep')",
                "INSERT INTO levels (id, parent) VALUES ('a', NULL), ('b', 'a'), ('c', 'b'), ('d', 'a'), ('0', 'd')",
                "INSERT INTO member VALUES (1, 'c'), (2, 'keep')");
        // In an order of mappings that would remove levels before their members
        String job = job(
                database,
                "stop",
                mapping("member", "removeMissing=\"true\" maxDeletePercent=\"90\""),
                mapping("levels", "removeMissing=\"true\" maxDeletePercent=\"90\""));

        Execution execution = jobs.run(
                job, tables(table("member", item("id", "2", "level", "keep")), table("levels", group("keep", null))));

        assertThat(execution.message()).isNull();
        assertThat(execution.deleted()).isEqualTo(6);
        assertThat(query(database, "SELECT id FROM levels")).containsExactly("keep");
    }

    @ParameterizedTest
    @EnumSource
    void tablesThatReferToEachOtherAreEmptiedTogetherInWhateverOrderTheyCome(TestDatabase database) throws Exception {
        sql(
                database,
                GROUPS.formatted("shelf"),
                "CREATE TABLE book (id int PRIMARY KEY, shelf varchar(20), FOREIGN KEY (shelf) REFERENCES shelf (id))",
                "INSERT INTO shelf (id) VALUES ('old')",
                "INSERT INTO shelf (id, parent) VALUES ('below', 'old'), ('0', 'below')",
                "INSERT INTO book VALUES (1, 'old'), (2, 'below')");
        String job = job(database, "stop", mapping("shelf", "truncate=\"true\""), mapping("book", "truncate=\"true\""));
        String shelves = table("shelf", group("below", "new"), group("new", null));
        String books = table("book", item("id", "1", "shelf", "below"));

        Execution first = jobs.run(job, tables(shelves, books));
        Execution again = jobs.run(job, tables(books, shelves));
        Execution alone = jobs.run(job, tables(table("shelf", group("other", null))));

        assertThat(first.message()).isNull();
        assertThat(List.of(first.inserted(), first.deleted())).containsExactly(3L, 5L);
        assertThat(again.message()).isNull();
        assertThat(List.of(again.inserted(), again.deleted())).containsExactly(3L, 3L);
        assertThat(alone.message())
                .containsIgnoringCase("no record could be stored in book")
                .contains("emptied together: send records for all of them");
        assertThat(query(database, "SELECT b.id, s.id, s.parent FROM book b JOIN shelf s ON s.id = b.shelf"))
                .containsExactly("1|below|new");
    }

    @ParameterizedTest
    @EnumSource
    void aTableToWhichAnotherOneRefersIsNotEmptiedWithoutIt(TestDatabase database) throws Exception {
        sql(
                database,
                GROUPS.formatted("rack"),
                "CREATE TABLE box (id int PRIMARY KEY, rack varchar(20), FOREIGN KEY (rack) REFERENCES rack (id))",
                "INSERT INTO rack (id) VALUES ('old')",
                "INSERT INTO box VALUES (1, 'old')");

        Execution execution = jobs.run(
                job(database, "stop", mapping("rack", "truncate=\"true\"")), tables(table("rack", group("new", null))));

        assertThat(execution.message())
                .containsIgnoringCase("cannot empty the table rack")
                .contains("Give the tables that refer to its rows truncate too");
        assertThat(query(database, "SELECT id FROM rack")).containsExactly("old");
    }

    @ParameterizedTest
    @EnumSource
    void rowsToDeleteComeInWhateverOrder(TestDatabase database) throws Exception {
        sql(
                database,
                GROUPS.formatted("gone"),
                "CREATE TABLE part (id int PRIMARY KEY, owner varchar(20), FOREIGN KEY (owner) REFERENCES gone (id))",
                "INSERT INTO gone (id, parent) VALUES ('a', NULL), ('b', 'a'), ('c', 'b')",
                "INSERT INTO part VALUES (1, 'a')");
        String job = job(
                database,
                "stop",
                mapping("gone", "deleteIncoming=\"true\""),
                mapping("part", "deleteIncoming=\"true\""));

        Execution execution = jobs.run(
                job,
                tables(
                        table("gone", group("a", null), group("c", null), group("b", null)),
                        table("part", item("id", "1"))));

        assertThat(execution.message()).isNull();
        assertThat(execution.deleted()).isEqualTo(4);
    }

    private static final String[] CIRCLE = {
        "CREATE TABLE dept (id int PRIMARY KEY, boss int)",
        "CREATE TABLE emp (id int PRIMARY KEY, dept int NOT NULL, CONSTRAINT emp_dept FOREIGN KEY (dept) REFERENCES dept (id))",
        "ALTER TABLE dept ADD CONSTRAINT dept_boss FOREIGN KEY (boss) REFERENCES emp (id)"
    };

    private static final String CIRCLES = tables(
            table("dept", item("id", "1", "boss", "1"), item("id", "2", "boss", "9"), item("id", "3")),
            table("emp", item("id", "1", "dept", "1"), item("id", "2", "dept", "2"), item("id", "3", "dept", "3")));

    @ParameterizedTest
    @EnumSource
    void tablesThatReferToEachOtherAreRefusedByName(TestDatabase database) throws Exception {
        sql(database, CIRCLE);
        Execution execution = jobs.run(job(database, "skip", mapping("dept", ""), mapping("emp", "")), CIRCLES);

        assertThat(execution.inserted()).as("3 and 3").isEqualTo(2);
        assertThat(jobs.errors(execution)).hasSize(4).allSatisfy(error -> assertThat(error.reason())
                .contains("refer to each other", "DEFERRABLE")
                .containsAnyOf("dept and emp", "emp and dept"));
        sql(database, "ALTER TABLE dept DROP CONSTRAINT dept_boss", "DROP TABLE emp", "DROP TABLE dept");
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRES")
    void tablesThatReferToEachOtherAreLoadedWhereAKeyCanBeDeferred(TestDatabase database) throws Exception {
        for (String deferrable : List.of("DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED")) {
            sql(database, CIRCLE);
            sql(
                    database,
                    "ALTER TABLE dept DROP CONSTRAINT dept_boss",
                    "ALTER TABLE dept ADD CONSTRAINT dept_boss FOREIGN KEY (boss) REFERENCES emp (id) " + deferrable);
            Execution execution = jobs.run(job(database, "skip", mapping("dept", ""), mapping("emp", "")), CIRCLES);

            assertThat(execution.inserted()).isEqualTo(4);
            assertThat(jobs.errors(execution))
                    .extracting(error -> error.table() + " " + error.key())
                    .containsExactlyInAnyOrder("dept id=2", "emp id=2");
            assertThat(query(database, "SELECT d.id, d.boss, e.id FROM dept d JOIN emp e ON e.dept = d.id ORDER BY 1"))
                    .containsExactly("1|1|1", "3|null|3");
            sql(database, "ALTER TABLE dept DROP CONSTRAINT dept_boss", "DROP TABLE emp", "DROP TABLE dept");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRES")
    void rowsOfOneTableInACircleAreLoadedTogether(TestDatabase database) throws Exception {
        Execution execution =
                loadGroups(database, "stop", "ring", "", group("a", "b"), group("b", "c"), group("c", "a"));
        assertThat(execution.message()).isNull();
        assertThat(execution.inserted()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunSaysWhatTheRunDoes(TestDatabase database) throws Exception {
        sql(database, GROUPS.formatted("dry"));
        String job = job(database, "stop", mapping("dry", ""));
        Path file = Files.writeString(
                jobs.drover.home().resolve("dry.xml"), tables(table("dry", group("a", "b"), group("b", null))));

        DryRun run = jobs.drover.server().operations(JobOperations.class).dryRun(job, file, "dry.xml", null);

        assertThat(run.errors()).isEmpty();
        assertThat(run.inserted()).isEqualTo(2);
        assertThat(run.changes()).hasSize(2);
        assertThat(query(database, "SELECT id FROM dry")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void usersReferToUsersFurtherDown(TestDatabase database) throws Exception {
        sql(
                database,
                "CREATE TABLE AccessUser (AccessUserId int PRIMARY KEY, AccessUserEmail varchar(50), AccessUserParentId int,"
                        + " FOREIGN KEY (AccessUserParentId) REFERENCES AccessUser (AccessUserId))");
        String job = jobOf(database, "skip", "<users/>", mapping("AccessUser", ""));

        Execution execution = jobs.run(
                job,
                tables(table(
                        "AccessUser",
                        user("1", "2", "a"),
                        user("3", "9", "c"),
                        user("1", "2", "b"),
                        user("2", "", "r"))));

        assertThat(jobs.errors(execution)).extracting(ExecutionError::key).containsExactly("AccessUserId=3");
        assertThat(jobs.errors(execution).get(0).record()).isEqualTo(2);
        assertThat(query(
                        database,
                        "SELECT AccessUserId, AccessUserEmail, AccessUserParentId FROM AccessUser ORDER BY 1"))
                .containsExactly("1|b|2", "2|r|null");
    }

    private static String user(String id, String parent, String email) {
        return item("AccessUserId", id, "AccessUserParentId", parent, "AccessUserEmail", email);
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAShopReferToRowsFurtherDown(TestDatabase database) throws Exception {
        sql(
                database,
                "CREATE TABLE drover_ledger (delivery VARCHAR(36) PRIMARY KEY, job VARCHAR(64) NOT NULL,"
                        + " file VARCHAR(512) NOT NULL, loaded TIMESTAMP NOT NULL)",
                "CREATE TABLE EcomManufacturers (ManufacturerId varchar(20) PRIMARY KEY, ManufacturerName varchar(50),"
                        + " Owner varchar(20), FOREIGN KEY (Owner) REFERENCES EcomManufacturers (ManufacturerId))",
                "CREATE TABLE EcomPrices (PriceId varchar(50) PRIMARY KEY, PriceCurrency varchar(3), PriceOf varchar(20),"
                        + " FOREIGN KEY (PriceOf) REFERENCES EcomManufacturers (ManufacturerId))");
        String job = jobOf(database, "skip", "<ecom/>", mapping("EcomPrices", ""), mapping("EcomManufacturers", ""));
        String document = tables(
                table("EcomPrices", price("a"), price("none"), price("c")),
                table("EcomManufacturers", maker("a", "b"), maker("b", "c"), maker("d", "none"), maker("c", null)));
        Path file = Files.writeString(jobs.drover.home().resolve("shop.xml"), document);

        DryRun dry = jobs.drover.server().operations(JobOperations.class).dryRun(job, file, "shop.xml", null);
        Execution execution = jobs.run(job, document);

        assertThat(execution.inserted()).as(execution.message()).isEqualTo(5);
        assertThat(dry.inserted()).as(dry.message()).isEqualTo(5);
        assertThat(dry.errors()).hasSize(2);
        assertThat(jobs.errors(execution))
                .extracting(error -> error.table() + " " + error.record())
                .containsExactlyInAnyOrder("EcomPrices 2", "EcomManufacturers 6");
        assertThat(query(database, "SELECT ManufacturerId, Owner FROM EcomManufacturers ORDER BY 1"))
                .containsExactly("a|b", "b|c", "c|null");
        assertThat(query(database, "SELECT PriceOf, PriceCurrency FROM EcomPrices ORDER BY 1"))
                .containsExactly("a|EUR", "c|EUR");
    }

    private static String price(String of) {
        return item("PriceCurrency", "EUR", "PriceOf", of);
    }

    private static String maker(String id, String owner) {
        return item("ManufacturerId", id, "ManufacturerName", "maker " + id, "Owner", owner);
    }
}
