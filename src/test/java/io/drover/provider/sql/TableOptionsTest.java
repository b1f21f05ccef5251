package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Deactivation;
import io.drover.provider.TableOptions.MissingRows;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the options of a table make of rows. */
class TableOptionsTest extends DatabaseTests {
    private static final WriteOptions INSERT = options(mode(Mode.INSERT));
    private static final WriteOptions UPDATE = options(mode(Mode.UPDATE));
    private static final WriteOptions DELETE = options(TableOptions.UPSERT.withDeleteIncoming(true));
    private static final WriteOptions TRUNCATE = options(TableOptions.UPSERT.withTruncateFirst(true));
    private static final WriteOptions DISCARD = options(TableOptions.UPSERT.withDiscardDuplicates(true));
    private static final WriteOptions REMOVE = options(TableOptions.UPSERT.withMissingDeleted(50));

    private static TableOptions mode(Mode mode) {
        return TableOptions.UPSERT.withMode(mode);
    }

    private static WriteOptions options(TableOptions options) {
        return new WriteOptions(options, Set.of(), Set.of());
    }

    private static WriteOptions deactivate(String column, String value) {
        return options(TableOptions.UPSERT.withMissing(new MissingRows(false, 50, new Deactivation(column, value))));
    }

    @BeforeEach
    void fourRows() throws SQLException {
        execute(
                "CREATE TABLE item (id int PRIMARY KEY, name varchar(20), n int CHECK (n >= 0))",
                "INSERT INTO item VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'd', 4)",
                // The same without a unique index
                "CREATE TABLE loose (id int, name varchar(20), n int CHECK (n >= 0))",
                "INSERT INTO loose SELECT * FROM item");
    }

    private Counts load(String table, WriteOptions options, MappedRow... rows) throws SQLException {
        TableWriter writer = writer(table, "id,name,n", "id", options);
        Counts counts = write(writer, rows);
        destination().commit();
        destination.close();
        destination = null;
        return counts;
    }

    private String rows(String table) throws SQLException {
        return String.join(" ", query("SELECT id, name, n FROM " + table + " ORDER BY id"));
    }

    @Test
    void insertsOnlyNewRecords() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            Counts counts = load(table, INSERT, row(1L, "x", 9L), row(5L, "e", 5L), row(5L, "f", 6L), row(2L, "b", 2L));
            assertThat(counts).isEqualTo(new Counts(1, 0, 3));
            assertThat(rows(table)).isEqualTo("1|a|1 2|b|2 3|c|3 4|d|4 5|e|5");
        }
    }

    @Test
    void insertsTheFirstRecordOfAKeyThatIsNotRefused() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            assertThat(load(table, INSERT, row(5L, "e", -1L), row(5L, "f", 6L), row(6L, "x", -1L)))
                    .isEqualTo(new Counts(1, 0, 0));
            assertThat(rows(table)).endsWith("4|d|4 5|f|6");
        }
        assertThat(rejections).hasSize(4);
    }

    @Test
    void updatesOnlyExistingRows() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            Counts counts = load(table, UPDATE, row(1L, "x", 9L), row(5L, "e", 5L), row(2L, "b", 2L));
            assertThat(counts).isEqualTo(new Counts(0, 1, 1, 0, 1));
            assertThat(rows(table)).isEqualTo("1|x|9 2|b|2 3|c|3 4|d|4");
        }
    }

    @Test
    void updatesInTheOrderOfTheRecordsWhenAKeyComesAgain() throws SQLException {
        Counts counts = load(
                "item",
                UPDATE,
                row(1L, "x", 9L),
                row(5L, "e", 5L),
                row(1L, "y", -1L),
                row(5L, "e", 6L),
                row(1L, "z", 8L));
        assertThat(counts).isEqualTo(new Counts(0, 2, 0, 0, 2));
        assertThat(rejections).hasSize(1);
        assertThat(rows("item")).startsWith("1|z|8 2|b|2");
    }

    @Test
    void updatesNothingButKeysWithoutError() throws SQLException {
        TableWriter writer = writer("item", "id", "id", UPDATE);
        assertThat(write(writer, row(1L), row(9L))).isEqualTo(new Counts(0, 0, 1, 0, 1));
    }

    @Test
    void deletesTheRowsThatCome() throws SQLException {
        execute("INSERT INTO loose VALUES (1, 'second', 1)");
        assertThat(load("item", DELETE, row(1L, "x", 9L), row(5L, "e", 5L), row(2L, null, null)))
                .isEqualTo(new Counts(0, 0, 1, 2, 0));
        assertThat(rows("item")).isEqualTo("3|c|3 4|d|4");
        assertThat(load("loose", DELETE, row(1L, "x", 9L))).isEqualTo(new Counts(0, 0, 0, 2, 0));
        assertThat(rows("loose")).isEqualTo("2|b|2 3|c|3 4|d|4");
    }

    @Test
    void refusesToDeleteARowThatOthersReferTo() throws SQLException {
        execute("CREATE TABLE part (item int REFERENCES item (id))", "INSERT INTO part VALUES (2)");
        assertThat(load("item", DELETE, row(1L, "", 0L), row(2L, "", 0L), row(3L, "", 0L), row(3L, "", 0L)))
                .isEqualTo(new Counts(0, 0, 1, 2, 0));
        assertThat(rejections).singleElement().asString().startsWith("2: ");
        assertThat(rows("item")).isEqualTo("2|b|2 4|d|4");
    }

    @Test
    void emptiesTheTableBeforeTheFirstRow() throws SQLException {
        assertThat(load("item", TRUNCATE, row(1L, "x", 9L), row(5L, "e", 5L), row(5L, "f", 5L)))
                .isEqualTo(new Counts(2, 1, 0, 4, 0));
        assertThat(rows("item")).isEqualTo("1|x|9 5|f|5");
    }

    @Test
    void emptiesTheTableOnceForSeveralMappings() throws SQLException {
        TableWriter one = writer("item", "id,name", "id", TRUNCATE);
        TableWriter other = writer("item", "id,n", "id", TRUNCATE);
        assertThat(write(one, row(1L, "x"))).isEqualTo(new Counts(1, 0, 0, 4, 0));
        assertThat(write(other, row(2L, 7L))).isEqualTo(new Counts(1, 0, 0));
        destination().commit();
        assertThat(rows("item")).isEqualTo("1|x|null 2|null|7");
    }

    @Test
    void emptiesNothingWithoutARecord() throws SQLException {
        assertThat(load("item", TRUNCATE)).isEqualTo(Counts.NONE);
        assertThat(rows("item")).isEqualTo("1|a|1 2|b|2 3|c|3 4|d|4");
    }

    @Test
    void refusesToLeaveATableEmptyBecauseAllRecordsAreRefused() throws SQLException {
        assertThatThrownBy(() -> load("item", TRUNCATE, row(1L, "x", -9L)))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching("(?i)no record could be stored in item, so truncate would leave it empty;"
                        + " nothing was loaded");
        destination().close();
        assertThat(rows("item")).startsWith("1|a|1");
    }

    @Test
    void saysWhyATableCannotBeEmptied() throws SQLException {
        execute("CREATE TABLE part (item int REFERENCES item (id))", "INSERT INTO part VALUES (2)");
        assertThatThrownBy(() -> load("item", TRUNCATE, row(1L, "x", 9L)))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching("(?is)cannot empty the table item: .*part.*use removeMissing instead.*");
    }

    @Test
    void leavesOutLaterRecordsOfAKey() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            TableWriter writer = writer(table, "id,name,n", "id", DISCARD);
            assertThat(write(writer, row(1L, "x", 1L), row(5L, "e", 5L), row(1L, "y", 1L)))
                    .isEqualTo(new Counts(1, 1, 0, 0, 1));
            assertThat(write(writer, row(5L, "f", 5L), row(6L, "g", 5L), row(6L, "h", 5L), row(2L, "b", 2L)))
                    .isEqualTo(new Counts(1, 0, 1, 0, 2));
            destination().commit();
            assertThat(rows(table)).isEqualTo("1|x|1 2|b|2 3|c|3 4|d|4 5|e|5 6|g|5");
        }
    }

    @Test
    void leavesOutLaterRecordsOfAKeyInAnEmptyTable() throws SQLException {
        execute("DELETE FROM item");
        MappedRow[] rows = IntStream.range(0, 3000)
                .mapToObj(i -> row(i % 1000L, "r" + i, 1L))
                .toArray(MappedRow[]::new);
        assertThat(load("item", DISCARD, rows)).isEqualTo(new Counts(1000, 0, 0, 0, 2000));
        assertThat(query("SELECT count(*) FROM item WHERE name = 'r999' OR name = 'r1999'"))
                .containsExactly("1");
    }

    @Test
    void deactivatesWhatDidNotCome() throws SQLException {
        execute(
                "ALTER TABLE item ADD active boolean",
                "UPDATE item SET active = true WHERE id < 4",
                "UPDATE item SET active = false WHERE id = 4");
        TableWriter writer = writer("item", "id,name,n", "id", deactivate("ACTIVE", "false"));
        write(writer, row(1L, "a", 1L), row(2L, "b", 2L));
        assertThat(writer.removeMissing(25)).as("row 4 was inactive already").isEqualTo(1);
        destination().commit();
        assertThat(query("SELECT id FROM item WHERE active ORDER BY id")).containsExactly("1", "2");
        assertThat(query("SELECT count(*) FROM item")).containsExactly("4");
    }

    @Test
    void deactivatesWithValuesOfAnyType() throws SQLException {
        TableWriter byNumber = writer("item", "id,name", "id", deactivate("n", "0"));
        write(byNumber, row(1L, "a"), row(2L, "b"), row(4L, "d"));
        assertThat(byNumber.removeMissing(50)).isEqualTo(1);
        destination().commit();
        assertThat(rows("item")).isEqualTo("1|a|1 2|b|2 3|c|0 4|d|4");

        TableWriter byText = writer("loose", "id,n", "id", deactivate("name", "it's gone"));
        write(byText, row(1L, 1L), row(2L, 2L), row(4L, 4L));
        assertThat(byText.removeMissing(50)).isEqualTo(1);
        destination().commit();
        assertThat(rows("loose")).isEqualTo("1|a|1 2|b|2 3|it's gone|3 4|d|4");
    }

    @Test
    void refusesToDeactivateMoreThanTheShareAllowed() throws SQLException {
        TableWriter writer = writer("item", "id,name", "id", deactivate("n", "0"));
        write(writer, row(1L, "a"), row(2L, "b"));
        assertThatThrownBy(() -> writer.removeMissing(49))
                .isInstanceOf(DestinationException.class)
                .hasMessageStartingWith("would deactivate 2 of 4 rows (50.0 %) of ");
    }

    @Test
    void refusesColumnsAndValuesThatCannotDeactivate() {
        assertThatThrownBy(() -> writer("item", "id,name", "id", deactivate("nam", "0")))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching("(?i)table item has no column nam to deactivate rows with; similar columns: name");
        if (database == TestDatabase.MARIADB) {
            return; // says it when there are rows to deactivate
        }
        assertThatThrownBy(() -> writer("item", "id,name", "id", deactivate("n", "no")))
                .isInstanceOf(DestinationException.class)
                .hasMessageMatching("(?is)the value \"no\" of <deactivate> is none of n \\(int.*");
    }

    @Test
    void removesWhatNoMappingToTheTableBrought() throws SQLException {
        TableWriter one = writer("item", "id,name", "id", REMOVE);
        TableWriter other = writer("item", "id,n", "id", REMOVE);
        write(one, row(1L, "a"), row(7L, "x"));
        write(other, row(2L, 2L));
        other.keep(new Object[] {3L});

        assertThat(other.removeMissing(50)).isEqualTo(1);
        assertThat(one.removeMissing(50)).isZero();
        destination().commit();

        assertThat(rows("item")).isEqualTo("1|a|1 2|b|2 3|c|3 7|x|null");
    }

    @Test
    void refusesToRemoveByDifferentKeys() throws SQLException {
        writer("item", "id,name", "id", REMOVE);
        assertThatThrownBy(() -> writer("item", "id,name", "name", REMOVE))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("have different keys");
    }

    @Test
    void needsKeysForWhatNeedsThem() {
        assertNeedsKeys(INSERT, "mode=\"insert\" needs key columns to tell which rows of item exist");
        assertNeedsKeys(UPDATE, "mode=\"update\" needs key columns");
        assertNeedsKeys(DELETE, "deleteIncoming needs key columns to tell which rows of item to delete");
        assertNeedsKeys(DISCARD, "discardDuplicates needs key columns to tell which rows of item are the same");
        assertNeedsKeys(deactivate("n", "0"), "<deactivate> needs key columns to tell which rows of item are missing");
    }

    private void assertNeedsKeys(WriteOptions options, String message) {
        assertThatThrownBy(() -> writer("item", "id,name", "", options))
                .isInstanceOf(DestinationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWithIgnoringCase(message)
                .endsWith("map its primary key or give <key> columns");
    }

    @Test
    void someColumnsAreForNewRowsOnly() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            DestinationTable described = destination().table(table);
            WriteOptions options = new WriteOptions(
                    TableOptions.UPSERT, Set.of(described.column("name").orElseThrow()), Set.of());
            Counts counts =
                    load(table, options, row(1L, "x", 9L), row(5L, "e", 5L), row(2L, "x", 2L), row(5L, "f", 6L));
            assertThat(counts).isEqualTo(new Counts(1, 2, 1));
            assertThat(rows(table)).isEqualTo("1|a|9 2|b|2 3|c|3 4|d|4 5|e|6");
        }
    }

    @Test
    void someColumnsKeepTheirValueWhenThereIsNoNewOne() throws SQLException {
        for (String table : new String[] {"item", "loose"}) {
            DestinationTable described = destination().table(table);
            WriteOptions options = new WriteOptions(
                    TableOptions.UPSERT,
                    Set.of(),
                    Set.of(described.column("name").orElseThrow()));
            Counts counts = load(
                    table,
                    options,
                    row(1L, null, 9L),
                    row(2L, null, 2L),
                    row(3L, "x", null),
                    row(5L, null, 5L),
                    row(4L, "y", 4L),
                    row(4L, null, 5L));
            assertThat(counts).isEqualTo(new Counts(1, 4, 1));
            assertThat(rows(table)).isEqualTo("1|a|9 2|b|2 3|x|null 4|y|5 5|null|5");
        }
    }

    @Test
    void aRequiredColumnKeepsItsValueToo() throws SQLException {
        execute(
                "CREATE TABLE strict (id int PRIMARY KEY, name varchar(9) NOT NULL)",
                "INSERT INTO strict VALUES (1, 'a')");
        DestinationTable described = destination().table("strict");
        TableWriter writer = writer(
                "strict",
                "id,name",
                "id",
                new WriteOptions(
                        TableOptions.UPSERT,
                        Set.of(),
                        Set.of(described.column("name").orElseThrow())));
        assertThat(write(writer, row(1L, null), row(2L, null), row(3L, "c"))).isEqualTo(new Counts(1, 0, 1));
        assertThat(rejections).singleElement().asString().startsWith("2: ").contains("is required");
    }

    @Test
    void addsAColumnForText() throws SQLException {
        destination().addColumn(destination().table("item"), "Odd \"name\"; --");
        TableWriter writer = writer("item", "id,Odd \"name\"; --", "id", WriteOptions.UPSERT);
        write(writer, row(1L, "x".repeat(5000)));
        destination().commit();
        assertThat(query("SELECT * FROM item WHERE id = 1")).containsExactly("1|a|1|" + "x".repeat(5000));
    }
}
