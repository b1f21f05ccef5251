package io.drover.provider.sql.join;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.sql.staged.StagingTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A staging table that is filled by INSERT statements of many rows, for databases without a COPY that can be relied on. */
public final class InsertStaging implements StagingTable {
    private static final int MOST_ROWS = 500;
    /** As MariaDB and SQL Server quote it in messages. */
    private static final Pattern OWN_COLUMN = Pattern.compile("column (?:'|\\S*[`.])c(\\d{1,4})['`]");

    private final Connection connection;
    private final String name;
    private final List<DestinationColumn> columns;
    private final int rowsAtOnce;

    /** @param parameters the most that a statement may have */
    InsertStaging(Connection connection, String name, List<DestinationColumn> columns, int parameters) {
        this.connection = connection;
        this.name = name;
        this.columns = columns;
        this.rowsAtOnce = Math.max(1, Math.min(MOST_ROWS, parameters / (columns.size() + 1)));
    }

    /** The columns of the table, in parentheses: of the target's types, but without its constraints. */
    public static String definition(List<DestinationColumn> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "c" + i + " " + columns.get(i).typeName() + " NULL")
                .collect(Collectors.joining(", ", "(seq int NOT NULL, ", ")"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(List<Object[]> rows) throws SQLException {
        int whole = rows.size() / rowsAtOnce * rowsAtOnce;
        if (whole > 0) {
            try (PreparedStatement insert = connection.prepareStatement(insert(rowsAtOnce))) {
                for (int from = 0; from < whole; from += rowsAtOnce) {
                    run(insert, rows, from, from + rowsAtOnce);
                }
            }
        }
        if (whole < rows.size()) {
            try (PreparedStatement insert = connection.prepareStatement(insert(rows.size() - whole))) {
                run(insert, rows, whole, rows.size());
            }
        }
    }

    private String insert(int rows) {
        String row = "(" + "?, ".repeat(columns.size()) + "?)";
        return "INSERT INTO " + name + " VALUES " + String.join(", ", java.util.Collections.nCopies(rows, row));
    }

    private void run(PreparedStatement insert, List<Object[]> rows, int from, int to) throws SQLException {
        int parameter = 0;
        for (int i = from; i < to; i++) {
            insert.setInt(++parameter, i);
            Object[] values = rows.get(i);
            for (int column = 0; column < values.length; column++) {
                set(insert, ++parameter, values[column], columns.get(column).type());
            }
        }
        try {
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new SQLException(named(e.getMessage()), e.getSQLState(), e.getErrorCode(), e);
        }
    }

    /** What the server says of a column of this table is about one of the target's. */
    private String named(String message) {
        return OWN_COLUMN
                .matcher(message)
                .replaceAll(own -> Matcher.quoteReplacement(
                        "column '" + columns.get(Integer.parseInt(own.group(1))).name() + "'"));
    }

    private static void set(PreparedStatement insert, int parameter, Object value, ColumnType type)
            throws SQLException {
        if (value == null) {
            insert.setNull(parameter, type == ColumnType.BINARY ? Types.VARBINARY : Types.VARCHAR);
        } else {
            insert.setObject(parameter, value instanceof UUID ? value.toString() : value);
        }
    }

    @Override
    public void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + name); // TRUNCATE would end the transaction
        }
    }
}
