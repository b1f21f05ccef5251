package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deletion of rows that are missing from a delivery. */
class RemovalTest extends DatabaseTests {

    @BeforeEach
    void tenRows() throws SQLException {
        execute("CREATE TABLE item (id int, lang varchar(5), n int, PRIMARY KEY (id, lang), CHECK (n >= 0))");
        load("item", "id,lang,n", "id,lang", rows(0, 10));
    }

    private static MappedRow[] rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> row((long) i, "en", (long) i))
                .toArray(MappedRow[]::new);
    }

    private TableWriter writer() throws SQLException {
        return writer("item", "id,lang,n", "id,lang", true);
    }

    @Test
    void deletesWhatDidNotComeAndKeepsTheRest() throws SQLException {
        TableWriter writer = writer();
        write(writer, rows(2, 6));
        write(writer, rows(5, 12));

        assertThat(writer.removeMissing(20)).isEqualTo(2);
        destination().commit();

        assertThat(query("SELECT min(id), max(id), count(*) FROM item")).containsExactly("2|11|10");
    }

    @Test
    void comparesAllKeyColumns() throws SQLException {
        TableWriter writer = writer();
        write(writer, rows(1, 10));
        write(writer, row(0L, "de", 0L));
        assertThat(writer.removeMissing(50)).isEqualTo(1);
        destination().commit();
        assertThat(query("SELECT lang FROM item WHERE id = 0")).containsExactly("de");
    }

    @Test
    void keepsTheRowsOfRejectedRecords() throws SQLException {
        TableWriter writer = writer();
        writer.keep(new Object[] {0L, "en"});
        MappedRow[] rows = rows(1, 9);
        rows[2] = row(3L, "en", -1L);
        write(writer, rows);
        writer.keep(new Object[] {77L, "this is longer than any key"});

        assertThat(writer.removeMissing(20)).isEqualTo(1);
        destination().commit();

        assertThat(rejections).singleElement().asString().startsWith("3: ");
        assertThat(query("SELECT n FROM item WHERE id IN (0, 3, 9)")).containsExactlyInAnyOrder("0", "3");
    }

    @Test
    void keepsARowThatIsWrittenAfterItsKeyWasKept() throws SQLException {
        TableWriter writer = writer();
        writer.keep(new Object[] {10L, "en"});
        write(writer, row(10L, "en", 1L));
        write(writer, rows(0, 10));
        assertThat(writer.removeMissing(0)).isZero();
        destination().commit();
        assertThat(query("SELECT count(*) FROM item")).containsExactly("11");
    }

    @Test
    void findsScatteredRowNumbers() throws SQLException {
        execute("CREATE TABLE sparse (id bigint PRIMARY KEY)");
        MappedRow[] rows = IntStream.range(0, 5000)
                .mapToObj(i -> row((i - 2500L) * 1_000_000_007L))
                .toArray(MappedRow[]::new);
        load("sparse", "id", "id", rows);
        TableWriter writer = writer("sparse", "id", "id", true);
        write(writer, java.util.Arrays.copyOf(rows, 4990));
        assertThat(writer.removeMissing(1)).isEqualTo(10);
        destination().commit();
        assertThat(query("SELECT max(id) FROM sparse")).containsExactly(String.valueOf(2489L * 1_000_000_007L));
    }

    @Test
    void refusesToDeleteMoreThanTheShareAllowed() throws SQLException {
        TableWriter writer = writer();
        write(writer, rows(3, 13));

        assertThatThrownBy(() -> writer.removeMissing(29))
                .isInstanceOf(DestinationException.class)
                .hasMessageStartingWith("would delete 3 of 10 rows (30.0 %) of ")
                .hasMessageEndingWith(
                        "more than maxDeletePercent=29; nothing was loaded. Raise maxDeletePercent if this"
                                + " is intended");
        assertThat(writer.removeMissing(30)).isEqualTo(3);
    }

    @Test
    void deletesNothingWhenNoRowWasWritten() throws SQLException {
        TableWriter writer = writer();
        assertThat(writer.removeMissing(100)).isZero();
        write(writer, row(3L, "en", -1L));
        assertThat(writer.removeMissing(100)).isZero();
        destination().commit();
        assertThat(query("SELECT count(*) FROM item")).containsExactly("10");
    }

    @Test
    void takesATableThatWasEmpty() throws SQLException {
        execute("DELETE FROM item");
        TableWriter writer = writer();
        write(writer, rows(0, 3));
        write(writer, rows(0, 4));
        assertThat(writer.removeMissing(0)).isZero();
        destination().commit();
        assertThat(query("SELECT count(*) FROM item")).containsExactly("4");
    }

    @Test
    void saysWhichConstraintKeepsMissingRows() throws SQLException {
        execute(
                "CREATE TABLE part (id int PRIMARY KEY, item int, lang varchar(5), CONSTRAINT part_of FOREIGN KEY (item, lang) REFERENCES item (id, lang))",
                "INSERT INTO part VALUES (1, 9, 'en')");
        TableWriter writer = writer();
        write(writer, rows(0, 9));
        assertThatThrownBy(() -> writer.removeMissing(20))
                .isInstanceOf(DestinationException.class)
                .hasMessageContainingAll("cannot delete the rows of", "are missing from the source")
                .hasMessageMatching("(?is).*part_of.*");
    }

    @Test
    void needsKeys() throws SQLException {
        assertThatThrownBy(() -> writer("item", "id,n", "", true))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("removeMissing needs key columns");
    }
}
