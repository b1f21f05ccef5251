package io.drover.provider.sql;

import io.drover.definition.TableOptions;
import io.drover.provider.Counts;
import io.drover.provider.Destination;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a class's tests on each database, for a load does the same on all of them. Offers an empty database, rows and a look
 * at what is in the tables.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
abstract class DatabaseTests {
    final List<String> rejections = new ArrayList<>();
    DataSource dataSource;
    Destination destination;

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        dataSource = database.create(folder);
    }

    @AfterEach
    void close() throws SQLException {
        if (destination != null) {
            destination.close();
        }
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (database == TestDatabase.MARIADB) {
                statement.execute("SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')");
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query outside of the destination's transaction, values separated by bars. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return query(connection, sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    Destination destination() throws SQLException {
        if (destination == null) {
            destination = SqlDestinations.open(dataSource, null);
        }
        return destination;
    }

    TableWriter writer(String table, String columns, String keys) throws SQLException {
        return writer(table, columns, keys, false);
    }

    /** A writer for columns and keys given as comma lists. */
    TableWriter writer(String table, String columns, String keys, boolean removeMissing) throws SQLException {
        DestinationTable described = destination().table(table);
        return destination()
                .writer(
                        described,
                        columns(described, columns),
                        columns(described, keys),
                        new WriteOptions(
                                removeMissing ? TableOptions.UPSERT.removingMissing(20) : TableOptions.UPSERT,
                                Set.of(),
                                Set.of()));
    }

    TableWriter writer(String table, String columns, String keys, WriteOptions options) throws SQLException {
        DestinationTable described = destination().table(table);
        return destination().writer(described, columns(described, columns), columns(described, keys), options);
    }

    static List<DestinationColumn> columns(DestinationTable table, String names) {
        return Stream.of(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> table.column(name).orElseThrow())
                .toList();
    }

    static MappedRow row(Object... values) {
        return new MappedRow(new SourceRecord(1, 1, new String[0], null), values);
    }

    /** Writes the rows and flushes; notes rejections as {@code first value: reason}. */
    Counts write(TableWriter writer, MappedRow... rows) throws SQLException {
        Counts counts = writer.write(List.of(rows), (row, reason) -> rejections.add(row.values()[0] + ": " + reason));
        return counts.plus(writer.flush((row, reason) -> rejections.add(row.values()[0] + ": " + reason)));
    }

    /** Loads rows in a transaction of their own. */
    Counts load(String table, String columns, String keys, MappedRow... rows) throws SQLException {
        try (Destination own = SqlDestinations.open(dataSource, null)) {
            DestinationTable described = own.table(table);
            TableWriter writer =
                    own.writer(described, columns(described, columns), columns(described, keys), WriteOptions.UPSERT);
            Counts counts = write(writer, rows);
            own.commit();
            return counts;
        }
    }
}
