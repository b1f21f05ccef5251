package io.drover.provider.sql.postgres;

import io.drover.provider.DataType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.sql.dialect.DatabaseCatalog;
import io.drover.provider.sql.dialect.DatabaseCatalog.OfRow;
import io.drover.provider.sql.dialect.Relation;
import io.drover.provider.sql.dialect.Relation.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL's catalogue says, as it is at this moment. The questions have their names in them: those with parameters the server would plan
 * anew each time, which takes ten times as long as the answer, and a small file has not much more to do.
 */
final class PostgresCatalog {
    /** JDBC's driver has no name for some kinds, and does not know which views can be updated: by INSERT (8) and UPDATE (4). */
    private static final String RELATIONS =
            """
            SELECT c.relname, CASE
                WHEN c.relkind = 'm' THEN 'MATERIALIZED_VIEW'
                WHEN c.relkind = 'f' THEN 'FOREIGN_TABLE'
                WHEN c.relkind = 'v' AND pg_relation_is_updatable(c.oid, true) & 12 = 12 THEN 'VIEW'
                WHEN c.relkind = 'v' THEN 'READ_ONLY_VIEW'
                WHEN c.relispartition THEN 'PARTITION'
                ELSE 'TABLE' END AS kind,
              (SELECT p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
               WHERE i.inhrelid = c.oid AND p.relnamespace = c.relnamespace AND NOT c.relispartition LIMIT 1) AS parent
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            ORDER BY c.relname""";

    private static final String COLUMNS =
            """
            SELECT a.attnum, a.attname, a.attnotnull OR t.typnotnull AS required,
                   a.attidentity <> '' OR a.attgenerated <> ''
                     OR (c.relkind = 'v' AND NOT pg_column_is_updatable(c.oid, a.attnum, true)) AS generated,
                   coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault) AS default_value
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /**
     * One row for each index that ON CONFLICT can use: whole, of plain columns, checked at once, and of a table whose rows are all
     * its own, for those of tables that inherit from it are not in its indexes.
     */
    private static final String UNIQUE_INDEXES =
            """
            SELECT array(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k (number, position)
                         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                         WHERE k.position <= i.indnkeyatts)
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r' AND NOT c.relhassubclass
              AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL""";

    /** Without those that PostgreSQL adds for the partitions of a table that a key refers to. */
    private static final String REFERENCES =
            """
            SELECT k.conname, pn.nspname, p.relname, k.condeferrable,
              array(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, position)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.position) AS columns,
              array(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, position)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.position) AS referenced
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = k.confrelid
            JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE k.contype = 'f' AND n.nspname = ? AND c.relname = ?
              AND NOT EXISTS (SELECT FROM pg_constraint u WHERE u.oid = k.conparentid AND u.conrelid = k.conrelid)
            ORDER BY k.conname""";

    private final Connection connection;
    /** By schema and name, for the transaction. */
    private final Map<List<String>, Description> described = new HashMap<>();

    /**
     * A table.
     *
     * @param unique the columns of each index that ON CONFLICT can use
     */
    private record Description(List<DestinationColumn> columns, List<Reference> references, List<Set<Object>> unique) {}

    PostgresCatalog(Connection connection) {
        this.connection = connection;
    }

    List<Relation> relations(String schema) throws SQLException {
        return DatabaseCatalog.list(
                connection,
                named(RELATIONS, schema),
                row -> new Relation(
                        row.getString("relname"), Kind.valueOf(row.getString("kind")), row.getString("parent")));
    }

    List<Reference> references(DestinationTable table) throws SQLException {
        return described(table.schema(), table.name()).references;
    }

    /** The columns as they are now; references and indexes are those of the same moment. */
    List<DestinationColumn> columns(String schema, String table) throws SQLException {
        described.remove(List.of(schema, table));
        return described(schema, table).columns;
    }

    private Description described(String schema, String table) throws SQLException {
        Description known = described.get(List.of(schema, table));
        if (known == null) {
            known = describe(schema, table);
            described.put(List.of(schema, table), known);
        }
        return known;
    }

    /** All questions about a table take one way to the server. */
    private Description describe(String schema, String table) throws SQLException {
        String all = String.join(
                ";",
                named(PostgresTypes.OF_COLUMNS, schema, table),
                named(COLUMNS, schema, table),
                named(REFERENCES, schema, table),
                named(UNIQUE_INDEXES, schema, table));
        PostgresTypes types = new PostgresTypes(connection);
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            statement.execute();
            Map<Integer, DataType> byNumber = new HashMap<>();
            answer(statement, row -> byNumber.put(row.getInt("number"), types.of(row)));
            return new Description(
                    answer(statement, row -> column(row, byNumber.get(row.getInt("attnum")))),
                    answer(statement, PostgresCatalog::reference),
                    answer(
                            statement,
                            row -> Set.copyOf(List.of((Object[]) row.getArray(1).getArray()))));
        }
    }

    /** Reads one of several answers. */
    private static <T> List<T> answer(PreparedStatement statement, OfRow<T> described) throws SQLException {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                list.add(described.of(rows));
            }
        }
        statement.getMoreResults();
        return list;
    }

    private static Reference reference(ResultSet row) throws SQLException {
        return new Reference(
                row.getString("conname"),
                row.getString("nspname"),
                row.getString("relname"),
                List.of((String[]) row.getArray("columns").getArray()),
                List.of((String[]) row.getArray("referenced").getArray()),
                row.getBoolean("condeferrable"));
    }

    private static DestinationColumn column(ResultSet row, DataType type) throws SQLException {
        String defaultValue = row.getString("default_value");
        boolean serial = defaultValue != null && defaultValue.startsWith("nextval(");
        return new DestinationColumn(
                row.getString("attname"),
                type,
                !row.getBoolean("required"),
                row.getBoolean("generated") || serial,
                defaultValue != null);
    }

    /** Whether a unique index has exactly these columns. */
    boolean isUnique(DestinationTable table, List<DestinationColumn> keys) throws SQLException {
        Set<Object> names = keys.stream().map(DestinationColumn::name).collect(Collectors.toSet());
        return described(table.schema(), table.name()).unique.contains(names);
    }

    private String named(String question, String... names) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        StringBuilder whole = new StringBuilder();
        String[] parts = question.split("\\?", -1);
        for (int i = 0; i < names.length; i++) {
            whole.append(parts[i])
                    .append('\'')
                    .append(server.escapeLiteral(names[i]))
                    .append('\'');
        }
        return whole.append(parts[names.length]).toString();
    }
}
