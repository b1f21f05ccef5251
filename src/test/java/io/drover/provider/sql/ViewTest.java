package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Counts;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that can be updated, which are loaded as tables are. H2 has none. */
class ViewTest extends DatabaseTests {

    @BeforeEach
    void views() throws SQLException {
        Assumptions.assumeTrue(database != TestDatabase.H2, "H2 updates no views");
        execute(
                "CREATE TABLE product (id int PRIMARY KEY, name varchar(20), stock int, shop varchar(9) DEFAULT 'web')",
                "CREATE VIEW stocked AS SELECT id, name, stock, stock * 2 AS twice FROM product WHERE stock > 0"
                        + " WITH CHECK OPTION");
    }

    @Test
    void rowsAreInsertedAndUpdatedByTheKeysOfTheMapping() throws SQLException {
        assertThat(load("stocked", "id,name,stock", "id", row(1L, "a", 1L), row(2L, "b", 2L)))
                .isEqualTo(new Counts(2, 0, 0));
        assertThat(load("STOCKED", "id,name,stock", "id", row(1L, "x", 1L), row(2L, "b", 2L), row(3L, "c", 3L)))
                .isEqualTo(new Counts(1, 1, 1));
        assertThat(query("SELECT id, name, stock, shop FROM product ORDER BY id"))
                .containsExactly("1|x|1|web", "2|b|2|web", "3|c|3|web");
    }

    @Test
    void rowsThatTheViewWouldNotShowAreRejectedAlone() throws SQLException {
        assertThat(load("stocked", "id,name,stock", "id", row(1L, "a", 1L), row(2L, "b", 0L), row(3L, "c", 3L)))
                .isEqualTo(new Counts(2, 0, 0));
        assertThat(rejections).singleElement().asString().startsWith("2: ").containsIgnoringCase("check option");
    }

    @Test
    void onlyRowsThatTheViewShowsAreRemoved() throws SQLException {
        execute("INSERT INTO product (id, stock) VALUES (1, 1), (2, 0), (3, 3), (4, 4)");
        TableWriter writer = writer("stocked", "id,stock", "id", true);
        write(writer, row(3L, 3L), row(4L, 4L));
        assertThat(writer.removeMissing(50)).isEqualTo(1);
        destination().commit();
        assertThat(query("SELECT id FROM product ORDER BY id")).containsExactly("2", "3", "4");
    }

    @Test
    void everyModeDoesWhatItDoesWithTables() throws SQLException {
        execute("INSERT INTO product (id, stock) VALUES (1, 1), (2, 2)");
        WriteOptions update = new WriteOptions(TableOptions.UPSERT.withMode(Mode.UPDATE), Set.of(), Set.of());
        assertThat(write(writer("stocked", "id,stock", "id", update), row(1L, 5L), row(9L, 9L)))
                .isEqualTo(new Counts(0, 1, 0, 0, 1));
        WriteOptions delete = new WriteOptions(TableOptions.UPSERT.withDeleteIncoming(true), Set.of(), Set.of());
        assertThat(write(writer("stocked", "id,stock", "id", delete), row(2L, 2L)))
                .isEqualTo(new Counts(0, 0, 0, 1, 0));
        WriteOptions refill = new WriteOptions(TableOptions.UPSERT.withTruncateFirst(true), Set.of(), Set.of());
        assertThat(write(writer("stocked", "id,stock", "id", refill), row(7L, 7L)))
                .isEqualTo(new Counts(1, 0, 0, 1, 0));
        destination().commit();
        assertThat(query("SELECT id, stock FROM product")).containsExactly("7|7");
    }

    @Test
    void withoutKeysEachRowIsInserted() throws SQLException {
        assertThat(load("stocked", "id,stock", "", row(1L, 1L), row(2L, 2L))).isEqualTo(new Counts(2, 0, 0));
    }

    @Test
    void columnsThatAreComputedAreTheDatabasesOwn() throws SQLException {
        Assumptions.assumeTrue(database == TestDatabase.POSTGRES, "only PostgreSQL says which they are");
        assertThat(destination().table("stocked").column("twice").orElseThrow().generated())
                .isTrue();
        assertThat(destination().table("stocked").column("stock").orElseThrow().generated())
                .isFalse();
    }

    @Test
    void aViewOfATableWithoutTransactionsIsRefused() throws SQLException {
        Assumptions.assumeTrue(database == TestDatabase.MARIADB, "tables have engines in MariaDB only");
        execute(
                "CREATE TABLE old (id int PRIMARY KEY) ENGINE = MyISAM",
                "CREATE VIEW olds AS SELECT id FROM old WHERE id > 0");
        assertThatThrownBy(() -> writer("olds", "id", "id"))
                .hasMessageContainingAll("table old is of the engine MyISAM", "ENGINE = InnoDB");
    }
}
