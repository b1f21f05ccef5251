package io.drover.provider.sql.read;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameSuggestions;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.Dialect;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values that rows of tables get when they are written at the destination, found by their primary keys. */
final class WrittenMarks {
    /** Rows sent to the database at once. */
    private static final int BATCH = 500;

    private final Map<String, Update> updates = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** One statement for each row. */
    private record Update(String sql, List<String> values, List<String> keys) {}

    static WrittenMarks of(List<SqlTable> tables, DatabaseCatalog catalog, Dialect dialect) throws SQLException {
        WrittenMarks marks = new WrittenMarks();
        for (SqlTable table : tables) {
            if (!table.marks().isEmpty()) {
                marks.updates.put(table.name(), update(table, catalog.table(table.name()), dialect.syntax()));
            }
        }
        return marks;
    }

    private static Update update(SqlTable source, DestinationTable table, Syntax syntax) throws DestinationException {
        if (table.primaryKey().isEmpty()) {
            throw new DestinationException("line " + source.line + ": <mark> finds rows by their primary key, which "
                    + table.name() + " does not have");
        }
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (SqlTable.Mark mark : source.marks()) {
            DestinationColumn column = table.column(mark.column)
                    .orElseThrow(() -> new DestinationException("line " + mark.line + ": " + table.name()
                            + " has no column " + mark.column + "; "
                            + NameSuggestions.near(
                                    "columns",
                                    mark.column,
                                    table.columns().stream()
                                            .map(DestinationColumn::name)
                                            .toList())));
            columns.add(column.name());
            values.add(mark.value.equals(SqlTable.Mark.NOW) ? now() : syntax.text(column, mark.value));
        }
        return new Update(
                "UPDATE " + Sql.quote(table) + " SET " + assignments(columns, ", ") + " WHERE "
                        + assignments(table.primaryKey(), " AND "),
                values,
                table.primaryKey());
    }

    /** In a form that databases read in whatever language they are set to. */
    private static String now() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").format(LocalDateTime.now(ZoneId.systemDefault()));
    }

    private static String assignments(List<String> columns, String between) {
        return columns.stream().map(column -> Sql.quote(column) + " = ?").collect(Collectors.joining(between));
    }

    boolean isEmpty() {
        return updates.isEmpty();
    }

    /** The columns by which rows of a table are found; empty when they are not marked. */
    List<String> keys(String table) {
        Update update = updates.get(table);
        return update == null ? List.of() : update.keys;
    }

    /** Marks rows. */
    void mark(Connection connection, Syntax syntax, String table, Collection<String[]> rows) throws SQLException {
        Update update = updates.get(table);
        try (PreparedStatement statement = connection.prepareStatement(update.sql)) {
            int held = 0;
            for (String[] key : rows) {
                int parameter = 1;
                for (String value : update.values) {
                    syntax.setText(statement, parameter++, value);
                }
                for (String value : key) {
                    syntax.setText(statement, parameter++, value);
                }
                statement.addBatch();
                if (++held % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            if (held % BATCH != 0) {
                statement.executeBatch();
            }
        }
    }
}
