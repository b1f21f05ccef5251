package io.drover.provider.sql.postgres;

import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import io.drover.provider.value.CanonicalText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values as PostgreSQL sends them. */
final class PostgresSource implements ResultCursor.Values {
    static final Syntax SYNTAX = new Syntax() {
        /** Without a type of its own, so that the server takes the one it is compared with. */
        @Override
        public void setText(PreparedStatement statement, int parameter, String value) throws SQLException {
            statement.setObject(parameter, value, Types.OTHER);
        }
    };

    /** Types whose text depends on the server's language, and what has the same values. */
    private static final Map<String, String> CASTS = Map.of("money", "numeric", "_money", "numeric[]");

    @Override
    public String read(ResultSet row, int column, ColumnType type) throws SQLException {
        if (type == ColumnType.BINARY) {
            return CanonicalText.of(row.getBytes(column)); // its text depends on how the driver fetched it
        }
        String text = row.getString(column);
        if (text == null) {
            return null;
        }
        return type == ColumnType.ARRAY
                ? PostgresText.array(text, row.getMetaData().getColumnTypeName(column))
                : PostgresText.canonical(text, type);
    }

    /** The driver takes strings of bits for booleans. */
    @Override
    public ColumnType type(int jdbc, String name, int precision) {
        return name.equals("bit") ? ColumnType.TEXT : ResultCursor.JDBC.type(jdbc, name, precision);
    }

    /** The query with casts where its values have no text of their own. */
    static SourceQuery readable(SourceQuery query, ResultColumns columns) {
        if (columns.databaseTypes().stream().noneMatch(CASTS::containsKey)) {
            return query;
        }
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.names().size(); i++) {
            String name = "q." + Sql.quote(columns.names().get(i));
            String cast = CASTS.get(columns.databaseTypes().get(i));
            selected.add(
                    cast == null
                            ? name
                            : name + "::" + cast + " AS "
                                    + Sql.quote(columns.names().get(i)));
        }
        // A comment at the query's end must not hide the parenthesis
        return query.within(sql -> "SELECT " + String.join(", ", selected) + " FROM (" + sql + "\n) q");
    }
}
