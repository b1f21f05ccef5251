package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What mappings do in a whole job, the same on every database. Each test has a job and tables of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MappingContract {
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

    @Test
    void appliesFunctionsLookupsAndConditions() throws Exception {
        jobs.drover.withFile("Files/Lookups/countries.csv", "\uFEFFCode;Name\nDK;Denmark\nDE;Germany\n");
        jobs.drover.sql(
                "CREATE TABLE Currency (Code varchar(3) PRIMARY KEY, Rate numeric(10,4))",
                "INSERT INTO Currency VALUES ('DKK', 1), ('EUR', 7.45)",
                "CREATE TABLE Functions (Id varchar(20) PRIMARY KEY, Name varchar(50), Country varchar(20), Price numeric(10,2),"
                        + " Due date, Active boolean, Line int, Origin varchar(99), Label varchar(20))");
        jobs.define(
                "Functions",
                "skip",
                """
                <mapping source="Functions" destination="Functions">
                    <column source="No" destination="Id"><prepend value="P-"/></column>
                    <column destination="Name"><concatenate separator=" "><part column="First"/><part column="Last"/></concatenate></column>
                    <column source="Land" destination="Country"><case to="upper"/><lookup file="Lookups/countries.csv" delimiter=";"/></column>
                    <column source="Currency" destination="Price">
                        <lookup query="SELECT Code, Rate FROM Currency"/><multiply column="Amount"/>
                    </column>
                    <column source="Day" destination="Due"><parseDate format="d.M.yyyy"/><shiftDate days="1"/></column>
                    <column source="Hidden" destination="Active"><default value="no"/><invert/></column>
                    <column destination="Line"><sequence/></column>
                    <column destination="Origin"><constant value="{job} {file} {table} {row}"/></column>
                    <column destination="Label"><expression>${${column.Amount} > 10 ? 'much' : 'little'}</expression></column>
                    <any>
                        <condition column="No" operator="lessThan" value="10"/>
                        <condition column="Last" operator="matches" value="Z.*"/>
                    </any>
                </mapping>""");

        Execution execution = jobs.run(
                "Functions",
                tables(table(
                        "Functions",
                        record("1", "Ada", "Love", "dk", "EUR", "2", "31.12.2026", null),
                        record("20", "Left", "Out", "dk", "EUR", "2", "31.12.2026", null),
                        record("30", null, "Zoe", "DE", "DKK", "10.55", "1.2.2026", "yes"),
                        record("4", "Bad", "Land", "SE", "EUR", "2", "31.12.2026", null),
                        record("5", "Bad", "Day", "DE", "EUR", "x", "31.11.2026", null))));

        assertThat(execution.status()).isEqualTo(Status.CompletedWithErrors);
        assertThat(
                        jobs.query(
                                "SELECT Id, Name, Country, Price, Due, CASE WHEN Active THEN 'true' ELSE 'false' END, Line, Origin, Label FROM Functions ORDER BY Id"))
                .containsExactly(
                        "P-1|Ada Love|Denmark|14.90|2027-01-01|true|1|Functions Functions.xml Functions 1|little",
                        "P-30|Zoe|Germany|10.55|2026-02-02|false|2|Functions Functions.xml Functions 3|much");
        assertThat(execution.skipped()).isEqualTo(1);
        assertThat(jobs.errors(execution))
                .extracting(
                        error -> error.record() + " " + error.column() + " '" + error.value() + "' " + error.reason())
                .containsExactly(
                        "4 Land 'SE' is not a key of Lookups/countries.csv: add it there, or write default=\"...\" for keys that are not",
                        "5 Currency 'EUR' became '7.4500', which cannot be calculated with: Amount 'x' is not a number: write digits with"
                                + " '.' (decimalSeparator) before the fraction and no thousands separators",
                        "5 Day '31.11.2026' is not a date or time that exists in the form d.M.yyyy");
    }

    private static String record(
            String no,
            String first,
            String last,
            String land,
            String currency,
            String amount,
            String day,
            String hidden) {
        return item(
                "No",
                no,
                "First",
                first,
                "Last",
                last,
                "Land",
                land,
                "Currency",
                currency,
                "Amount",
                amount,
                "Day",
                day,
                "Hidden",
                hidden);
    }

    @Test
    void keepsWhatExistingRowsHave() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Kept (Id int PRIMARY KEY, Name varchar(20), Price numeric(10,2), Made varchar(20))",
                "INSERT INTO Kept VALUES (1, 'Old', 5, 'first')");
        jobs.define(
                "Kept",
                "stop",
                """
                <mapping source="Kept" destination="Kept" automatic="true">
                    <column source="Name" destination="Name" whenEmpty="keep"/>
                    <column source="Price" destination="Price" whenEmpty="keep"/>
                    <column destination="Made" insertOnly="true"><constant value="now"/></column>
                </mapping>""");

        Execution execution = jobs.run(
                "Kept",
                tables(table(
                        "Kept",
                        item("Id", "1", "Name", "", "Price", "6"),
                        item("Id", "2", "Name", "", "Price", null),
                        item("Id", "3", "Name", "New", "Price", "7"))));

        assertThat(execution.inserted() + execution.updated()).isEqualTo(3);
        assertThat(jobs.query("SELECT Id, Name, Price, Made FROM Kept ORDER BY Id"))
                .containsExactly("1|Old|6.00|first", "2|null|null|now", "3|New|7.00|now");
    }

    @Test
    void updatesByAnIdentityColumn() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Numbered (Id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, Name varchar(20))",
                "INSERT INTO Numbered (Name) VALUES ('Old')");
        jobs.define(
                "Numbered",
                "stop",
                """
                <mapping source="Numbered" destination="Numbered">
                    <column source="Id" destination="Id"/>
                    <column source="Name" destination="Name"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Numbered",
                tables(table("Numbered", item("Id", "1", "Name", "New"), item("Id", "7", "Name", "Seven"))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Name FROM Numbered ORDER BY Id")).containsExactly("1|New", "7|Seven");
    }

    @Test
    void updatesByAnIdentityColumnThatTheDatabaseAlwaysMakes() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Always (Id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, Name varchar(20))",
                "INSERT INTO Always (Name) VALUES ('Old')");
        jobs.define(
                "Always",
                "stop",
                """
                <mapping source="Always" destination="Always" mode="update">
                    <column source="Id" destination="Id"/>
                    <column source="Name" destination="Name"/>
                </mapping>""");

        Execution execution = jobs.run(
                "Always", tables(table("Always", item("Id", "1", "Name", "New"), item("Id", "7", "Name", "?"))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, Name FROM Always ORDER BY Id")).containsExactly("1|New");
    }

    @Test
    void addsAColumnThatComesUpLate() throws Exception {
        jobs.drover.sql("CREATE TABLE Growing (Id int PRIMARY KEY)");
        jobs.define(
                "Growing",
                "stop",
                "<mapping source=\"Growing\" destination=\"Growing\" schemaChange=\"addTextColumn\"/>");

        Execution execution =
                jobs.run("Growing", tables(table("Growing", item("Id", "1"), item("Id", "2", "Colour", "red"))));

        assertThat(execution.status()).isEqualTo(Status.Completed);
        assertThat(jobs.query("SELECT Id, \"Colour\" FROM Growing ORDER BY Id").get(1))
                .isEqualTo("2|red");
    }

    @Test
    void failsOnAColumnThatNobodyExpects() throws Exception {
        jobs.drover.sql("CREATE TABLE Strict (Id int PRIMARY KEY)");
        jobs.define("Strict", "stop", "<mapping source=\"Strict\" destination=\"Strict\"/>");

        Execution execution =
                jobs.run("Strict", tables(table("Strict", item("Id", "1"), item("Id", "2", "Colour", "red"))));

        assertThat(execution.status()).isEqualTo(Status.Failed);
        assertThat(execution.message()).containsIgnoringCase("table Strict has no column for Colour of the source");
        assertThat(jobs.query("SELECT Id FROM Strict")).isEmpty();
    }

    @Test
    void ignoresAColumnThatHasVanished() throws Exception {
        jobs.drover.sql(
                "CREATE TABLE Vanished (Id int PRIMARY KEY, Name varchar(20), Price int)",
                "INSERT INTO Vanished VALUES (1, 'Old', 5)");
        jobs.define(
                "Vanished",
                "stop",
                """
                <mapping source="Vanished" destination="Vanished" schemaChange="ignore">
                    <column source="Id" destination="Id"/>
                    <column source="Title" destination="Name"/>
                    <column source="Price" destination="Price"/>
                </mapping>""");

        jobs.run("Vanished", tables(table("Vanished", item("Id", "1", "Price", "6", "Colour", "red"))));

        assertThat(jobs.query("SELECT Id, Name, Price FROM Vanished")).containsExactly("1|Old|6");
    }

    @Test
    void failsWhenALookupCannotBeRead() throws Exception {
        jobs.drover.withFile("Files/Lookups/twice.csv", "Code,Name\nA,1\nA,2\n");
        jobs.drover.sql("CREATE TABLE NoLookup (Id int PRIMARY KEY, Name varchar(20))");
        String[][] cases = {
            {"file='Lookups/none.csv'", "the lookup file Lookups/none.csv does not exist in Files/Integration"},
            {"file='../../etc/passwd'", "lies outside Files/Integration"},
            {"file='Lookups/twice.csv'", "has two values for the key A: 1 and 2"},
            {"file='Lookups/twice.csv' key='Kode'", "has no column Kode; "},
            {"file='Lookups/twice.csv' delimiter=';'", "has one column only (Code,Name)"},
            {"query='SELECT 1'", "gives one column; two are needed"},
            {"query='SELECT 1, 2 FROM nowhere'", "the lookup in the query SELECT 1, 2 FROM nowhere cannot be read: "},
            {"dataSource='shop' query='SELECT 1, 2'", "shop"}
        };
        for (int i = 0; i < cases.length; i++) {
            String job = "NoLookup" + i;
            jobs.define(
                    job,
                    "stop",
                    "<mapping source='NoLookup' destination='NoLookup'><column source='Id' destination='Id'/>"
                            + "<column source='Name' destination='Name'><lookup " + cases[i][0]
                            + "/></column></mapping>");
            Execution execution = jobs.run(job, tables(table("NoLookup", item("Id", "1", "Name", "A"))));
            assertThat(execution.status()).isEqualTo(Status.Failed);
            assertThat(execution.message()).as(cases[i][0]).contains(cases[i][1]);
        }
    }
}
