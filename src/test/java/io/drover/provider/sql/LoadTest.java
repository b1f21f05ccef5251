package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.Counts;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.sql.dialect.SqlTableWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a load does to rows. */
class LoadTest extends DatabaseTests {
    private static final String PRODUCT =
            "CREATE TABLE product (id varchar(10) PRIMARY KEY, name varchar(20), stock int)";

    @Test
    void countsWhatWasInsertedUpdatedAndUnchanged() throws SQLException {
        execute(PRODUCT);
        assertThat(load("product", "id,name,stock", "id", row("A", "a", 1L), row("B", "b", 2L), row("C", null, null)))
                .isEqualTo(new Counts(3, 0, 0));

        Counts second = load(
                "product",
                "id,name,stock",
                "id",
                row("A", "a", 1L),
                row("B", "changed", 2L),
                row("C", null, null),
                row("D", "d", 4L));

        assertThat(second).isEqualTo(new Counts(1, 1, 2));
        assertThat(query("SELECT id, name, stock FROM product ORDER BY id"))
                .containsExactly("A|a|1", "B|changed|2", "C|null|null", "D|d|4");
    }

    @Test
    void staysTrueWhenMostRowsAreUnchangedOrMostAreNew() throws SQLException {
        execute(PRODUCT);
        load(
                "product",
                "id,name",
                "id",
                IntStream.range(0, 100).mapToObj(i -> row("P" + i, "x")).toArray(MappedRow[]::new));
        TableWriter writer = writer("product", "id,name", "id");
        MappedRow[] mostlySame = IntStream.range(0, 101)
                .mapToObj(i -> row("P" + i, i == 7 ? "y" : "x"))
                .toArray(MappedRow[]::new);

        assertThat(write(writer, mostlySame)).isEqualTo(new Counts(1, 1, 99));
        assertThat(write(writer, mostlySame)).isEqualTo(new Counts(0, 0, 101));
        assertThat(write(writer, row("P7", "z"), row("Q1", "q"), row("P8", "x")))
                .isEqualTo(new Counts(1, 1, 1));
        assertThat(write(writer, row("P7", "z"), row("Q2", "q"), row("Q1", null)))
                .isEqualTo(new Counts(1, 1, 1));
        destination().commit();

        assertThat(query("SELECT id, name FROM product WHERE name <> 'x' OR name IS NULL ORDER BY id"))
                .containsExactly("P7|z", "Q1|null", "Q2|q");
    }

    @Test
    void takesDuplicateKeysOneAfterTheOther() throws SQLException {
        execute(PRODUCT, "INSERT INTO product (id, name) VALUES ('A', 'old')");
        TableWriter writer = writer("product", "id,name", "id");

        Counts counts = write(
                writer,
                row("A", "1"),
                row("B", "1"),
                row("A", "1"),
                row("B", "2"),
                row("A", "3"),
                row("C", "1"),
                row("B", "2"));
        Counts later = write(writer, row("A", "4"), row("C", "1"));
        destination().commit();

        assertThat(counts).isEqualTo(new Counts(2, 3, 2));
        assertThat(later).isEqualTo(new Counts(0, 1, 1));
        assertThat(query("SELECT id, name FROM product ORDER BY id")).containsExactly("A|4", "B|2", "C|1");
    }

    @Test
    void staysTrueWhenOtherRowsFollowManyUpdates() throws SQLException {
        execute(PRODUCT, "INSERT INTO product (id, name) VALUES ('A', 'old'), ('B', 'old'), ('C', 'old')");
        TableWriter writer = writer("product", "id,name", "id");

        assertThat(write(writer, row("A", "1"), row("B", "1"))).isEqualTo(new Counts(0, 2, 0));
        assertThat(write(writer, row("A", "2"), row("A", "3"), row("B", "1"), row("D", "1"), row("A", "4")))
                .isEqualTo(new Counts(1, 3, 1));
        assertThat(write(writer, row("A", "5"), row("B", "2"), row("D", "2"))).isEqualTo(new Counts(0, 3, 0));
        assertThat(write(writer, row("A", "6"), row("C", "old"), row("E", "1"))).isEqualTo(new Counts(1, 1, 1));
        assertThat(write(writer, row("A", "7"), row("B", "3"))).isEqualTo(new Counts(0, 2, 0));
        assertThat(write(writer, row("F", "1"), row("F", "2"))).isEqualTo(new Counts(1, 1, 0));
        destination().commit();

        assertThat(query("SELECT id, name FROM product ORDER BY id"))
                .containsExactly("A|7", "B|3", "C|old", "D|2", "E|1", "F|2");
    }

    @Test
    void takesDuplicateKeysIntoAnEmptyTable() throws SQLException {
        execute(PRODUCT);
        assertThat(load("product", "id,name", "id", row("A", "1"), row("A", "2"), row("A", "2")))
                .isEqualTo(new Counts(1, 1, 1));
        assertThat(query("SELECT id, name FROM product")).containsExactly("A|2");
    }

    @Test
    void leavesColumnsThatAreNotMappedAlone() throws SQLException {
        execute(PRODUCT, "INSERT INTO product VALUES ('A', 'old', 5)");
        load("product", "id,name", "id", row("A", "new"));
        assertThat(query("SELECT id, name, stock FROM product")).containsExactly("A|new|5");
    }

    @Test
    void worksWithKeysOnly() throws SQLException {
        execute("CREATE TABLE relation (a int, b int, PRIMARY KEY (a, b))", "INSERT INTO relation VALUES (1, 1)");
        assertThat(load("relation", "a,b", "a,b", row(1L, 1L), row(1L, 2L), row(1L, 2L)))
                .isEqualTo(new Counts(1, 0, 2));
    }

    @Test
    void insertsEveryRowWithoutKeys() throws SQLException {
        execute("CREATE TABLE log (line varchar(20), n int CHECK (n < 10))");
        assertThat(load("log", "line,n", "", row("a", 1L), row("bad", 99L), row("a", 1L)))
                .isEqualTo(new Counts(2, 0, 0));
        assertThat(query("SELECT line FROM log")).containsExactly("a", "a");
        assertThat(rejections).singleElement().asString().startsWith("bad: ");
    }

    @Test
    void findsRowsByKeysThatHaveNoUniqueIndex() throws SQLException {
        execute(
                "CREATE TABLE stock (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, product varchar(10), place varchar(10), quantity int)",
                "INSERT INTO stock (product, place, quantity) VALUES ('A', 'x', 1), ('A', 'y', 2), ('B', 'x', 3)");

        Counts counts = load(
                "stock",
                "product,place,quantity",
                "product,place",
                row("A", "x", 10L),
                row("B", "x", 3L),
                row("C", "x", 4L),
                row("C", "x", 5L));

        assertThat(counts).isEqualTo(new Counts(1, 2, 1));
        assertThat(query("SELECT product, place, quantity FROM stock ORDER BY product, place"))
                .containsExactly("A|x|10", "A|y|2", "B|x|3", "C|x|5");
    }

    @Test
    void writesTheOthersWhenTheDatabaseRefusesRows() throws SQLException {
        execute(
                "CREATE TABLE grp (id int PRIMARY KEY)",
                "INSERT INTO grp VALUES (1)",
                "CREATE TABLE item (id int PRIMARY KEY, grp int REFERENCES grp (id), price numeric(10,2),"
                        + " code varchar(10), name varchar(10) NOT NULL,"
                        + " CONSTRAINT price_positive CHECK (price > 0), CONSTRAINT code_unique UNIQUE (code))",
                "INSERT INTO item VALUES (1, 1, 1, 'one', 'old')");
        MappedRow[] rows = IntStream.range(0, 500)
                .mapToObj(i -> row(
                        (long) i,
                        i == 77 ? 9L : 1L,
                        new BigDecimal(i == 300 ? "-1" : "2.50"),
                        i == 401 ? "one" : "c" + i,
                        i == 499 ? null : "n"))
                .toArray(MappedRow[]::new);
        rows[1] = row(1L, 1L, new BigDecimal("2.50"), "one", "new");

        Counts counts = load("item", "id,grp,price,code,name", "id", rows);

        assertThat(counts).isEqualTo(new Counts(495, 1, 0));
        assertThat(query("SELECT count(*) FROM item WHERE price = 2.5")).containsExactly("496");
        assertThat(rejections).hasSize(4);
        assertThat(rejections.get(0)).startsWith("77: ").containsIgnoringCase("grp");
        assertThat(rejections.get(1)).startsWith("300: ").containsIgnoringCase("price_positive");
        assertThat(rejections.get(2)).startsWith("401: ").containsIgnoringCase("code_unique");
        assertThat(rejections.get(3)).startsWith("499: ").containsIgnoringCase("name is required");
    }

    @Test
    void storesAnEarlierRowOfAKeyWhenTheLaterOneIsRefused() throws SQLException {
        execute("CREATE TABLE item (id int PRIMARY KEY, n int CHECK (n > 0))");
        assertThat(load("item", "id,n", "id", row(1L, 5L), row(1L, -5L), row(2L, -1L), row(2L, 2L)))
                .isEqualTo(new Counts(2, 0, 0));
        assertThat(query("SELECT id, n FROM item ORDER BY id")).containsExactly("1|5", "2|2");
        assertThat(rejections).hasSize(2);
    }

    @Test
    void aKeyMayComeAsOftenAsItLikes() throws SQLException {
        execute("CREATE TABLE item (s int PRIMARY KEY, is_new int CHECK (is_new < 499), seq varchar(9))");
        MappedRow[] rows =
                IntStream.range(0, 1000).mapToObj(i -> row(i % 3L, i / 2L, "x")).toArray(MappedRow[]::new);

        assertThat(load("item", "s,is_new,seq", "s", rows)).isEqualTo(new Counts(3, 995, 0));

        assertThat(query("SELECT s, is_new FROM item ORDER BY s")).containsExactly("0|498", "1|498", "2|497");
        assertThat(rejections).hasSize(2);
    }

    @Test
    void manyRefusedRowsLeaveTheOthers() throws SQLException {
        execute(
                "CREATE TABLE item (id int, n int NOT NULL CHECK (n > 0), doc varchar(3))",
                "INSERT INTO item VALUES (1, 1, 'a'), (2, 1, 'a')");
        MappedRow[] rows = IntStream.range(0, 900)
                .mapToObj(i -> row((long) i, i % 3 == 0 ? null : 1L, i % 5 == 1 ? "long" : "a"))
                .toArray(MappedRow[]::new);

        assertThat(load("item", "id,n,doc", "id", rows)).isEqualTo(new Counts(479, 0, 1));

        assertThat(rejections).hasSize(420);
        assertThat(query("SELECT count(*) FROM item")).containsExactly("481");
    }

    @Test
    void twoTablesLoadInOneTransaction() throws SQLException {
        execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent (id))");
        TableWriter parents = writer("parent", "id", "id");
        TableWriter children = writer("child", "id,parent", "id");

        write(parents, row(1L));
        write(children, row(10L, 1L));
        write(parents, row(2L));
        write(children, row(20L, 2L), row(30L, 3L));
        assertThat(query("SELECT id FROM parent")).isEmpty();
        destination().commit();

        assertThat(query("SELECT id, parent FROM child ORDER BY id")).containsExactly("10|1", "20|2");
        assertThat(rejections).singleElement().asString().startsWith("30: ");
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws SQLException {
        execute(PRODUCT);
        TableWriter writer = writer("product", "id,name", "id", true);
        write(writer, row("A", "a"));
        destination().close();

        assertThat(query("SELECT * FROM product")).isEmpty();
    }

    @Test
    void leavesNoTemporaryTablesInTheSession() throws SQLException {
        notOnMariaDb();
        execute(PRODUCT, "INSERT INTO product (id) VALUES ('X')");
        String temporary = "SELECT table_name FROM information_schema.tables WHERE upper(table_name) LIKE '%DROVER%'"
                + " OR table_type LIKE '%TEMPORARY%'";

        write(writer("product", "id,name", "id", true), row("A", "a"));
        destination().commit();
        assertThat(query(destination().connection(), temporary)).isEmpty();
        destination.close();
        destination = null;

        write(writer("product", "id,name", "id", true), row("A", "b"), row("A", "b"), row("B", "x".repeat(21)));
        assertThat(rejections).hasSize(1);
        destination().connection().rollback();
        assertThat(query(destination().connection(), temporary)).isEmpty();
    }

    @Test
    void commitRefusesToForgetRows() throws SQLException {
        execute(PRODUCT);
        TableWriter writer = writer("product", "id,name", "id");
        writer.write(List.of(row("A", "a")), (row, reason) -> {});
        if (((SqlTableWriter) writer).pending()) {
            assertThatThrownBy(() -> destination().commit()).isInstanceOf(IllegalStateException.class);
            writer.flush((row, reason) -> {});
        }
        destination().commit();
        assertThat(query("SELECT id FROM product")).containsExactly("A");
    }

    @Test
    void errorsThatAreNotAboutRowsEndTheLoad() throws SQLException {
        execute(PRODUCT);
        TableWriter writer = writer("product", "id,name", "id");
        destination().connection().close();
        assertThatThrownBy(() -> write(writer, row("A", "a"), row("B", "b")))
                .isInstanceOf(SQLException.class)
                .isNotInstanceOf(DestinationException.class);
        assertThat(rejections).isEmpty();
    }
}
